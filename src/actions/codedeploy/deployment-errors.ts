// The errors that CodeDeploy ends a deployment to servers with (CodeDeploy API reference, ErrorInformation).
import type { Deployment, DeploymentEnd, ErrorInformation } from '../deployment/deployment.ts';
import type { EndedBy } from '../../model/deployment-requests.ts';
import type { StopFailure } from '../deployment/deployment-requests.ts';
import type { AlarmFailure } from '../deployment/unless-alarm.ts';
import { skipped } from './begin-deployment.ts';

/** The texts of CodeDeploy's ErrorInformation, without the full stop. */
export const errorTexts = {
  ALARM_ACTIVE:
    'One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped',
  HEALTH_CONSTRAINTS:
    'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems',
  HEALTH_CONSTRAINTS_INVALID:
    "The deployment can't start because the minimum number of healthy instances, as defined by the deployment configuration, is not available",
  INTERNAL_ERROR: 'The deployment failed because its revision cannot be prepared',
  NO_INSTANCES:
    'The deployment failed because no instances were found for your deployment group. Check your deployment group settings to make sure the tags for your EC2 instances or Auto Scaling groups correctly identify the instances you want to deploy to, and then try again',
  REVISION_MISSING: 'The deployment failed because its revision is no longer available',
} as const;

export const tooFewHealthy: ErrorInformation = {
  code: 'HEALTH_CONSTRAINTS',
  message: `${errorTexts.HEALTH_CONSTRAINTS}.`,
};

/** A deployment that fails before any target was taken. */
export function endWithout(
  deployment: Pick<Deployment, 'targets'>,
  code: keyof typeof errorTexts,
  detail = '.',
): DeploymentEnd {
  return {
    status: 'Failed',
    errorInformation: { code, message: `${errorTexts[code]}${detail}` },
    targets: deployment.targets.map(skipped),
    failures: [],
  };
}

export interface Stopped extends EndedBy {
  readonly status: 'Stopped';
  readonly errorInformation: ErrorInformation;
}

/** By an alarm, or by a call. */
export function stoppedBy({ reason, ...by }: AlarmFailure | StopFailure): Stopped {
  const errorInformation =
    'stop' in by
      ? { code: 'MANUAL_STOP', message: reason }
      : { code: 'ALARM_ACTIVE', message: `${errorTexts.ALARM_ACTIVE}: ${reason}.` };
  return { status: 'Stopped', errorInformation, ...by };
}
