// How each type of the graph is written for Terraform. Adding one is adding its entry.
import { defined } from '../../../lib/defined.ts';
import { attributeOf, type PropertyValue, type PropertyValues } from '../../../model/resource-graph.ts';
import { deliveryTypes } from './delivery-types.ts';
import { bucketTypes } from './bucket-types.ts';
import { networkTypes } from './network-types.ts';
import { snakeShape } from './snake-shape.ts';
import { tagsBody } from './tags-body.ts';
import { targetTypes } from './target-types.ts';
import { watchingTypes } from './watching-types.ts';
import { nameOfBlock, type Body, type TerraformType } from './block.ts';

export const terraformTypes: Readonly<Record<string, TerraformType>> = {
  ...bucketTypes,
  ...deliveryTypes,
  ...networkTypes,
  ...targetTypes,
  ...watchingTypes,
  'AWS::Logs::LogGroup': {
    ref: 'name',
    blocks: ({ resource: { id, properties } }) => [
      {
        type: 'aws_cloudwatch_log_group',
        name: id,
        body: { name: properties['LogGroupName'], retention_in_days: properties['RetentionInDays'] },
      },
    ],
  },
  'AWS::CloudWatch::Dashboard': {
    ref: 'dashboard_name',
    blocks: ({ resource: { id, properties }, value }) => [
      {
        type: 'aws_cloudwatch_dashboard',
        name: id,
        body: {
          dashboard_name: properties['DashboardName'],
          dashboard_body: value(properties['DashboardBody'] ?? ''),
        },
      },
    ],
  },
  'AWS::IAM::Role': {
    ref: 'name',
    blocks: ({ resource: { id, properties }, json, value }) => {
      const {
        RoleName,
        Path,
        AssumeRolePolicyDocument = {},
        Policies = [],
        ManagedPolicyArns = [],
      } = properties;
      return [
        {
          type: 'aws_iam_role',
          name: id,
          body: {
            ...defined({ name: RoleName, path: Path }),
            assume_role_policy: json(AssumeRolePolicyDocument),
          },
        },
        ...(Policies as readonly PropertyValues[]).map((policy, index) => ({
          type: 'aws_iam_role_policy',
          name: nameOfBlock(id, index),
          body: {
            name: policy['PolicyName'],
            role: `\${aws_iam_role.${id}.id}`,
            policy: json(policy['PolicyDocument'] ?? {}),
          },
        })),
        ...(ManagedPolicyArns as readonly PropertyValue[]).map((arn, index) => ({
          type: 'aws_iam_role_policy_attachment',
          name: nameOfBlock(id, index),
          body: { role: `\${aws_iam_role.${id}.name}`, policy_arn: value(arn) },
        })),
      ];
    },
  },
  'AWS::Events::Rule': {
    ref: 'name',
    blocks: ({ resource: { id, properties }, json, value }) => {
      const { Name, EventPattern, ScheduleExpression, State, Targets = [] } = properties;
      const pattern = EventPattern === undefined ? undefined : json(EventPattern);
      return [
        {
          type: 'aws_cloudwatch_event_rule',
          name: id,
          body: {
            name: Name,
            ...defined({
              event_pattern: pattern,
              schedule_expression: ScheduleExpression,
              state: State,
            }),
          },
        },
        ...(Targets as readonly PropertyValues[]).map(({ Id, Arn = '', RoleArn }, index) => ({
          type: 'aws_cloudwatch_event_target',
          name: nameOfBlock(id, index),
          body: {
            rule: `\${aws_cloudwatch_event_rule.${id}.name}`,
            target_id: Id,
            arn: value(Arn),
            ...(RoleArn === undefined ? {} : { role_arn: value(RoleArn) }),
          },
        })),
      ];
    },
  },
  'AWS::SNS::Topic': {
    ref: 'arn',
    blocks: ({ resource: { id, properties }, value }) => [
      { type: 'aws_sns_topic', name: id, body: { name: properties['TopicName'] } },
      ...((properties['Subscription'] ?? []) as readonly PropertyValues[]).map((each, index) => ({
        type: 'aws_sns_topic_subscription',
        name: `${id}${index + 1}`,
        body: {
          topic_arn: value(attributeOf(id, 'Ref')),
          protocol: each['Protocol'],
          endpoint: each['Endpoint'],
        },
      })),
    ],
  },
  'AWS::SNS::TopicPolicy': {
    ref: 'id',
    blocks: ({ resource: { id, properties }, json, value }) => {
      const [topic = ''] = properties['Topics'] as readonly PropertyValue[];
      const policy = json(properties['PolicyDocument'] ?? {});
      return [{ type: 'aws_sns_topic_policy', name: id, body: { arn: value(topic), policy } }];
    },
  },
  'AWS::CloudWatch::Alarm': {
    ref: 'alarm_name',
    blocks: ({ resource: { id, properties }, value }) => {
      const { Dimensions = [], Metrics = [], ...rest } = properties;
      const queries = (value(Metrics) as readonly PropertyValues[]).map(metricQuery);
      return [
        {
          type: 'aws_cloudwatch_metric_alarm',
          name: id,
          body: {
            ...snakeShape(value(rest), alarmNames),
            ...dimensionsBody(value(Dimensions)),
            ...(queries.length === 0 ? {} : { metric_query: queries }),
            ...tagsBody(properties),
          },
        },
      ];
    },
  },
  'AWS::CloudWatch::CompositeAlarm': {
    ref: 'alarm_name',
    blocks: ({ resource: { id, properties }, value }) => {
      const {
        ActionsSuppressor: alarm,
        ActionsSuppressorWaitPeriod: wait_period,
        ActionsSuppressorExtensionPeriod: extension_period,
        ...rest
      } = value(properties) as PropertyValues;
      return [
        {
          type: 'aws_cloudwatch_composite_alarm',
          name: id,
          body: {
            ...snakeShape(rest, alarmNames),
            ...(alarm === undefined ? {} : { actions_suppressor: { alarm, wait_period, extension_period } }),
          },
        },
      ];
    },
  },
};

/** The provider has a plural where CloudWatch has none. */
const alarmNames = {
  renamed: {
    Tags: undefined,
    EvaluateLowSampleCountPercentile: 'evaluate_low_sample_count_percentiles',
  },
};

function dimensionsBody(given: unknown): { readonly dimensions?: unknown } {
  const dimensions = (given as readonly PropertyValues[]).map(({ Name, Value }) => [Name, Value] as const);
  return dimensions.length === 0 ? {} : { dimensions: Object.fromEntries(dimensions) };
}

function metricQuery({ MetricStat, ...query }: PropertyValues): Body {
  if (MetricStat === undefined) return snakeShape(query);
  const { Metric = {}, ...stat } = MetricStat as PropertyValues;
  const { Dimensions = [], ...metric } = Metric as PropertyValues;
  return {
    ...snakeShape(query),
    metric: { ...snakeShape(metric), ...snakeShape(stat), ...dimensionsBody(Dimensions) },
  };
}
