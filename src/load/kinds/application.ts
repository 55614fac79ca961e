// A CodeDeploy application, as its Create operation takes it.
import type { Application } from '../../model/deployment.ts';
import { awsShape } from '../aws-shape.ts';
import { readApplication } from './codedeploy/codedeploy.ts';
import { codeDeployRules } from './codedeploy/codedeploy-rules.ts';
import { hasKeys, type Kind } from './kind.ts';

export const applicationKind: Kind<Application> = {
  title: 'a CodeDeploy application',
  file: 'codedeploy-*.json',
  holds:
    'what `aws deploy create-application`, `create-deployment-group` and `create-deployment-config` take',
  words: ['applicationName', 'applicationsInfo'],
  isOne: (root) => hasKeys(root, 'applicationName'),
  list: 'applicationsInfo',
  wrapper: 'application',
  outputs: ['applicationId', 'createTime', 'gitHubAccountName', 'linkedToGitHub'],
  shape: () => awsShape('CreateApplicationInput', codeDeployRules),
  read: readApplication,
};
