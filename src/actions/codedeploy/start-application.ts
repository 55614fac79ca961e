// Starts the applications of a host that has come up again: what a machine does when it boots is here the script of
// ApplicationStart, from the revision that the host holds.
import type { StateFolder } from '../../state/state-folder.ts';
import type { LifecycleResult } from '../../targets/agent/lifecycle-event.ts';
import type { Host } from '../../targets/fleet-contract.ts';
import { findDeployment, groupRecords, instanceRecord, type GroupRecord } from './deployment-record.ts';
import { isDeploying } from './group-lock.ts';

export interface StartedApplication {
  readonly deploymentId: string;
  readonly applicationName: string;
  readonly result: LifecycleResult;
}

export interface StartOptions {
  readonly state: StateFolder;
  readonly signal: AbortSignal;
  readonly onLine: (text: string) => void;
}

/** Of every deployment group that has brought a revision to this host; one that is being deployed to is left alone. */
export async function startApplications(
  host: Host,
  { state, signal, onLine }: StartOptions,
): Promise<readonly StartedApplication[]> {
  const started: StartedApplication[] = [];
  for (const group of groupRecords(state.records)) {
    const deployment = deploymentOn(host, group, state);
    if (deployment === undefined || isDeploying(state, group.deploymentGroupId)) continue;
    const { deploymentId, applicationName, deploymentGroupName, revision, fileExistsBehavior } = deployment;
    const result = await host.runLifecycleEvent(
      {
        lifecycleEvent: 'ApplicationStart',
        deploymentId,
        applicationName,
        deploymentGroupName,
        deploymentGroupId: group.deploymentGroupId,
        deploymentCreator: deployment.creator,
        deploymentType: 'IN_PLACE',
        fileExistsBehavior,
        bundle: {
          file: `${deploymentId}.zip`,
          bucket: revision.bucket,
          key: revision.key,
          eTag: revision.digest.slice(-32),
        },
      },
      { onLine, signal },
    );
    started.push({ deploymentId, applicationName, result });
  }
  return started;
}

/** The last one that succeeded with the revision that the host was brought to. */
function deploymentOn(
  { instance }: Host,
  { deploymentGroupId, successes }: GroupRecord,
  { records }: StateFolder,
) {
  const digest = instanceRecord(records, deploymentGroupId, instance.instanceId)?.digest;
  const success = successes.findLast(({ revision }) => revision.digest === digest);
  return success === undefined ? undefined : findDeployment(records, success.deploymentId);
}
