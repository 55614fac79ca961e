// One deployment to servers as it was asked for, with what it needs around it.
import type { FileExistsBehavior, GroupOverrides, TargetInstances } from '../../model/deployment.ts';
import type { DeploymentCreator } from '../../model/status.ts';
import type { OpenFleetFunction } from '../../targets/fleet/fleet-contract.ts';
import type { Deployment, DeploymentContext } from '../deployment/deployment.ts';
import type { Revision } from '../deployment/deployment-record.ts';
import type { ResolvedGroup } from '../deployment/resolve-group.ts';

export interface DeploymentRequest {
  readonly applicationName: string;
  readonly deploymentGroupName: string;
  readonly revision: Revision;
  readonly creator: DeploymentCreator;
  /** That a call has given it; a new one when it is absent. */
  readonly deploymentId?: string;
  readonly fileExistsBehavior: FileExistsBehavior;
  readonly ignoreApplicationStopFailures: boolean;
  readonly overrides?: GroupOverrides;
  /** Of a blue/green deployment that a call has started: the replacement instances. */
  readonly targetInstances?: TargetInstances;
}

/** A request whose deployment group is found, with the ids of the deployment. */
export interface Work {
  readonly context: DeploymentContext;
  readonly openFleet: OpenFleetFunction;
  readonly request: DeploymentRequest;
  readonly resolved: ResolvedGroup;
  readonly ids: { readonly deploymentId: string; readonly deploymentGroupId: string };
}

/** To these targets. */
export function deploymentOf({ request, resolved, ids }: Work, targets: Deployment['targets']): Deployment {
  const { creator, revision, fileExistsBehavior, ignoreApplicationStopFailures } = request;
  return {
    ...resolved,
    ...ids,
    creator,
    revision,
    fileExistsBehavior,
    ignoreApplicationStopFailures,
    targets,
  };
}
