// What the jobs of a run may hand to others together (GitHub: "Passing information between jobs"). Pure.
import { defined } from '../../lib/defined.ts';
import type { PipelineEvent } from '../event.ts';
import { openStageRun, type EventOf, type PipelineState } from '../state.ts';
import { mayFail } from './job-outcome.ts';

type JobEnd = EventOf<'ActionSucceeded'> | EventOf<'ActionFailed'>;

/** GitHub counts two bytes for each character, as in UTF-16. */
const mostBytes = 50 * 1024 * 1024;

const tooMany = {
  code: 'JobFailed',
  message: `The outputs of all jobs of the run exceed ${mostBytes.toLocaleString('en-US')} bytes, the most that GitHub takes of a run`,
};

/**
 * The end of a job as it is; a failure without outputs, when those of its run are more with them than GitHub takes.
 * @param waiting what will be recorded before it
 */
export function withinOutputsOfRun(
  end: JobEnd,
  state: PipelineState,
  waiting: readonly PipelineEvent[],
): JobEnd {
  const { executionId, actionName, outputVariables = {} } = end;
  const execution = state.executions.get(executionId);
  const run = execution === undefined ? undefined : openStageRun(execution);
  if (run?.plans === undefined || Object.keys(outputVariables).length === 0) return end;
  const ending = waiting.filter(isEnd).filter((each) => each.executionId === executionId);
  if (bytesOf([...run.actions.values(), ...ending, end]) <= mostBytes) return end;
  if (end.type === 'ActionFailed') return { ...end, outputVariables: {} };
  const { type: _type, outputVariables: _outputs, summary: _summary, ...rest } = end;
  const isAllowed = mayFail(run, actionName) ? true : undefined;
  return { type: 'ActionFailed', ...rest, error: tooMany, ...defined({ mayFail: isAllowed }) };
}

function isEnd(event: PipelineEvent): event is JobEnd {
  return event.type === 'ActionSucceeded' || event.type === 'ActionFailed';
}

function bytesOf(ended: readonly Pick<EventOf<'ActionFailed'>, 'outputVariables'>[]): number {
  const values = ended.flatMap(({ outputVariables = {} }) => Object.values(outputVariables));
  return values.reduce((sum, value) => sum + value.length * 2, 0);
}
