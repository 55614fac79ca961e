// A rollback by hand: in CodeDeploy an ordinary deployment, by the user, of a revision from before.
import type { FailureDetails } from '../../model/progress.ts';
import type { OpenFleetFunction } from '../../targets/fleet/fleet-contract.ts';
import type { ActionResult } from '../provider.ts';
import { deploy } from './deploy.ts';
import type { DeploymentContext } from '../deployment/deployment.ts';
import { groupRecord, type GroupName, type Success } from '../deployment/deployment-record.ts';

/** Deploys the last successful revision that differs from the one that the group holds now. */
export async function rollbackDeployment(
  context: DeploymentContext,
  openFleet: OpenFleetFunction,
  name: GroupName,
): Promise<ActionResult> {
  // Chosen once: after a restart the same revision is meant, whatever has succeeded since.
  const target = await context.step('revision', async () => revisionBefore(context, name) ?? null);
  if (target === null) return { status: 'Failed', error: nothingBefore(name) };
  return deploy(context, openFleet, {
    ...name,
    revision: target.revision,
    fileExistsBehavior: target.fileExistsBehavior,
    creator: 'user',
    ignoreApplicationStopFailures: false,
  });
}

function revisionBefore({ state }: DeploymentContext, name: GroupName): Success | undefined {
  const { successes } = groupRecord(state.records, name);
  const current = successes.at(-1);
  return successes.findLast(({ revision }) => revision.digest !== current?.revision.digest);
}

function nothingBefore({ deploymentGroupName }: GroupName): FailureDetails {
  return {
    code: 'RevisionDoesNotExistException',
    message: `The deployment group ${deploymentGroupName} has had no other revision that was deployed with success`,
  };
}
