// CodeDeploy's application, deployment group and deployment configuration, as the inputs of their Create operations.
// Sources: the service's model; CodeDeploy API reference (2014-10-06) and user guide, "CodeDeploy quotas".
import type { Node } from '../../../lib/node.ts';
import type { Application, DeploymentConfig, DeploymentGroup } from '../../../model/deployment.ts';
import { readAws } from '../../aws-shape.ts';
import { codeDeployRules } from './codedeploy-rules.ts';
import { unwrapped, type ReadResource } from '../../resource.ts';

/** An application, bare or as `{"application": {…}}`. */
export function readApplication(root: Node): ReadResource<Application> {
  const node = unwrapped(root, 'application');
  return { node, ...readAws(node, 'CreateApplicationInput', codeDeployRules) };
}

/** A deployment group, bare or as `{"deploymentGroupInfo": {…}}`. */
export function readDeploymentGroup(root: Node): ReadResource<DeploymentGroup> {
  const node = unwrapped(root, 'deploymentGroupInfo');
  const { value, problems, notExecuted } = readAws(node, 'CreateDeploymentGroupInput', codeDeployRules);
  return { node, problems, ...(value === undefined ? {} : { value: { ...value, notExecuted } }) };
}

/** A custom deployment configuration, bare or as `{"deploymentConfigInfo": {…}}`. */
export function readDeploymentConfig(root: Node): ReadResource<DeploymentConfig> {
  const node = unwrapped(root, 'deploymentConfigInfo');
  return { node, ...readAws(node, 'CreateDeploymentConfigInput', codeDeployRules) };
}
