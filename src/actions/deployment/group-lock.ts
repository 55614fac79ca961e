// One deployment at a time for each deployment group (CodeDeploy quotas). The state folder has one owner, so what this
// process runs is all there is.
import type { StateFolder } from '../../state/state-folder.ts';

/** By the artifact store, of which a state folder has one for any owner. */
const active = new WeakMap<StateFolder['artifacts'], Map<string, string>>();

/** The id of the deployment that is already under way, or the lock, to be disposed when the deployment is over. */
export function lockGroup(
  { artifacts }: Pick<StateFolder, 'artifacts'>,
  deploymentGroupId: string,
  deploymentId: string,
): Disposable | { readonly activeDeploymentId: string } {
  const groups = active.get(artifacts) ?? new Map<string, string>();
  active.set(artifacts, groups);
  const activeDeploymentId = groups.get(deploymentGroupId);
  if (activeDeploymentId !== undefined) return { activeDeploymentId };
  groups.set(deploymentGroupId, deploymentId);
  return { [Symbol.dispose]: () => void groups.delete(deploymentGroupId) };
}

export function isDeploying(
  { artifacts }: Pick<StateFolder, 'artifacts'>,
  deploymentGroupId: string,
): boolean {
  return active.get(artifacts)?.has(deploymentGroupId) === true;
}
