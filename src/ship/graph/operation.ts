// What watches and starts a shipped pipeline: alarms, notifications, schedules, report groups. Pure.
import type { ShipRequest } from '../../model/action-type.ts';
import { isPlainStatistic, type Alarm } from '../../model/alarm.ts';
import type { Definition } from '../../model/definition.ts';
import type { Notification, NotificationTarget, Subscription } from '../../model/events/notification.ts';
import { isOfRule, type Schedule } from '../../model/schedule.ts';
import {
  attributeOf,
  logicalId,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { startsByScheduler, startsPipeline } from '../../model/shipped-start.ts';
import { withUsedParts } from './used-parts.ts';

export function operation(request: ShipRequest): Shipped {
  const { definition } = request;
  const parts = [
    ...definition.alarms.map((each) => alarmShare(each, definition)),
    ...definition.notifications.map(notification),
    ...definition.schedules.map((each) => schedule(each, request)),
  ];
  return {
    resources: parts.flatMap(({ resources }) => resources),
    notes: parts.flatMap(({ notes }) => notes),
  };
}

function alarmShare(given: Alarm, definition: Definition): Shipped {
  const { alarmName, metricName, forAws = {}, notEvaluated = 'it names no metric' } = given;
  // One that is read without its file may have its name and its limits alone.
  if (metricName === '' && !('Metrics' in forAws) && !('AlarmRule' in forAws))
    return { resources: [], notes: [`The alarm ${alarmName} is not shipped: ${notEvaluated}`] };
  const other = watchesOther(given, definition);
  if (other === undefined) return alarm(given);
  return { resources: [], notes: [`The alarm ${alarmName} is not shipped: it watches ${other}`] };
}

/** One on another pipeline of the folder, or on a build of those alone, goes with that: two stacks cannot both have it. */
export function watchesOther({ dimensions }: Alarm, definition: Definition): string | undefined {
  const { PipelineName: pipeline, ProjectName: project } = dimensions;
  if (pipeline !== undefined && pipeline !== definition.pipeline.name) return `the pipeline ${pipeline}`;
  const builds = withUsedParts(definition).projects;
  const isUnused =
    project !== undefined &&
    definition.projects.some(({ name }) => name === project) &&
    !builds.some(({ name }) => name === project);
  return isUnused ? `the project ${project}, which this pipeline does not use` : undefined;
}

/** Source: CloudFormation template reference, AWS::CloudWatch::Alarm and AWS::CloudWatch::CompositeAlarm. */
function alarm(given: Alarm): Shipped {
  const { alarmName, metricName, forAws = {} } = given;
  const besides = forAws as PropertyValues;
  const isComposite = 'AlarmRule' in forAws;
  const isMath = 'Metrics' in forAws;
  return {
    notes: [],
    resources: [
      {
        id: logicalId(alarmName, 'Alarm'),
        type: isComposite ? 'AWS::CloudWatch::CompositeAlarm' : 'AWS::CloudWatch::Alarm',
        name: alarmName,
        why: isComposite || isMath ? 'Watches several metrics.' : `Watches ${metricName}.`,
        properties: {
          AlarmName: alarmName,
          ...(isComposite || isMath ? {} : metricOf(given)),
          ...(isComposite ? {} : evaluationOf(given)),
          ...besides,
        },
      },
    ],
  };
}

function metricOf({ namespace, metricName, dimensions, statistic, periodSeconds }: Alarm): PropertyValues {
  const named = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    Namespace: namespace,
    MetricName: metricName,
    ...(named.length === 0 ? {} : { Dimensions: named }),
    [isPlainStatistic(statistic) ? 'Statistic' : 'ExtendedStatistic']: statistic,
    Period: periodSeconds,
  };
}

/** The band of an anomaly detection stands for the threshold. */
function evaluationOf(given: Alarm): PropertyValues {
  return {
    EvaluationPeriods: given.evaluationPeriods,
    DatapointsToAlarm: given.datapointsToAlarm,
    ...('ThresholdMetricId' in (given.forAws ?? {}) ? {} : { Threshold: given.threshold }),
    ComparisonOperator: given.comparisonOperator,
    TreatMissingData: given.treatMissingData,
  };
}

/** People by a topic of SNS; a chat or a webhook needs a service of its own. */
function notification({ name, eventPattern, target }: Notification): Shipped {
  const subscriptions = subscriptionsOf(target);
  if (subscriptions === undefined)
    return {
      resources: [],
      notes: [
        `The notification ${name} to a ${target.type} is not shipped: on AWS a chat is reached through Amazon Q Developer, a webhook through an API destination`,
      ],
    };
  const topic = logicalId(name, 'Topic');
  const resources: readonly GraphResource[] = [
    {
      id: topic,
      type: 'AWS::SNS::Topic',
      name,
      why: 'Who is notified. Each mail address confirms its subscription once.',
      properties: {
        TopicName: name,
        Subscription: subscriptions.map(({ protocol, endpoint }) => ({
          Protocol: protocol,
          Endpoint: endpoint,
        })),
      },
    },
    {
      id: logicalId(name, 'TopicPolicy'),
      type: 'AWS::SNS::TopicPolicy',
      why: 'EventBridge may publish to the topic.',
      properties: {
        Topics: [attributeOf(topic, 'Ref')],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'EventsPublish',
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sns:Publish',
              Resource: attributeOf(topic, 'Ref'),
            },
          ],
        },
      },
    },
    {
      id: logicalId(name, 'Rule'),
      type: 'AWS::Events::Rule',
      name,
      why: 'The events of which people are notified.',
      properties: {
        Name: name,
        State: 'ENABLED',
        EventPattern: (eventPattern ?? { source: pipelineSources }) as PropertyValue,
        Targets: [{ Id: 'topic', Arn: attributeOf(topic, 'Ref') }],
      },
    },
  ];
  return { resources, notes: [] };
}

function subscriptionsOf(target: NotificationTarget): readonly Subscription[] | undefined {
  if (target.type === 'sns') return target.subscriptions;
  return target.type === 'email' ? target.to.map((endpoint) => ({ protocol: 'email', endpoint })) : undefined;
}

const pipelineSources = ['aws.codepipeline', 'aws.codebuild', 'aws.codedeploy'];

function schedule(given: Schedule, { definition, place }: ShipRequest): Shipped {
  const { name, scheduleExpression, scheduleExpressionTimezone: zone = 'UTC', variables = {} } = given;
  const isPlain = isOfRule(given);
  const pipeline = definition.pipeline.name;
  const type = isPlain ? 'AWS::Events::Rule' : 'AWS::Scheduler::Schedule';
  const properties: PropertyValues = {
    Name: name,
    ScheduleExpression: scheduleExpression,
    ...(isPlain ? startsPipeline(pipeline, place) : startsByScheduler(pipeline, place, { zone, variables })),
  };
  const why = 'Starts the pipeline at its times.';
  // CloudFormation changes no type of a resource: a schedule that gets a time zone is another one.
  const id = logicalId(name, isPlain ? 'Schedule' : 'ZonedSchedule');
  return { resources: [{ id, type, name, why, properties }], notes: [] };
}
