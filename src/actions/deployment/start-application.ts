// Starts the applications of a host that has come up again: what a machine does when it boots is here the script of
// ApplicationStart, from the revision that the host holds.
import type { StateFolder } from '../../state/state-folder.ts';
import type { LifecycleResult } from '../../targets/agent/lifecycle-event.ts';
import type { Host } from '../../targets/host/host.ts';
import {
  deploymentRecords,
  groupRecord,
  groupRecords,
  instanceRecord,
  type DeploymentRecord,
  type GroupRecord,
} from './deployment-record.ts';
import { isDeploying } from './group-lock.ts';

export interface StartedApplication {
  readonly deploymentId: string;
  readonly applicationName: string;
  readonly result: LifecycleResult;
}

export interface StartOptions {
  readonly state: Pick<StateFolder, 'records' | 'artifacts'>;
  readonly signal: AbortSignal;
  readonly onLine: (text: string) => void;
  /** Values that the host's own logs must not show. */
  readonly hidden: readonly string[];
  /** Of the deployment group whose own deployment asks; any other that is being deployed to is left alone. */
  readonly deployingTo?: string;
}

/** Of every deployment group that has brought a revision to this host. */
export async function startApplications(
  host: Host,
  { state, signal, onLine, hidden, deployingTo }: StartOptions,
): Promise<readonly StartedApplication[]> {
  const started: StartedApplication[] = [];
  for (const group of groupRecords(state.records)) {
    const deployment = deploymentOn(host, group, state);
    const { deploymentGroupId } = group;
    if (deployment === undefined) continue;
    if (deploymentGroupId !== deployingTo && isDeploying(state, deploymentGroupId)) continue;
    const { deploymentId, applicationName, deploymentGroupName, revision, fileExistsBehavior } = deployment;
    const result = await host.runLifecycleEvent(
      {
        lifecycleEvent: 'ApplicationStart',
        deploymentId,
        applicationName,
        deploymentGroupName,
        deploymentGroupId,
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
      { onLine, signal, hidden },
    );
    started.push({ deploymentId, applicationName, result });
  }
  return started;
}

/** The last one that succeeded on this host, also when it failed on others and was not rolled back. */
function deploymentOn(
  { instance: { instanceId } }: Host,
  { deploymentGroupId }: GroupRecord,
  { records }: StartOptions['state'],
): DeploymentRecord | undefined {
  const digest = instanceRecord(records, deploymentGroupId, instanceId)?.digest;
  if (digest === undefined) return undefined;
  return deploymentRecords(records)
    .filter(
      (deployment) =>
        deployment.revision.digest === digest &&
        groupRecord(records, deployment).deploymentGroupId === deploymentGroupId &&
        deployment.targets.some((target) => target.targetId === instanceId && target.status === 'Succeeded'),
    )
    .toSorted((a, b) => a.createTime - b.createTime)
    .at(-1);
}
