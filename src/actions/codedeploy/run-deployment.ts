// One deployment in place, from its first report to its end: takes targets as the minimum of healthy hosts allows, and keeps
// the books (CodeDeploy user guide, "Instance health").
import type {
  Deployment,
  DeploymentContext,
  DeploymentEnd,
  TargetFailure,
} from '../deployment/deployment.ts';
import { beginDeployment, skipped } from './begin-deployment.ts';
import { endWithout, stoppedBy, tooFewHealthy } from './deployment-errors.ts';
import { constraintsFor } from './next-targets.ts';
import { revisionZip } from './revision-zip.ts';
import { DeploymentWatch, Rollout } from './rollout.ts';
import { runTarget } from './run-target.ts';

/** Rejects only when the context's signal aborted; whatever was started has ended then. */
export async function runDeployment(
  context: DeploymentContext,
  deployment: Deployment,
): Promise<DeploymentEnd> {
  await context.step(`${deployment.deploymentId}/created`, async () => beginDeployment(context, deployment));
  if (deployment.targets.length === 0) return endWithout(deployment, 'NO_INSTANCES');
  const constraints = constraintsFor(deployment.config, deployment.targets);
  if (constraints === undefined) return endWithout(deployment, 'HEALTH_CONSTRAINTS_INVALID');
  const zip = await revisionZip(context, deployment);
  if ('code' in zip) return endWithout(deployment, zip.code, `: ${zip.why}`);
  const bundle = zip.file;
  await using watch = new DeploymentWatch(context, deployment);
  const isStopped = watch.isStoppedByCall;
  const rollout = new Rollout(context, {
    deployment,
    targets: deployment.targets,
    watch,
    run: async (target) => runTarget({ context, deployment, target, bundle, isStopped }),
  });
  const succeeded = await rollout.run(constraints);
  const targets = deployment.targets.map(
    (target) => rollout.ends.get(target.targetId)?.record ?? skipped(target),
  );
  const failures = [...rollout.ends.values()].flatMap(({ failure }) => failure ?? []).sort(byTime);
  if (succeeded) return { status: 'Succeeded', targets, failures };
  if (watch.stoppedBy !== undefined) return { ...stoppedBy(watch.stoppedBy), targets, failures };
  return { status: 'Failed', errorInformation: tooFewHealthy, targets, failures };
}

function byTime(a: TargetFailure, b: TargetFailure): number {
  return a.at - b.at;
}
