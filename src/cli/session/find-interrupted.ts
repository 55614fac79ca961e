// The execution that has to be resumed: in flight, and not only waiting for a transition to be enabled.
import type { StateFolder } from '../../state/state-folder.ts';
import { actionsOf } from '../render/describe.ts';
import { readView } from '../../view/read-view.ts';

/** More than any execution mode lets be in flight and of interest; the newest counts. */
const searched = 50;

export function findInterrupted(
  state: Pick<StateFolder, 'journal' | 'history'>,
  pipelineName: string,
  except: readonly string[] = [],
): { readonly executionId: string } | undefined {
  return state.history
    .executions({ pipelineName, limit: searched })
    .filter(({ status }) => status === 'InProgress' || status === 'Stopping')
    .filter(({ executionId }) => !except.includes(executionId))
    .find((summary) => {
      const { view } = readView(state, summary);
      const isAtWork = actionsOf(view).some(
        ({ action }) => action.displayStatus === 'InProgress' || action.displayStatus === 'Waiting',
      );
      const next = view.stages.find(({ displayStatus }) => displayStatus === 'Pending');
      return isAtWork || next?.closed === undefined;
    });
}
