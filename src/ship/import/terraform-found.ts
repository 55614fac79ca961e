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
  'deployment_group_name',
  'deployment_config_name',
  'bucket',
  'function_name',
  'repository_name',
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

const subscription = 'aws_sns_topic_subscription';

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
    properties: ({ name, ...given }) => ({ LogGroupName: name, ...attributesOf(given, ...notOfLogGroup) }),
  },
  aws_iam_role: { type: 'AWS::IAM::Role', properties: role },
  aws_ssm_parameter: {
    type: 'AWS::SSM::Parameter',
    properties: ({ insecure_value, value, ...given }) => ({
      ...attributesOf(given, ...notOfParameter),
      Value: isUnset(value) ? insecure_value : value,
    }),
  },
  aws_sns_topic: {
    type: 'AWS::SNS::Topic',
    properties: ({ name, policy, ...given }, resources) => ({
      TopicName: name,
      ...attributesOf(given, ...notOfTopic),
      Policy: isOwnPolicy(policy, given['arn'], resources) ? documentIn(policy) : undefined,
    }),
  },
  [subscription]: {
    type: 'AWS::SNS::Subscription',
    properties: ({ filter_policy, redrive_policy, delivery_policy, ...given }) => ({
      ...attributesOf(given, ...notOfSubscription),
      FilterPolicy: documentIn(filter_policy),
      RedrivePolicy: documentIn(redrive_policy),
      DeliveryPolicy: documentIn(delivery_policy),
    }),
  },
  aws_sns_topic_policy: { type: 'AWS::SNS::TopicPolicy' },
  aws_cloudwatch_event_rule: {
    type: 'AWS::Events::Rule',
    properties: ({ event_pattern, state, is_enabled, ...given }, resources) => ({
      ...attributesOf(given, 'name_prefix'),
      State: state ?? (is_enabled === false ? 'DISABLED' : 'ENABLED'),
      EventPattern: documentIn(event_pattern),
      Targets: resources
        .filter(
          ({ type, attributes }) =>
            type === 'aws_cloudwatch_event_target' && attributes['rule'] === given['name'],
        )
        .map(({ attributes }) => ({ ...attributesOf(attributes, ...notOfTarget), Arn: attributes['arn'] })),
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
  aws_codecommit_repository: {
    type: 'AWS::CodeCommit::Repository',
    properties: ({ repository_name, description, default_branch, kms_key_id, ...given }, resources) => ({
      RepositoryName: repository_name,
      RepositoryDescription: description,
      DefaultBranch: default_branch,
      KmsKeyId: kms_key_id,
      Triggers: resources
        .filter(
          ({ type, attributes }) =>
            type === 'aws_codecommit_trigger' && attributes['repository_name'] === repository_name,
        )
        .flatMap(({ attributes }) => listIn(attributes['trigger']).map((trigger) => pascal(trigger))),
      Tags: tagsOf(given),
    }),
  },
  aws_budgets_budget: { type: 'AWS::Budgets::Budget', properties: budget },
};

/** Which resource a resource is a part of, by an attribute with its name or ARN. */
const mains: Readonly<Record<string, { readonly main: string; readonly by: string }>> = {
  aws_sns_topic_policy: { main: 'aws_sns_topic', by: 'arn' },
  aws_codecommit_trigger: { main: 'aws_codecommit_repository', by: 'repository_name' },
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

function role(given: Values, resources: readonly TerraformResource[]): Values {
  const { name, assume_role_policy, inline_policy, managed_policy_arns, ...more } = given;
  const ofType = (wanted: string) =>
    resources
      .filter(({ type, attributes }) => type === wanted && attributes['role'] === name)
      .map(({ attributes }) => attributes);
  const attached = ofType('aws_iam_role_policy_attachment').map(({ policy_arn }) => policy_arn);
  const apart = ofType('aws_iam_role_policy');
  // A state has those that are resources of their own here as well.
  const inline = listIn(inline_policy).filter(
    (each) => !isUnset(each['policy']) && !apart.some(({ name }) => name === each['name']),
  );
  return {
    ...attributesOf(more, ...notOfRole),
    RoleName: name,
    AssumeRolePolicyDocument: documentIn(assume_role_policy),
    ManagedPolicyArns: [
      ...new Set([...attached, ...(Array.isArray(managed_policy_arns) ? managed_policy_arns : [])]),
    ],
    Policies: [...apart, ...inline].map((each) => ({
      PolicyName: each['name'],
      PolicyDocument: documentIn(each['policy']),
    })),
  };
}

function alarm({ dimensions, metric_query, ...given }: Values): Values {
  return {
    ...pascal(given, ...computed),
    Tags: tagsOf(given),
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

/** What a provider or a service fills in, and what is written in a form of its own. */
const computed = ['arn', 'id', 'region', 'tags', 'tags_all'];
/** Of Terraform alone. */
const ofTerraform = ['name_prefix', 'force_destroy', 'timeouts'];
const notOfLogGroup = ['skip_destroy'];
const notOfParameter = ['version', 'overwrite', 'has_value_wo', 'value_wo_version'];
const notOfTopic = ['owner'];
const notOfSubscription = [
  'confirmation_timeout_in_minutes',
  'confirmation_was_authenticated',
  'endpoint_auto_confirms',
  'owner_id',
  'pending_confirmation',
];
const notOfTarget = ['rule', 'event_bus_name', 'target_id'];
const notOfBudget = ['account_id', 'billing_view_arn', 'cost_filters', 'time_period_start'];
const notOfRole = ['create_date', 'force_detach_policies', 'unique_id'];

/** Every attribute that says more than an absent one does; a block that is there once is a mapping. */
function attributesOf(given: Values, ...leftOut: readonly string[]): Values {
  const kept = Object.entries(given).filter(
    ([key, value]) => value !== false && value !== 0 && ownValue(defaults, key) !== value,
  );
  const named = pascal(Object.fromEntries(kept), ...computed, ...ofTerraform, ...leftOut);
  const plain = Object.entries(named).map(([key, value]) => [key, block(value)] as const);
  return { ...Object.fromEntries(plain), Tags: tagsOf(given) };
}

/** A state has the policy that each topic is made with, and the one that a resource of its own sets. */
function isOwnPolicy(policy: unknown, topic: unknown, resources: readonly TerraformResource[]): boolean {
  const isSetApart = resources.some(
    ({ type, attributes }) => type === 'aws_sns_topic_policy' && attributes['arn'] === topic,
  );
  return !isSetApart && !textIn(policy).includes('__default_policy_ID');
}

/** What a state has of attributes that are not set. */
const defaults: Readonly<Record<string, unknown>> = {
  data_type: 'text',
  log_group_class: 'STANDARD',
  max_session_duration: 3600,
  path: '/',
  tier: 'Standard',
};

function block(value: unknown): unknown {
  const items = listIn(value);
  if (!Array.isArray(value) || !value.every(isRecord)) return value;
  const named = items.map((each) => pascal(each));
  return named.length === 1 ? named[0] : named;
}

function tagsOf({ tags }: Values): readonly Values[] {
  return Object.entries(valuesIn(tags)).map(([Key, Value]) => ({ Key, Value }));
}

function dimensionsOf(dimensions: unknown): readonly Values[] {
  return Object.entries(valuesIn(dimensions)).map(([Name, Value]) => ({ Name, Value }));
}

function budget(given: Values): Values {
  const { name, limit_amount, limit_unit, cost_filter, cost_types, notification, ...more } = given;
  const { time_period_end: end, ...rest } = more;
  const amount = textIn(limit_amount);
  return {
    Budget: {
      ...attributesOf(rest, ...notOfBudget),
      BudgetName: name,
      BudgetLimit: { Amount: amount === '' ? undefined : String(Number(amount)), Unit: limit_unit },
      CostFilters: Object.fromEntries(
        listIn(cost_filter).map((each) => [scalarIn(each['name']), each['values']]),
      ),
      CostTypes: costTypes(listIn(cost_types)[0]),
      TimePeriod: { End: end === endOfTime ? undefined : end },
    },
    NotificationsWithSubscribers: listIn(notification).map(
      ({ subscriber_email_addresses: emails, subscriber_sns_topic_arns: topics, ...each }) => ({
        Notification: pascal(each),
        Subscribers: [...subscribers('EMAIL', emails), ...subscribers('SNS', topics)],
      }),
    ),
  };
}

/** What a state has where no end is given. */
const endOfTime = '2087-06-15_00:00';

/** Those that are not as AWS has them: every kind is included, and none is blended or amortized. */
function costTypes(given: Values = {}): Values {
  const other = Object.entries(given).filter(
    ([key, value]) => typeof value === 'boolean' && value !== key.startsWith('include_'),
  );
  return pascal(Object.fromEntries(other));
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
