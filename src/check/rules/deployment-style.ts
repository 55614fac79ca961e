// In place or blue/green, with or without a load balancer, and what of it runs on this machine.
// Source: CodeDeploy API reference, "DeploymentStyle"; user guide, "Integrating CodeDeploy with Elastic Load Balancing".
import type { Path } from '../../lib/node.ts';
import type { Definition } from '../../model/definition.ts';
import { copiesScalingGroup, type DeploymentGroup } from '../../model/deployment.ts';
import type { Finding } from '../../lib/finding.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Rule } from './rule.ts';

export const deploymentStyle: Rule = (definition) =>
  definition.deploymentGroups.flatMap((group, index) => {
    const at = ['deploymentGroups', index];
    const application = definition.applications.find(
      (each) => each.applicationName === group.applicationName,
    );
    const platform = application?.computePlatform ?? 'Server';
    const findings =
      platform === 'Server'
        ? [...checkServer(group, at), ...checkDiscovered(group, definition, at)]
        : [...checkShifted(group, platform, at), ...noticeKept(group, at)];
    return [...findings, ...noticeNotExecuted(group, definition, at)];
  });

function checkServer(group: DeploymentGroup, at: Path): readonly Finding[] {
  const style = group.deploymentStyle;
  const path = [...at, 'deploymentStyle'];
  const findings: Finding[] = [];
  if (style?.deploymentType === 'BLUE_GREEN') findings.push(...checkBlueGreen(group, at));
  if (style?.deploymentOption === 'WITH_TRAFFIC_CONTROL' && !hasBalancer(group)) {
    findings.push({
      code: 'LoadBalancerMissing',
      message: 'WITH_TRAFFIC_CONTROL needs a load balancer, and the deployment group has none',
      path: [...path, 'deploymentOption'],
      remedy: 'Add "loadBalancerInfo" with "targetGroupInfoList", or use "WITHOUT_TRAFFIC_CONTROL".',
      aws: 'CreateDeploymentGroup answers InvalidLoadBalancerInfoException.',
    });
  }
  if (hasBalancer(group) && style?.deploymentOption !== 'WITH_TRAFFIC_CONTROL') {
    findings.push({
      code: 'LoadBalancerUnused',
      severity: 'warning',
      message: 'The deployment group has a load balancer, but deploys without traffic control',
      path: [...at, 'loadBalancerInfo'],
      remedy: 'Set "deploymentOption" to "WITH_TRAFFIC_CONTROL" in "deploymentStyle".',
      aws: 'Instances stay in the load balancer while they are being replaced, so that requests fail.',
    });
  }
  return findings;
}

/** Source: CodeDeploy user guide, "Create a deployment group for an EC2/On-Premises blue/green deployment". */
function checkBlueGreen(group: DeploymentGroup, at: Path): readonly Finding[] {
  const { deploymentStyle, blueGreenDeploymentConfiguration: configuration, autoScalingGroups = [] } = group;
  const stylePath = [...at, 'deploymentStyle', 'deploymentType'];
  const invalid = (finding: Omit<Finding, 'code'>): Finding => ({ code: 'BlueGreenInvalid', ...finding });
  const findings: Finding[] = [];
  if (configuration === undefined)
    findings.push(
      invalid({
        message:
          'A blue/green deployment to servers needs "blueGreenDeploymentConfiguration", and the deployment group has none',
        path: stylePath,
        remedy: 'Say in it where the replacement instances come from: "greenFleetProvisioningOption".',
        aws: 'Each deployment fails with MISSING_BLUE_GREEN_DEPLOYMENT_CONFIGURATION.',
      }),
    );
  if (deploymentStyle?.deploymentOption !== 'WITH_TRAFFIC_CONTROL')
    findings.push(
      invalid({
        message:
          'A blue/green deployment to servers shifts the traffic of a load balancer, and this one is without traffic control',
        path: stylePath,
        remedy: 'Use "WITH_TRAFFIC_CONTROL" and name the target group in "loadBalancerInfo".',
        aws: 'Each deployment fails with MISSING_ELB_INFORMATION.',
      }),
    );
  if (copiesScalingGroup(group) && autoScalingGroups.length !== 1)
    findings.push(
      invalid({
        message: `COPY_AUTO_SCALING_GROUP copies the one Auto Scaling group of the deployment group, which names ${autoScalingGroups.length === 0 ? 'none' : autoScalingGroups.length}`,
        path: [...at, 'blueGreenDeploymentConfiguration', 'greenFleetProvisioningOption', 'action'],
        remedy: 'Name one in "autoScalingGroups": the name of the fleet.',
        aws: 'CreateDeploymentGroup answers InvalidBlueGreenDeploymentConfigurationException.',
      }),
    );
  for (const key of ['onPremisesInstanceTagFilters', 'onPremisesTagSet'] as const)
    if (group[key] !== undefined)
      findings.push(
        invalid({
          message: 'On-premises instances cannot be deployed to blue/green',
          path: [...at, key],
          remedy: 'Use "IN_PLACE" for them, in a deployment group of their own.',
          aws: 'CreateDeploymentGroup answers InvalidDeploymentStyleException.',
        }),
      );
  return findings;
}

