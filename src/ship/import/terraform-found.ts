// What stands next to a pipeline in Terraform, in the form of CloudFormation. Pure.
// Source: the AWS provider's documentation of each resource.
import { isRecord } from '../../lib/is-record.ts';
import { ownValue } from '../../lib/own-value.ts';
import { parseArn } from '../../model/arn.ts';
import { listIn, scalarIn, textIn, valuesIn, type FoundResource, type Values } from './imported.ts';
import type { TerraformResource } from './terraform-resources.ts';

/** Each of AWS's; other providers' are nothing of a pipeline. */
export function terraformFound(resources: readonly TerraformResource[]): readonly FoundResource[] {
  return resources
    .filter(({ type }) => type.startsWith('aws_'))
    .map((resource) => {
      const { address, type, attributes } = resource;
      const known = ownValue(types, type);
      const main = partOf(resource, resources);
      return {
        id: address,
        type: known?.type ?? (main === undefined ? type : main.type),
        name: nameOf(attributes),
        label: address,
        ...(main === undefined ? {} : { partOf: main.address }),
        ...(known?.properties === undefined
          ? {}
          : { properties: withoutNull(known.properties(attributes, resources)) }),
      };
    });
}

const nameKeys = [
  'alarm_name',
  'dashboard_name',
  'deployment_config_name',
  'deployment_group_name',
  'bucket',
  'function_name',
  'name',
];

function nameOf(attributes: Values): string {
  return nameKeys.map((key) => textIn(attributes[key])).find((name) => name !== '') ?? '';
}

interface Known {
  readonly type: string;
  /** Absent where they are not read. */
  readonly properties?: (attributes: Values, all: readonly TerraformResource[]) => Values;
}

const types: Readonly<Record<string, Known>> = {
  aws_codepipeline: { type: 'AWS::CodePipeline::Pipeline' },
  aws_codebuild_project: { type: 'AWS::CodeBuild::Project' },
  aws_codedeploy_app: { type: 'AWS::CodeDeploy::Application' },
  aws_codedeploy_deployment_group: { type: 'AWS::CodeDeploy::DeploymentGroup' },
  aws_codedeploy_deployment_config: { type: 'AWS::CodeDeploy::DeploymentConfig' },
  aws_codebuild_report_group: { type: 'AWS::CodeBuild::ReportGroup' },
  aws_s3_bucket: { type: 'AWS::S3::Bucket' },
  aws_cloudwatch_dashboard: { type: 'AWS::CloudWatch::Dashboard' },
  aws_cloudwatch_log_group: {
    type: 'AWS::Logs::LogGroup',
    properties: ({ name, retention_in_days }) => ({
      LogGroupName: name,
      RetentionInDays: retention_in_days === 0 ? undefined : retention_in_days,
    }),
  },
  aws_iam_role: { type: 'AWS::IAM::Role', properties: role },
  aws_ssm_parameter: {
    type: 'AWS::SSM::Parameter',
    properties: ({ name, type, value, description }) => ({
      Name: name,
      Type: type,
      Value: value,
      Description: description,
    }),
  },
  aws_sns_topic: {
    type: 'AWS::SNS::Topic',
    properties: ({ name }, all) => ({
      TopicName: name,
      Subscription: all
        .filter(({ type, attributes }) => type === subscription && topicIn(attributes) === name)
        .map(({ attributes }) => ({ Protocol: attributes['protocol'], Endpoint: attributes['endpoint'] })),
    }),
  },
  aws_sns_topic_policy: { type: 'AWS::SNS::TopicPolicy' },
  aws_cloudwatch_event_rule: {
    type: 'AWS::Events::Rule',
    properties: ({ name, event_pattern, schedule_expression, state, is_enabled }, all) => ({
      Name: name,
      State: state ?? (is_enabled === false ? 'DISABLED' : 'ENABLED'),
      EventPattern: documentIn(event_pattern),
      ScheduleExpression: schedule_expression === '' ? undefined : schedule_expression,
      Targets: all
        .filter(
          ({ type, attributes }) => type === 'aws_cloudwatch_event_target' && attributes['rule'] === name,
        )
        .map(({ attributes }) => ({ Arn: attributes['arn'], RoleArn: attributes['role_arn'] })),
    }),
  },
  aws_scheduler_schedule: {
    type: 'AWS::Scheduler::Schedule',
    properties: ({ name, schedule_expression, schedule_expression_timezone, state, target }) => {
      const [{ arn, input } = {}] = listIn(target);
      return {
        Name: name,
        ScheduleExpression: schedule_expression,
        ScheduleExpressionTimezone: schedule_expression_timezone,
        State: state,
        Target: { Arn: arn, Input: input },
      };
    },
  },
  aws_cloudwatch_metric_alarm: { type: 'AWS::CloudWatch::Alarm', properties: alarm },
  aws_cloudwatch_composite_alarm: {
    type: 'AWS::CloudWatch::CompositeAlarm',
    properties: ({ actions_suppressor, ...given }) => {
      const [{ alarm: suppressor, wait_period, extension_period } = {}] = listIn(actions_suppressor);
      return {
        ...alarm(given),
        ActionsSuppressor: suppressor,
        ActionsSuppressorWaitPeriod: wait_period,
        ActionsSuppressorExtensionPeriod: extension_period,
      };
    },
  },
  aws_budgets_budget: { type: 'AWS::Budgets::Budget', properties: budget },
};

