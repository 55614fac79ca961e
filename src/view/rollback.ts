// Deployments that put the version before back.
import type { DeploymentView, StageView } from './execution-view.ts';

export function isRollback({ creator }: DeploymentView): boolean {
  return creator === 'codeDeployRollback';
}

/** It failed, and what was there before is there again. */
export function isRolledBack({
  displayStatus,
  actions,
}: Pick<StageView, 'displayStatus' | 'actions'>): boolean {
  return (
    displayStatus === 'Failed' &&
    actions.some(({ deployments }) =>
      deployments.some((each) => isRollback(each) && each.status === 'Succeeded'),
    )
  );
}
