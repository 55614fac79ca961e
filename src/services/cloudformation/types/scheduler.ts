// Schedules of EventBridge Scheduler and their groups in a stack.
import type { Values } from '../../../aws/wire/message.ts';
import { defined } from '../../../lib/defined.ts';
import { calledType } from '../recorded-type.ts';
import { formatArn } from '../../../model/arn.ts';
import {
  createOnce,
  isFound,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';

const gone = ['ResourceNotFoundException'];
const scheduleProperties = [
  'Description',
  'EndDate',
  'FlexibleTimeWindow',
  'GroupName',
  'KmsKeyArn',
  'Name',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'StartDate',
  'State',
  'Target',
];

const groupOf = (properties: Values) => textIn(properties, 'GroupName') || 'default';

async function putSchedule(work: ResourceWork, operation: string, name: string): Promise<Made> {
  const { call, properties, place } = work;
  const given = { ...properties, ...moments(properties), Name: name };
  await createOnce(work, ['ConflictException'], call('scheduler', operation, given));
  const { partition, region, account } = place;
  const resource = `schedule/${groupOf(properties)}/${name}`;
  const Arn = formatArn({ partition, service: 'scheduler', region, account, resource });
  return { physicalId: name, attributes: { Arn } };
}

function moments(properties: Values): Values {
  const dateIn = (name: string) =>
    properties[name] === undefined ? undefined : new Date(textIn(properties, name));
  return defined({ StartDate: dateIn('StartDate'), EndDate: dateIn('EndDate') });
}

export const schedulerTypes: ResourceHandlers = {
  'AWS::Scheduler::Schedule': {
    here: 'executed',
    properties: scheduleProperties,
    name: { property: 'Name', longest: 64 },
    isThere: async ({ call, properties, name }) =>
      isFound(gone, call('scheduler', 'GetSchedule', { Name: name, GroupName: groupOf(properties) })),
    create: async (work) => putSchedule(work, 'CreateSchedule', work.name),
    update: async (work, { physicalId, properties: before }) => {
      if (groupOf(before) === groupOf(work.properties))
        return await putSchedule(work, 'UpdateSchedule', physicalId);
      // A schedule does not move: it is made in the other group, and then removed from its own.
      const made = await putSchedule(work, 'CreateSchedule', physicalId);
      await remove(work, physicalId, groupOf(before));
      return made;
    },
    remove: async (work, { physicalId, properties }) => remove(work, physicalId, groupOf(properties)),
  },
  'AWS::Scheduler::ScheduleGroup': calledType({
    here: 'executed',
    service: 'scheduler',
    name: { property: 'Name', longest: 64 },
    properties: ['Name', 'Tags'],
    there: ['ConflictException'],
    gone,
    create: ({ name, tags }) => ['CreateScheduleGroup', { Name: name, Tags: tagList(tags) }],
    made: async (_answer, { call, name }) => {
      const group = await call('scheduler', 'GetScheduleGroup', { Name: name });
      const { Arn, State, CreationDate, LastModificationDate } = group;
      const shown = {
        Arn,
        State,
        CreationDate: iso(CreationDate),
        LastModificationDate: iso(LastModificationDate),
      };
      return { physicalId: name, attributes: shown as Made['attributes'] };
    },
    update: ({ tags }, { attributes }) => [
      'TagResource',
      { ResourceArn: textIn(attributes, 'Arn'), Tags: tagList(tags) },
    ],
    remove: ({ physicalId }) => ['DeleteScheduleGroup', { Name: physicalId }],
  }),
};

function iso(value: unknown): string {
  return value instanceof Date ? value.toISOString() : '';
}

async function remove({ call }: ResourceWork, name: string, group: string): Promise<void> {
  await unless(gone, call('scheduler', 'DeleteSchedule', { Name: name, GroupName: group }));
}
