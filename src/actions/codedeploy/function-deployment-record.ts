// What is remembered of a deployment to a function.
import { defined } from '../../lib/defined.ts';
import type { DeploymentConfig, DeploymentGroup } from '../../model/deployment.ts';
import type { DeploymentContext } from '../deployment/deployment.ts';
import {
  findDeployment,
  recordSuccess,
  saveDeployment,
  type DeploymentRecord,
} from '../deployment/deployment-record.ts';
import type { DeploymentRequest } from './deploy.ts';

export interface FunctionDeployment {
  readonly deploymentId: string;
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
  readonly request: DeploymentRequest;
}

type State = Pick<DeploymentRecord, 'status' | 'errorInformation' | 'rollbackInfo'>;

/** As a whole: a function is one target, and has no record of its own. */
export function saveFunctionDeployment(
  { state, now }: Pick<DeploymentContext, 'state' | 'now'>,
  { deploymentId, group, config, request }: FunctionDeployment,
  { status, errorInformation, rollbackInfo }: State,
): void {
  const { applicationName, deploymentGroupName } = group;
  const { creator, revision, fileExistsBehavior } = request;
  const isOver = status !== 'InProgress';
  saveDeployment(state.records, {
    deploymentId,
    applicationName,
    deploymentGroupName,
    deploymentConfigName: config.deploymentConfigName,
    computePlatform: 'Lambda',
    creator,
    revision,
    fileExistsBehavior,
    createTime: findDeployment(state.records, deploymentId)?.createTime ?? now(),
    targets: [],
    status,
    ...defined({ errorInformation, rollbackInfo, completeTime: isOver ? now() : undefined }),
  });
  if (status === 'Succeeded')
    recordSuccess(state.records, group, { deploymentId, revision, fileExistsBehavior });
}
