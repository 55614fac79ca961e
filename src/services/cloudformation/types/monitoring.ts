// Alarms, composite alarms and dashboards of CloudWatch in a stack.
import {
  tagList,
  textIn,
  unless,
  without,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { templateInput } from '../template-input.ts';

const gone = ['ResourceNotFound', 'ResourceNotFoundException'];

async function putAlarm({ call, properties, tags, place }: ResourceWork, name: string): Promise<Made> {
  const given = {
    ...without(properties, 'Tags'),
    AlarmName: name,
    ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
  };
  await call('cloudwatch', 'PutMetricAlarm', templateInput('cloudwatch', 'PutMetricAlarm', given));
  const { partition, region, account } = place;
  return {
    physicalId: name,
    attributes: { Arn: `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}` },
  };
}

const compositeProperties = [
  'ActionsEnabled',
  'AlarmActions',
  'AlarmDescription',
  'AlarmName',
  'AlarmRule',
  'InsufficientDataActions',
  'OKActions',
  'Tags',
];

async function putComposite(work: ResourceWork, name: string): Promise<Made> {
  const { call, properties, tags, place } = work;
  await call('cloudwatch', 'PutCompositeAlarm', {
    ...without(properties, 'Tags'),
    AlarmName: name,
    ...(Object.keys(tags).length === 0 ? {} : { Tags: tagList(tags) }),
  });
  const { partition, region, account } = place;
  const Arn = `arn:${partition}:cloudwatch:${region}:${account}:alarm:${name}`;
  return { physicalId: name, attributes: { Arn } };
}

async function putDashboard({ call, properties }: ResourceWork, name: string): Promise<Made> {
  await call('cloudwatch', 'PutDashboard', {
    DashboardName: name,
    DashboardBody: textIn(properties, 'DashboardBody'),
  });
  return { physicalId: name, attributes: {} };
}

export const monitoringTypes: ResourceHandlers = {
  'AWS::CloudWatch::Alarm': {
    here: 'recorded',
    name: { property: 'AlarmName', longest: 255 },
    create: async (work) => putAlarm(work, work.name),
    update: async (work, { physicalId }) => putAlarm(work, physicalId),
    remove: async ({ call }, { physicalId }) => {
      await unless(gone, call('cloudwatch', 'DeleteAlarms', { AlarmNames: [physicalId] }));
    },
  },
  'AWS::CloudWatch::CompositeAlarm': {
    here: 'recorded',
    properties: compositeProperties,
    name: { property: 'AlarmName', longest: 255 },
    create: async (work) => putComposite(work, work.name),
    update: async (work, { physicalId }) => putComposite(work, physicalId),
    remove: async ({ call }, { physicalId }) => {
      await unless(gone, call('cloudwatch', 'DeleteAlarms', { AlarmNames: [physicalId] }));
    },
  },
  'AWS::CloudWatch::Dashboard': {
    here: 'recorded',
    name: { property: 'DashboardName', longest: 255 },
    create: async (work) => putDashboard(work, work.name),
    update: async (work, { physicalId }) => putDashboard(work, physicalId),
    remove: async ({ call }, { physicalId }) => {
      await unless(gone, call('cloudwatch', 'DeleteDashboards', { DashboardNames: [physicalId] }));
    },
  },
};
