import type { DisplayStatus, StageView } from './execution-view.ts';

/** A stage in which something waits for a person is waiting, whatever else runs in it. */
export function stageStatus({
  displayStatus,
  actions,
}: Pick<StageView, 'displayStatus' | 'actions'>): DisplayStatus {
  return actions.some((action) => action.displayStatus === 'Waiting') ? 'Waiting' : displayStatus;
}
