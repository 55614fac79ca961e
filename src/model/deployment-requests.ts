// What calls of CodeDeploy's API ask of a deployment that is under way: its process reads it while it waits. Pure.
import type { AutoRollbackEvent } from './deployment.ts';
import type { DeploymentWaitType } from './status.ts';

export interface DeploymentRequests {
  /** The waits that need not go on. */
  readonly continued: readonly DeploymentWaitType[];
  readonly stop?: { readonly autoRollbackEnabled: boolean };
}

/** Under which they are kept, by the id of the deployment. */
export const deploymentRequestsKind = 'codedeploy/requests';

/** Why a deployment may be rolled back: an event that its group asks for, or a stop that asks for it by itself. */
export type RollbackCause = AutoRollbackEvent | 'STOP_WITH_ROLLBACK';

/** What has ended a deployment before its time: an alarm, a call that stops it, or else a failure. */
export interface EndedBy {
  readonly isAlarm?: true;
  readonly stop?: 'DEPLOYMENT_STOP_ON_REQUEST' | 'STOP_WITH_ROLLBACK';
}

export function causeOf({ isAlarm, stop }: EndedBy): RollbackCause {
  return stop ?? (isAlarm === true ? 'DEPLOYMENT_STOP_ON_ALARM' : 'DEPLOYMENT_FAILURE');
}
