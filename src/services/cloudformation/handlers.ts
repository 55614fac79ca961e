// Every type of resource that a stack may have here. Adding one is adding a line to the file of its service.
import { activityTypes } from './types/activities.ts';
import { cloudFrontPolicyTypes } from './types/cloudfront-policies.ts';
import { cognitoIdentityTypes } from './types/cognito-identity.ts';
import { ec2NetworkPartTypes } from './types/ec2-network-parts.ts';
import { eventPartTypes } from './types/event-parts.ts';
import { kinesisTypes } from './types/kinesis.ts';
import { scalingTypes } from './types/scaling.ts';
import { apiPartTypes } from './types/api-parts.ts';
import { budgetsTypes } from './types/budgets.ts';
import { autoScalingTypes } from './types/autoscaling.ts';
import { elasticBeanstalkTypes } from './types/elasticbeanstalk.ts';
import { cloudFrontTypes } from './types/cloudfront.ts';
import { cloudTrailTypes } from './types/cloudtrail.ts';
import { cognitoTypes } from './types/cognito.ts';
import { ec2InstanceTypes } from './types/ec2-instances.ts';
import { ec2NetworkAclTypes } from './types/ec2-network-acls.ts';
import { ec2AddressTypes } from './types/ec2-addresses.ts';
import { iamIdentityTypes } from './types/iam-identities.ts';
import { iamUserTypes } from './types/iam-users.ts';
import { route53Types } from './types/route53.ts';
import { apiGatewayTypes } from './types/apigateway.ts';
import { codeBuildTypes } from './types/codebuild.ts';
import { codeCommitTypes } from './types/codecommit.ts';
import { codeDeployTypes } from './types/codedeploy.ts';
import { codePipelineTypes } from './types/codepipeline.ts';
import { balancerTypes } from './types/balancers.ts';
import { classicBalancerTypes } from './types/classic-balancers.ts';
import { containerTypes } from './types/containers.ts';
import { dynamoDbTypes } from './types/dynamodb.ts';
import { ec2SecurityTypes } from './types/ec2-security.ts';
import { ec2Types } from './types/ec2.ts';
import { efsTypes } from './types/efs.ts';
import { eventsTypes } from './types/events.ts';
import { firehoseTypes } from './types/firehose.ts';
import { iamTypes } from './types/iam.ts';
import { kmsTypes } from './types/kms.ts';
import { lambdaSettingTypes } from './types/lambda-settings.ts';
import { lambdaTypes } from './types/lambda.ts';
import { logsTypes } from './types/logs.ts';
import { snsTypes } from './types/sns.ts';
import { sqsTypes } from './types/sqs.ts';
import { monitoringTypes } from './types/monitoring.ts';
import { pipesTypes } from './types/pipes.ts';
import { rdsTypes } from './types/rds.ts';
import { restDomainTypes } from './types/rest-domains.ts';
import { s3Types } from './types/s3.ts';
import { settingTypes } from './types/settings.ts';
import { secretPartTypes } from './types/secret-parts.ts';
import { logStreamTypes } from './types/log-streams.ts';
import { schedulerTypes } from './types/scheduler.ts';
import { secretsTypes } from './types/secrets.ts';
import { stackSetTypes } from './types/stack-sets.ts';
import { stackTypes } from './types/stacks.ts';
import { stateMachineTypes } from './types/stepfunctions.ts';
import { usagePlanTypes } from './types/usage-plans.ts';
import { waitConditionTypes } from './types/wait-conditions.ts';
import { customResource } from './types/custom-resource.ts';
import { macro } from './types/macro.ts';
import { isCustom } from '../../stacks/resource-type-table.ts';
import type { ResourceHandler, ResourceHandlers } from './resource-type.ts';

export const handlers: ResourceHandlers = {
  ...apiGatewayTypes,
  ...activityTypes,
  ...apiPartTypes,
  ...cloudFrontPolicyTypes,
  ...cognitoIdentityTypes,
  ...ec2NetworkPartTypes,
  ...eventPartTypes,
  ...kinesisTypes,
  ...scalingTypes,
  ...budgetsTypes,
  ...autoScalingTypes,
  ...elasticBeanstalkTypes,
  ...cloudFrontTypes,
  ...cloudTrailTypes,
  ...cognitoTypes,
  ...ec2AddressTypes,
  ...ec2InstanceTypes,
  ...ec2NetworkAclTypes,
  ...iamIdentityTypes,
  ...iamUserTypes,
  ...route53Types,
  ...codeBuildTypes,
  ...codeCommitTypes,
  ...codeDeployTypes,
  ...codePipelineTypes,
  ...balancerTypes,
  ...classicBalancerTypes,
  ...containerTypes,
  ...dynamoDbTypes,
  ...ec2SecurityTypes,
  ...ec2Types,
  ...efsTypes,
  ...eventsTypes,
  ...firehoseTypes,
  ...iamTypes,
  ...kmsTypes,
  ...lambdaSettingTypes,
  ...lambdaTypes,
  ...logStreamTypes,
  ...logsTypes,
  ...snsTypes,
  ...sqsTypes,
  ...monitoringTypes,
  ...pipesTypes,
  ...rdsTypes,
  ...restDomainTypes,
  ...s3Types,
  ...secretPartTypes,
  ...schedulerTypes,
  ...settingTypes,
  ...secretsTypes,
  ...stackSetTypes,
  ...stackTypes,
  ...stateMachineTypes,
  ...usagePlanTypes,
  ...waitConditionTypes,
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::CloudFormation::Macro': macro,
};

/** `Custom::` and a name of the template's own: a custom resource. */
function findHandler(type: string): ResourceHandler | undefined {
  return isCustom(type) ? customResource : Object.hasOwn(handlers, type) ? handlers[type] : undefined;
}

export function isExecutedType(type: string): boolean {
  return findHandler(type) !== undefined;
}

/** Templates with other types are refused before anything is touched. */
export function handlerOf(type: string): ResourceHandler {
  const handler = findHandler(type);
  if (handler === undefined)
    throw new Error(`Slipway does not execute resources of type ${type} on this machine`);
  return handler;
}
