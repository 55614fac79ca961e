// Roles that a call gives to a service: the caller must be allowed to pass them. Source: IAM user guide, "Grant a user
// permissions to pass a role to an AWS service".
import type { CalledOperation, NeededRight } from './needed-right.ts';
import { textsAt } from './texts-at.ts';

/** Where the ARN stands in the input, and the service that gets it. */
const passed: Readonly<Record<string, readonly (readonly [path: string, service: string])[]>> = {
  'lambda:CreateFunction': [['Role', 'lambda']],
  'lambda:UpdateFunctionConfiguration': [['Role', 'lambda']],
  'ecs:RegisterTaskDefinition': [
    ['taskRoleArn', 'ecs-tasks'],
    ['executionRoleArn', 'ecs-tasks'],
  ],
  'ecs:RunTask': [
    ['overrides.taskRoleArn', 'ecs-tasks'],
    ['overrides.executionRoleArn', 'ecs-tasks'],
  ],
  'ecs:CreateService': [['role', 'ecs']],
  'codebuild:CreateProject': [['serviceRole', 'codebuild']],
  'codebuild:UpdateProject': [['serviceRole', 'codebuild']],
  'codebuild:StartBuild': [['serviceRoleOverride', 'codebuild']],
  'codebuild:StartBuildBatch': [['serviceRoleOverride', 'codebuild']],
  'codepipeline:CreatePipeline': [['pipeline.roleArn', 'codepipeline']],
  'codepipeline:UpdatePipeline': [['pipeline.roleArn', 'codepipeline']],
  'codedeploy:CreateDeploymentGroup': [['serviceRoleArn', 'codedeploy']],
  'codedeploy:UpdateDeploymentGroup': [['serviceRoleArn', 'codedeploy']],
  'events:PutTargets': [['Targets.*.RoleArn', 'events']],
  'events:PutRule': [['RoleArn', 'events']],
  'stepfunctions:CreateStateMachine': [['roleArn', 'states']],
  'stepfunctions:UpdateStateMachine': [['roleArn', 'states']],
  'stepfunctions:TestState': [['roleArn', 'states']],
  'scheduler:CreateSchedule': [['Target.RoleArn', 'scheduler']],
  'scheduler:UpdateSchedule': [['Target.RoleArn', 'scheduler']],
  'pipes:CreatePipe': [['RoleArn', 'pipes']],
  'pipes:UpdatePipe': [['RoleArn', 'pipes']],
  'firehose:CreateDeliveryStream': [
    ['ExtendedS3DestinationConfiguration.RoleARN', 'firehose'],
    ['S3DestinationConfiguration.RoleARN', 'firehose'],
  ],
  'firehose:UpdateDestination': [
    ['ExtendedS3DestinationUpdate.RoleARN', 'firehose'],
    ['S3DestinationUpdate.RoleARN', 'firehose'],
  ],
  'cloudtrail:CreateTrail': [['CloudWatchLogsRoleArn', 'cloudtrail']],
  'cloudtrail:UpdateTrail': [['CloudWatchLogsRoleArn', 'cloudtrail']],
  'cloudformation:CreateStack': [['RoleARN', 'cloudformation']],
  'cloudformation:UpdateStack': [['RoleARN', 'cloudformation']],
  'cloudformation:DeleteStack': [['RoleARN', 'cloudformation']],
  'cloudformation:RollbackStack': [['RoleARN', 'cloudformation']],
  'cloudformation:ContinueUpdateRollback': [['RoleARN', 'cloudformation']],
  'cloudformation:CreateChangeSet': [['RoleARN', 'cloudformation']],
  'cloudformation:CreateStackSet': [['AdministrationRoleARN', 'cloudformation']],
  'cloudformation:UpdateStackSet': [['AdministrationRoleARN', 'cloudformation']],
  'apigateway:PutIntegration': [['credentials', 'apigateway']],
  'apigateway:CreateAuthorizer': [['authorizerCredentials', 'apigateway']],
  'apigatewayv2:CreateIntegration': [['CredentialsArn', 'apigateway']],
  'apigatewayv2:UpdateIntegration': [['CredentialsArn', 'apigateway']],
  'apigatewayv2:CreateAuthorizer': [['AuthorizerCredentialsArn', 'apigateway']],
  'apigatewayv2:UpdateAuthorizer': [['AuthorizerCredentialsArn', 'apigateway']],
  'logs:PutSubscriptionFilter': [['roleArn', 'logs']],
  'iam:AddRoleToInstanceProfile': [['RoleName', 'ec2']],
};

/** Whether the operation gives roles to services. */
export function passesRoles(service: string, operation: string): boolean {
  return passed[`${service}:${operation}`] !== undefined;
}

export function passedRoles({ service, operation, input, place }: CalledOperation): readonly NeededRight[] {
  return (passed[`${service}:${operation}`] ?? []).flatMap(([path, to]) =>
    textsAt(input, path.split('.')).map((role) => ({
      action: 'iam:PassRole',
      resource: role.startsWith('arn:') ? role : `arn:${place.partition}:iam::${place.account}:role/${role}`,
      context: { 'iam:PassedToService': [`${to}.amazonaws.com`] },
    })),
  );
}
