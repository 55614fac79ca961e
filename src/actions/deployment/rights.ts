// What a deployment of CodeDeploy needs of the pipeline's role. Source: CodePipeline user guide, "AWS CodeDeploy deploy action
// reference".
import { unknownText } from '../../model/policy-pattern.ts';
import { arnOf } from '../../model/rights/arns.ts';
import type { RightsRequest } from '../../model/rights/rights-request.ts';
import { actionsOf, right, type Right } from '../../model/rights/right.ts';

export function codeDeployRights({ configuration, where, definition }: RightsRequest): readonly Right[] {
  const { ApplicationName: application = '', DeploymentGroupName: group = '' } = configuration;
  const known = definition.deploymentGroups.find(
    ({ applicationName, deploymentGroupName }) =>
      applicationName === application && deploymentGroupName === group,
  );
  const config =
    known === undefined ? unknownText : (known.deploymentConfigName ?? 'CodeDeployDefault.OneAtATime');
  return [
    right(
      actionsOf('codedeploy', 'CreateDeployment', 'GetDeployment'),
      arnOf(where, 'codedeploy', `deploymentgroup:${application}/${group}`),
    ),
    right(
      actionsOf('codedeploy', 'GetApplication', 'GetApplicationRevision', 'RegisterApplicationRevision'),
      arnOf(where, 'codedeploy', `application:${application}`),
    ),
    right('codedeploy:GetDeploymentConfig', arnOf(where, 'codedeploy', `deploymentconfig:${config}`)),
  ];
}
