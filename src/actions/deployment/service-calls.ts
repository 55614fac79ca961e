// What CodeDeploy calls with the role of the deployment group that the action deploys to.
// Source: CodeDeploy user guide, "Cross-service confused deputy prevention".
import { arnOf, whereOf } from '../../model/rights/arns.ts';
import { deploymentRights } from '../../model/rights/deployment-rights.ts';
import type { ServiceCalls, ServiceCallsRequest } from '../../model/rights/service-calls-shape.ts';

export function codeDeployServiceCalls({
  configuration,
  definition,
  place,
}: ServiceCallsRequest): readonly ServiceCalls[] {
  const { ApplicationName: application, DeploymentGroupName: name } = configuration;
  const group = definition.deploymentGroups.find(
    (each) => each.applicationName === application && each.deploymentGroupName === name,
  );
  if (group === undefined) return [];
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
  ];
}