/** Which instances are there, only a call of CreateDeployment can say. */
function checkDiscovered(
  group: DeploymentGroup,
  { pipeline, deployment }: Definition,
  at: Path,
): readonly Finding[] {
  if (deployment !== undefined) return [];
  const { applicationName, deploymentGroupName, blueGreenDeploymentConfiguration: configuration } = group;
  if (group.deploymentStyle?.deploymentType !== 'BLUE_GREEN' || configuration === undefined) return [];
  if (copiesScalingGroup(group)) return [];
  const isUsed = actionsOf(pipeline).some(
    ({ action: { configuration: of } }) =>
      of?.['ApplicationName'] === applicationName && of['DeploymentGroupName'] === deploymentGroupName,
  );
  if (!isUsed) return [];
  return [
    {
      code: 'BlueGreenInvalid',
      message: `The pipeline deploys to "${deploymentGroupName}", whose replacement instances are there already (DISCOVER_EXISTING): an action cannot say which ones they are`,
      path: [...at, 'blueGreenDeploymentConfiguration'],
      remedy:
        'Use COPY_AUTO_SCALING_GROUP, or start the deployment by "aws deploy create-deployment" with --target-instances.',
      aws: 'The action fails, because CreateDeployment answers InvalidTargetInstancesException.',
    },
  ];
}

/** The task set or the version that served before ends with the deployment. */
function noticeKept(
  { blueGreenDeploymentConfiguration: configuration }: DeploymentGroup,
  at: Path,
): readonly Finding[] {
  if (configuration?.terminateBlueInstancesOnDeploymentSuccess?.action !== 'KEEP_ALIVE') return [];
  const key = 'terminateBlueInstancesOnDeploymentSuccess';
  return [
    {
      code: 'NotExecutedHere',
      severity: 'notice',
      message:
        '"KEEP_ALIVE" is not executed here: what was there before is stopped when the deployment has succeeded',
      path: [...at, 'blueGreenDeploymentConfiguration', key, 'action'],
    },
  ];
}

function hasBalancer({ loadBalancerInfo }: DeploymentGroup): boolean {
  return [loadBalancerInfo?.elbInfoList, loadBalancerInfo?.targetGroupInfoList].some(
    (list) => (list ?? []).length > 0,
  );
}

/** Lambda and ECS know only blue/green with traffic control. */
function checkShifted(group: DeploymentGroup, platform: string, at: Path): readonly Finding[] {
  const { deploymentType, deploymentOption } = group.deploymentStyle ?? {};
  const isRight =
    (deploymentType ?? 'BLUE_GREEN') === 'BLUE_GREEN' &&
    (deploymentOption ?? 'WITH_TRAFFIC_CONTROL') === 'WITH_TRAFFIC_CONTROL';
  if (isRight) return [];
  return [
    {
      code: 'DeploymentStyleInvalid',
      message: `Deployments to ${platform} are always blue/green with traffic control`,
      path: [...at, 'deploymentStyle'],
      remedy: 'Use "BLUE_GREEN" and "WITH_TRAFFIC_CONTROL".',
      aws: 'CreateDeploymentGroup answers InvalidDeploymentStyleException.',
    },
  ];
}

function noticeNotExecuted(group: DeploymentGroup, { alarms }: Definition, at: Path): readonly Finding[] {
  const { enabled = false, alarms: named = [] } = group.alarmConfiguration ?? {};
  const isUnknown = ({ name }: { readonly name?: string }) =>
    !alarms.some(({ alarmName }) => alarmName === name);
  const hasUnknown = enabled && named.some(isUnknown);
  if (!hasUnknown) return [];
  return [
    {
      code: 'NotExecutedHere',
      severity: 'notice',
      message:
        '"alarmConfiguration" is not executed here in full: an alarm that the definition does not describe stops nothing',
      path: [...at, 'alarmConfiguration'],
    },
  ];
}
