// The CodeDeploy action: one deployment of the input artifact and, when it fails and the group wants it, the rollback.
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import type { FailureDetails } from '../../model/progress.ts';
import type { OpenFleetFunction } from '../../targets/fleet/fleet-contract.ts';
import type { ActionContext, ActionResult, RunOf } from '../provider.ts';
import type { DeploymentOptions } from '../deployment/deployment-options.ts';
import { findGroup } from '../deployment/resolve-group.ts';
import { deploy } from './deploy.ts';
import type { DeploymentRequest } from './deployment-work.ts';
import type { Revision } from '../deployment/deployment-record.ts';

export const runCodeDeploy: RunOf<DeploymentOptions> = async (context) => {
  const { openFleet } = await import('../../targets/fleet/open-fleet.ts');
  return deployArtifact(context, openFleet);
};

/** The action over any ground: fleets come from `openFleet`. */
export async function deployArtifact(
  context: ActionContext<DeploymentOptions>,
  openFleet: OpenFleetFunction,
): Promise<ActionResult> {
  const { ApplicationName = '', DeploymentGroupName = '' } = context.configuration;
  const revision = revisionOf(context);
  if (revision === undefined)
    return refused({
      code: 'ConfigurationError',
      message: 'The CodeDeploy action takes exactly one input artifact with a revision in it',
      remedy: 'Name the artifact that holds appspec.yml in inputArtifacts.',
    });
  const request: DeploymentRequest = {
    applicationName: ApplicationName,
    deploymentGroupName: DeploymentGroupName,
    revision,
    creator: 'user',
    ...behaviourOf(context),
  };
  const found = findGroup(context.resources, request);
  if (!isFailed(found) && found.platform === 'Lambda') {
    const { deployFunction } = await import('./deploy-function.ts');
    return await deployFunction(context, request, found);
  }
  return await deploy(context, openFleet, request);
}

/** An action cannot set these, a call of CreateDeployment can; so can the appspec's file_exists_behavior. */
function behaviourOf({
  definition: { deployment },
}: ActionContext<DeploymentOptions>): Pick<
  DeploymentRequest,
  'deploymentId' | 'fileExistsBehavior' | 'ignoreApplicationStopFailures' | 'overrides' | 'targetInstances'
> {
  if (deployment === undefined)
    return { fileExistsBehavior: 'DISALLOW', ignoreApplicationStopFailures: false };
  const { deploymentId, fileExistsBehavior, ignoreApplicationStopFailures, ...given } = deployment;
  const { overrides, targetInstances } = given;
  return {
    deploymentId,
    fileExistsBehavior,
    ignoreApplicationStopFailures,
    ...defined({ overrides, targetInstances }),
  };
}

/** The artifact's zip is the revision, under the key that CodePipeline gives it in its bucket. */
function revisionOf(context: ActionContext<DeploymentOptions>): Revision | undefined {
  const [artifact, ...others] = context.inputArtifacts;
  if (artifact === undefined || others.length > 0 || artifact.cloneReference !== undefined) return undefined;
  const { pipeline, deployment } = context.definition;
  if (deployment !== undefined)
    return {
      digest: artifact.digest,
      bucket: deployment.bucket ?? 'local',
      key: deployment.key ?? 'appspec',
    };
  const store = pipeline.artifactStore ?? Object.values(pipeline.artifactStores ?? {})[0];
  const { digest, name, revisionSummary } = artifact;
  const key = [pipeline.name.slice(0, 20), name.slice(0, 10), `${digest.slice(-7)}.zip`].join('/');
  return {
    digest,
    key,
    bucket: store?.location ?? 'local',
    ...defined({ description: revisionSummary }),
  };
}

function refused(error: FailureDetails): ActionResult {
  return { status: 'Failed', error };
}
