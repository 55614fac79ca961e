// What CodeDeploy calls with the role of the deployment group that the action deploys to, and the agents with that of its
// instances. Sources: CodeDeploy user guide, "Cross-service confused deputy prevention" and "Create an IAM instance profile";
// CloudWatch user guide, "Create IAM roles and users for use with the CloudWatch agent".
import { isRecord } from '../../lib/is-record.ts';
import { agentNamespace, collectedFiles, type Fleet } from '../../model/fleet.ts';
import { arnOf, whereOf, type Where } from '../../model/rights/arns.ts';
import { deploymentRights } from '../../model/rights/deployment-rights.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';
import type { ServiceCalls, ServiceCallsRequest } from '../../model/rights/service-calls-shape.ts';
import { instanceCalls } from '../instance-calls.ts';
import { selectInstances } from './select-instances.ts';

export function codeDeployServiceCalls({
  configuration,
  definition,
  place,
  artifacts,
}: ServiceCallsRequest): readonly ServiceCalls[] {
  const { ApplicationName: application, DeploymentGroupName: name } = configuration;
  const group = definition.deploymentGroups.find(
    (each) => each.applicationName === application && each.deploymentGroupName === name,
  );
  if (group === undefined) return [];
  const selected = selectInstances(group, definition.fleets);
  const fleets = [...new Set(selected.map(({ fleet }) => fleet))];
  const roleArn = group.serviceRoleArn;
  const where = { ...whereOf(roleArn), region: place.region };
  return [
    {
      roleArn,
      service: 'codedeploy',
      sourceArn: arnOf(
        where,
        'codedeploy',
        `deploymentgroup:${group.applicationName}/${group.deploymentGroupName}`,
      ),
      sessionName: 'deployment',
      before: deploymentRights(group, where).rights,
      after: [],
    },
    ...fleets.flatMap((fleet) => [
      ...instanceCalls(fleet.iamInstanceProfile, place, () => artifacts.gets),
      // Without them a deployment succeeds all the same: the agent says in its own log what it may not.
      ...instanceCalls(fleet.iamInstanceProfile, place, (there) => agentRights(fleet, there)).map(
        (calls) => ({
          ...calls,
          failsNothing: true as const,
        }),
      ),
    ]),
  ];
}

function agentRights(fleet: Fleet, where: Where): readonly Right[] {
  const groups = [...new Set(collectedFiles(fleet).map((file) => file.log_group_name))];
  const metrics = fleet.cloudWatchAgent?.metrics;
  return [
    ...groups.map((name) =>
      right(
        actionsOf('logs', 'CreateLogStream', 'DescribeLogStreams', 'PutLogEvents'),
        arnOf(where, 'logs', `log-group:${name}:log-stream:*`),
      ),
    ),
    ...(metrics === undefined
      ? []
      : [
          right('cloudwatch:PutMetricData', '*', {
            context: { 'cloudwatch:namespace': agentNamespace(fleet) },
          }),
          ...(hasGroupDimension(metrics) ? [right('ec2:DescribeTags', '*')] : []),
        ]),
  ];
}

/** The agent reads it from the tags of its instance, and other dimensions from the instance's metadata. */
function hasGroupDimension(metrics: unknown): boolean {
  const { append_dimensions: dimensions } = metrics as { readonly append_dimensions?: unknown };
  return isRecord(dimensions) && 'AutoScalingGroupName' in dimensions;
}
