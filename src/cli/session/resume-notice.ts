// The sentence that says where an interrupted execution resumes.
import { formatDuration } from '../../lib/duration.ts';
import { actionsOf, shortExecutionId } from '../render/describe.ts';
import type { ActionView, ExecutionView } from '../../view/execution-view.ts';

/** `resuming execution 3f2a91c0, interrupted 2m 05s ago in Deploy › Deploy at ApplicationStart on i-2`. */
export function resumeNotice(view: ExecutionView, agoMs: number | undefined): string {
  const when = agoMs === undefined ? 'interrupted' : `interrupted ${formatDuration(agoMs)} ago`;
  const places = actionsOf(view)
    .filter(({ action }) => action.displayStatus === 'InProgress')
    .map(({ stage, action }) => `${stage.name} › ${action.name}${momentOf(action)}`);
  const waiting = actionsOf(view).find(({ action }) => action.displayStatus === 'Waiting');
  const id = shortExecutionId(view.executionId);
  if (places.length > 0) return `resuming execution ${id}, ${when} in ${places.join(' and ')}`;
  if (waiting !== undefined)
    return `resuming execution ${id}, which waits for approval in ${waiting.stage.name} › ${waiting.action.name}`;
  const before = view.stages.find(({ displayStatus }) => displayStatus === 'Pending');
  return `resuming execution ${id}, ${when}${before === undefined ? '' : ` before ${before.name}`}`;
}

/** The lifecycle events or the phase that was running. */
function momentOf({ deployments, phases }: ActionView): string {
  const events = deployments.flatMap(({ targets }) =>
    targets.flatMap(({ targetId, events }) =>
      events.filter(({ status }) => status === 'InProgress').map(({ name }) => `${name} on ${targetId}`),
    ),
  );
  if (events.length > 0) return ` at ${events.join(', ')}`;
  const phase = phases.findLast(({ status }) => status === 'IN_PROGRESS');
  return phase === undefined ? '' : ` in ${phase.type}`;
}
