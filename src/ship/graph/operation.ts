// What watches and starts a shipped pipeline: alarms, notifications, schedules, report groups. Pure.
import type { ShipRequest } from '../../model/action-type.ts';
import { isPlainStatistic, type Alarm } from '../../model/alarm.ts';
import type { Definition } from '../../model/definition.ts';
import type { Notification, NotificationTarget, Subscription } from '../../model/events/notification.ts';
import type { Schedule } from '../../model/schedule.ts';
import {
  attributeOf,
  logicalId,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { startsPipeline } from '../../model/shipped-start.ts';
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

/** One on another pipeline of the folder, or on a build of those alone, goes with that: two stacks cannot both have it. */
function alarmShare(given: Alarm, definition: Definition): Shipped {
  const { PipelineName: pipeline, ProjectName: project } = given.dimensions;
  // Of metric math and of other alarms only the name and the limits are read.
  if (given.metricName === '')
    return {
      resources: [],
      notes: [`The alarm ${given.alarmName} is not shipped: ${given.notEvaluated ?? 'it names no metric'}`],
    };
  const ofOther = pipeline !== undefined && pipeline !== definition.pipeline.name;
  const builds = withUsedParts(definition).projects;
  const isUnused =
    project !== undefined &&
    definition.projects.some(({ name }) => name === project) &&
    !builds.some(({ name }) => name === project);
  if (!ofOther && !isUnused) return alarm(given);
  const watched = ofOther
    ? `the pipeline ${pipeline}`
    : `the project ${project}, which this pipeline does not use`;
  return {
    resources: [],
    notes: [`The alarm ${given.alarmName} is not shipped: it watches ${watched}`],
  };
}

/** Source: CloudFormation template reference, AWS::CloudWatch::Alarm. */
function alarm(given: Alarm): Shipped {
  const { alarmName, namespace, metricName, statistic } = given;
  const dimensions = Object.entries(given.dimensions).map(([Name, Value]) => ({ Name, Value }));
  return {
    notes: [],
    resources: [
      {
        id: logicalId(alarmName, 'Alarm'),
        type: 'AWS::CloudWatch::Alarm',
        name: alarmName,
        why: `Watches ${metricName}.`,
        properties: {
          AlarmName: alarmName,
          Namespace: namespace,
          MetricName: metricName,
          ...(dimensions.length === 0 ? {} : { Dimensions: dimensions }),
          [isPlainStatistic(statistic) ? 'Statistic' : 'ExtendedStatistic']: statistic,
          Period: given.periodSeconds,
          EvaluationPeriods: given.evaluationPeriods,
          DatapointsToAlarm: given.datapointsToAlarm,
          Threshold: given.threshold,
          ComparisonOperator: given.comparisonOperator,
          TreatMissingData: given.treatMissingData,
        },
      },
    ],
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

/** A rule of EventBridge has neither a time zone nor variables; only its Scheduler has. */
function schedule(given: Schedule, { definition, place }: ShipRequest): Shipped {
  const { name, scheduleExpression, scheduleExpressionTimezone: zone = 'UTC', variables = {} } = given;
  const isPlain = zone === 'UTC' && Object.keys(variables).length === 0;
  if (!isPlain)
    return {
      resources: [],
      notes: [
        `The schedule ${name} is not shipped: a rule of EventBridge has neither a time zone nor variables`,
      ],
    };
  const properties: PropertyValues = {
    Name: name,
    ScheduleExpression: scheduleExpression,
    ...startsPipeline(definition.pipeline.name, place),
  };
  const why = 'Starts the pipeline at its times.';
  return {
    resources: [{ id: logicalId(name, 'Schedule'), type: 'AWS::Events::Rule', name, why, properties }],
    notes: [],
  };
}
