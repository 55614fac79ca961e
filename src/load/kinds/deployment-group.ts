// A CodeDeploy deployment group, as its Create operation takes it.
import type { DeploymentGroup } from '../../model/deployment.ts';
import { awsShape } from '../aws-shape.ts';
import { readDeploymentGroup } from './codedeploy/codedeploy.ts';
import { codeDeployRules } from './codedeploy/codedeploy-rules.ts';
import { hasKeys, type Kind } from './kind.ts';

export const deploymentGroupKind: Kind<DeploymentGroup> = {
  title: 'a CodeDeploy deployment group',
  file: 'codedeploy-*.json',
  holds:
    'what `aws deploy create-application`, `create-deployment-group` and `create-deployment-config` take',
  words: ['deploymentGroupName', 'deploymentGroupInfo', 'deploymentGroupsInfo'],
  isOne: (root) => hasKeys(root, 'deploymentGroupName'),
  list: 'deploymentGroupsInfo',
  wrapper: 'deploymentGroupInfo',
  outputs: [
    'computePlatform',
    'deploymentGroupId',
    'lastAttemptedDeployment',
    'lastSuccessfulDeployment',
    'targetRevision',
  ],
  shape: () => awsShape('CreateDeploymentGroupInput', codeDeployRules),
  read: readDeploymentGroup,
};