const subscription = 'aws_sns_topic_subscription';

function topicIn({ topic_arn }: Values): string | undefined {
  return parseArn(textIn(topic_arn))?.resource;
}

/** Which resource a resource is a part of, by an attribute with its name or ARN. */
const mains: Readonly<Record<string, { readonly main: string; readonly by: string }>> = {
  [subscription]: { main: 'aws_sns_topic', by: 'topic_arn' },
  aws_sns_topic_policy: { main: 'aws_sns_topic', by: 'arn' },
  aws_cloudwatch_event_target: { main: 'aws_cloudwatch_event_rule', by: 'rule' },
  aws_iam_role_policy: { main: 'aws_iam_role', by: 'role' },
  aws_iam_role_policy_attachment: { main: 'aws_iam_role', by: 'role' },
};

function partOf(
  { type, attributes }: TerraformResource,
  all: readonly TerraformResource[],
): { readonly address: string; readonly type: string } | undefined {
  const { main, by } =
    ownValue(mains, type) ??
    (type.startsWith('aws_s3_bucket_') ? { main: 'aws_s3_bucket', by: 'bucket' } : none);
  const value = textIn(attributes[by]);
  const name = parseArn(value)?.resource ?? value;
  const found = all.find((each) => each.type === main && name !== '' && nameOf(each.attributes) === name);
  return found && { address: found.address, type: types[main]?.type ?? main };
}

const none = { main: '', by: '' };

function role({ name, assume_role_policy }: Values, all: readonly TerraformResource[]): Values {
  const policies = all.filter(
    ({ type, attributes }) => type === 'aws_iam_role_policy' && attributes['role'] === name,
  );
  const attached = all.filter(
    ({ type, attributes }) => type === 'aws_iam_role_policy_attachment' && attributes['role'] === name,
  );
  return {
    RoleName: name,
    AssumeRolePolicyDocument: documentIn(assume_role_policy),
    ManagedPolicyArns: attached.map(({ attributes }) => attributes['policy_arn']),
    Policies: policies.map(({ attributes }) => ({
      PolicyName: attributes['name'],
      PolicyDocument: documentIn(attributes['policy']),
    })),
  };
}

function alarm({ dimensions, metric_query, ...given }: Values): Values {
  return {
    ...pascal(given, ...notOfAlarm),
    Dimensions: dimensionsOf(dimensions),
    Metrics: listIn(metric_query).map(({ metric, ...query }) => {
      const [stat] = listIn(metric);
      if (stat === undefined) return pascal(query);
      const { stat: Stat, period: Period, unit: Unit, dimensions: named, ...of } = stat;
      const Metric = { ...pascal(of), Dimensions: dimensionsOf(named) };
      return { ...pascal(query), MetricStat: { Metric, Stat, Period, Unit } };
    }),
  };
}

const notOfAlarm = ['arn', 'id', 'tags', 'tags_all', 'region'];

function dimensionsOf(dimensions: unknown): readonly Values[] {
  return Object.entries(valuesIn(dimensions)).map(([Name, Value]) => ({ Name, Value }));
}

function budget(given: Values): Values {
  const { name, budget_type, time_unit, limit_amount, limit_unit, cost_filter, notification } = given;
  const amount = textIn(limit_amount);
  return {
    Budget: {
      BudgetName: name,
      BudgetType: budget_type,
      TimeUnit: time_unit,
      BudgetLimit: { Amount: amount === '' ? undefined : String(Number(amount)), Unit: limit_unit },
      CostFilters: Object.fromEntries(
        listIn(cost_filter).map((each) => [scalarIn(each['name']), each['values']]),
      ),
    },
    NotificationsWithSubscribers: listIn(notification).map(
      ({ subscriber_email_addresses: emails, subscriber_sns_topic_arns: topics, ...each }) => ({
        Notification: pascal(each),
        Subscribers: [...subscribers('EMAIL', emails), ...subscribers('SNS', topics)],
      }),
    ),
  };
}

function subscribers(SubscriptionType: string, addresses: unknown): readonly Values[] {
  return (Array.isArray(addresses) ? addresses : []).map((Address: unknown) => ({
    SubscriptionType,
    Address,
  }));
}

/** Undefined for what is no JSON. */
function documentIn(text: unknown): unknown {
  try {
    return typeof text === 'string' && text !== '' ? (JSON.parse(text) as unknown) : undefined;
  } catch {
    return undefined;
  }
}

/** `alarm_name` as `AlarmName`. */
function pascal(given: Values, ...leftOut: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => !leftOut.includes(key))
      .map(([key, value]) => [ownNames.get(key) ?? pascalOf(key), value]),
  );
}

const ownNames = new Map([
  ['ok_actions', 'OKActions'],
  ['evaluate_low_sample_count_percentiles', 'EvaluateLowSampleCountPercentile'],
]);

function pascalOf(key: string): string {
  return key.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Without what Terraform has no value for; 0 is none for the number of data points. */
function withoutNull(value: Values): Values {
  return valuesIn(cleared(value));
}

function cleared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleared);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, each]) => [key, cleared(each)] as const)
      .filter(([key, each]) => !isUnset(each) && !(key === 'DatapointsToAlarm' && each === 0)),
  );
}

function isUnset(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && Object.keys(value).length === 0;
}
