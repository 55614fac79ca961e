// A CodeDeploy deployment configuration, as its Create operation takes it.
import type { DeploymentConfig } from '../../model/deployment.ts';
import { awsShape } from '../aws-shape.ts';
import { readDeploymentConfig } from './codedeploy/codedeploy.ts';
import { codeDeployRules } from './codedeploy/codedeploy-rules.ts';
import { hasKeys, type Kind } from './kind.ts';

export const deploymentConfigKind: Kind<DeploymentConfig> = {
  title: 'a CodeDeploy deployment configuration',
  file: 'codedeploy-*.json',
  holds:
    'what `aws deploy create-application`, `create-deployment-group` and `create-deployment-config` take',
  words: ['deploymentConfigName', 'deploymentConfigInfo'],
  isOne: (root) => hasKeys(root, 'deploymentConfigName'),
  wrapper: 'deploymentConfigInfo',
  outputs: ['createTime', 'deploymentConfigId'],
  shape: () => awsShape('CreateDeploymentConfigInput', codeDeployRules),
  read: readDeploymentConfig,
};
