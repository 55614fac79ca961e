// What a person reads when a deployment failed: the first thing that failed, where, why, and what became of the rollback.
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { Deployment, DeploymentEnd, TargetFailure } from '../deployment/deployment.ts';
import { minimumHealthyHosts } from './next-targets.ts';
import type { RollbackInfo } from '../deployment/deployment-record.ts';

export interface RollbackOutcome {
  readonly rollbackInfo: RollbackInfo;
  /** Absent when no rollback was deployed. */
  readonly end?: DeploymentEnd;
}

export function describeFailure(
  deployment: Deployment,
  end: DeploymentEnd,
  rollback: RollbackOutcome | undefined,
): FailureDetails {
  const [first] = end.failures;
  const { code = 'INTERNAL_ERROR', message = '' } = end.errorInformation ?? {};
  const sentences = [
    first === undefined
      ? ''
      : `${first.lifecycleEvent} failed on ${first.targetId}: ${sentence(first.diagnostics.message)}`,
    message,
    first === undefined ? '' : arithmetic(deployment, end, first),
    rollback === undefined ? '' : describeRollback(rollback),
  ];
  return {
    code,
    message: sentences.filter((text) => text !== '').join(' '),
    ...(first === undefined ? remedyOf(deployment, code) : detailsOf(first)),
  };
}

function remedyOf({ config, targets: all }: Deployment, code: string): { readonly remedy?: string } {
  if (code !== 'HEALTH_CONSTRAINTS_INVALID') return {};
  const targets = all.filter(({ label }) => label !== 'Blue');
  const { type, value } = config.minimumHealthyHosts ?? { type: 'MOST_CONCURRENCY', value: 1 };
  const minimum = minimumHealthyHosts(config.minimumHealthyHosts, targets.length);
  const zones = config.zonalConfig === undefined ? '' : ', or a zone leaves none of its hosts';
  return {
    remedy: `${config.deploymentConfigName} (${type} ${value}) keeps ${minimum} of ${counted(targets.length, 'instance')} healthy, which leaves none to deploy to${zones}. Choose a lower minimum or add instances.`,
  };
}

function detailsOf({ targetId, diagnostics, exitCode, explanation, lifecycleEvent }: TargetFailure) {
  const tail = diagnostics.logTail.split('\n').filter((line) => line !== '');
  return {
    where: targetId,
    command: diagnostics.scriptName === '' ? lifecycleEvent : diagnostics.scriptName,
    ...defined({ exitCode }),
    ...(tail.length === 0 ? {} : { logTail: tail }),
    ...defined({ remedy: explanation }),
  };
}

/** Which rule of the deployment configuration stopped it, in numbers. */
function arithmetic({ config, targets: all }: Deployment, end: DeploymentEnd, first: TargetFailure): string {
  // In a blue/green deployment the minimum is that of the replacement instances.
  const targets = all.filter(({ label }) => label !== 'Blue');
  if (!targets.some(({ targetId }) => targetId === first.targetId)) return '';
  const counted = end.targets.filter(({ instanceLabel }) => instanceLabel !== 'Blue');
  const count = (status: string): number => counted.filter((target) => target.status === status).length;
  const minimum = minimumHealthyHosts(config.minimumHealthyHosts, targets.length);
  const needed = Math.max(1, minimum);
  return `${config.deploymentConfigName} needs ${needed} of ${targets.length} healthy: ${count('Succeeded')} succeeded, ${count('Failed')} failed, ${count('Skipped')} skipped.`;
}

function describeRollback({ rollbackInfo, end }: RollbackOutcome): string {
  const { rollbackDeploymentId = '', rollbackMessage = '' } = rollbackInfo;
  if (end === undefined) return rollbackMessage;
  const failed = end.targets
    .filter((target) => target.status !== 'Succeeded')
    .map(({ targetId }) => targetId);
  if (end.status === 'Succeeded' && failed.length === 0)
    return `The rollback ${rollbackDeploymentId} restored the previous version.`;
  const [first] = end.failures;
  const why =
    first === undefined
      ? ` ${end.errorInformation?.message ?? ''}`
      : ` ${first.lifecycleEvent} failed on ${first.targetId}: ${sentence(first.diagnostics.message)}`;
  const how =
    end.status === 'Succeeded'
      ? 'restored the previous version, but not on'
      : 'failed as well; without the previous version are';
  return `The rollback ${rollbackDeploymentId} ${how} ${failed.join(', ')}.${why}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
