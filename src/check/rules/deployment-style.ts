// In place or blue/green, with or without a load balancer, and what of it runs on this machine.
// Source: CodeDeploy API reference, "DeploymentStyle"; user guide, "Integrating CodeDeploy with Elastic Load Balancing".
import type { Path } from '../../lib/node.ts';
import type { Definition } from '../../model/definition.ts';
import type { DeploymentGroup } from '../../model/deployment.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const deploymentStyle: Rule = (definition) =>
  definition.deploymentGroups.flatMap((group, index) => {
    const at = ['deploymentGroups', index];
    const application = definition.applications.find(
      (each) => each.applicationName === group.applicationName,
    );
    const platform = application?.computePlatform ?? 'Server';
    const findings = platform === 'Server' ? checkServer(group, at) : checkShifted(group, platform, at);
    return [...findings, ...noticeNotExecuted(group, definition, at)];
  });

function checkServer(group: DeploymentGroup, at: Path): readonly Finding[] {
  const style = group.deploymentStyle;
  const path = [...at, 'deploymentStyle'];
  const findings: Finding[] = [];
  if (style?.deploymentType === 'BLUE_GREEN') {
    findings.push({
      code: 'NotExecutedHere',
      severity: 'error',
      message: `The deployment group "${group.deploymentGroupName}" is blue/green, and this version deploys to servers only in place`,
      path: [...path, 'deploymentType'],
      remedy: 'Use "IN_PLACE" to deploy here.',
    });
  }
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
