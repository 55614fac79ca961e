// What is remembered of a deployment to a function.
import type { DeploymentConfig, DeploymentGroup, LambdaAppSpec } from '../../model/deployment.ts';
import type { DeploymentContext } from '../deployment/deployment.ts';
import { recordSuccess } from '../deployment/deployment-record.ts';
import type { RecordedStart } from '../deployment/keep-record.ts';
import type { DeploymentRequest } from './deployment-work.ts';

export interface FunctionDeployment {
  readonly deploymentId: string;
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
  readonly request: DeploymentRequest;
  readonly appSpec: LambdaAppSpec;
}

export function functionRecord({
  deploymentId,
  group,
  config,
  request,
  appSpec,
}: FunctionDeployment): RecordedStart {
  const { applicationName, deploymentGroupName } = group;
  const { creator, revision, fileExistsBehavior } = request;
  const { name: functionName, alias: functionAlias, currentVersion, targetVersion } = appSpec;
  return {
    deploymentId,
    applicationName,
    deploymentGroupName,
    deploymentConfigName: config.deploymentConfigName,
    computePlatform: 'Lambda',
    creator,
    revision,
    fileExistsBehavior,
    target: {
      targetId: `${functionName}:${functionAlias}`,
      trafficWeight: 0,
      lambdaFunctionInfo: { functionName, functionAlias, currentVersion, targetVersion },
    },
    lifecycleEvents: ['BeforeAllowTraffic', 'AllowTraffic', 'AfterAllowTraffic'],
  };
}

export function recordFunctionSuccess(
  { state }: Pick<DeploymentContext, 'state'>,
  { deploymentId, group, request: { revision, fileExistsBehavior } }: FunctionDeployment,
): void {
  recordSuccess(state.records, group, { deploymentId, revision, fileExistsBehavior });
}
