// Groups of schedules, which alone have tags. Source: EventBridge Scheduler API reference.
import type { SchedulerApi } from '../../aws/operations/scheduler.ts';
import { defined } from '../../lib/defined.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import {
  arnOfGroup,
  defaultGroup,
  findGroup,
  groupsHere,
  removeGroup,
  removeSchedule,
  saveGroup,
  schedulesHere,
  type GroupRecord,
} from './schedule-record.ts';

type Op<N extends keyof SchedulerApi['operations']> = Operation<SchedulerApi, N>;

export const createScheduleGroup: Op<'CreateScheduleGroup'> = ({ Name, Tags = [], ClientToken }, call) => {
  const before = findGroup(call, Name);
  const isRepeated = before?.token !== undefined && before.token === ClientToken;
  if (before !== undefined && !isRepeated)
    throw refuse<SchedulerApi>('ConflictException', `Schedule group ${Name} already exists.`);
  const group: GroupRecord = before ?? {
    name: Name,
    place: call.place,
    createdAt: call.now,
    changedAt: call.now,
    tags: tagsOf(Tags),
    ...defined({ token: ClientToken }),
  };
  saveGroup(call, group);
  return { ScheduleGroupArn: arnOfGroup(group) };
};

export const getScheduleGroup: Op<'GetScheduleGroup'> = ({ Name }, call) => shown(existingGroup(call, Name));

/** With all its schedules (API reference, DeleteScheduleGroup). */
export const deleteScheduleGroup: Op<'DeleteScheduleGroup'> = ({ Name }, call) => {
  existingGroup(call, Name);
  if (Name === defaultGroup)
    throw refuse<SchedulerApi>('ValidationException', 'The default schedule group cannot be deleted.');
  for (const schedule of schedulesHere(call).filter(({ GroupName }) => GroupName === Name))
    removeSchedule(call, schedule);
  removeGroup(call, Name);
  return {};
};

export const listScheduleGroups: Op<'ListScheduleGroups'> = (input, call) => {
  const { NamePrefix = '', MaxResults = 100, NextToken } = input;
  const found = groupsHere(call).filter(({ name }) => name.startsWith(NamePrefix));
  const { items, next } = pageOf(found, {
    keyOf: ({ name }) => name,
    size: MaxResults,
    token: NextToken,
    onWrongToken: () => refuse<SchedulerApi>('ValidationException', 'Invalid NextToken.'),
  });
  return defined({ ScheduleGroups: items.map(shown), NextToken: next });
};

export const listTagsForResource: Op<'ListTagsForResource'> = ({ ResourceArn }, call) => ({
  Tags: Object.entries(groupOf(call, ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
});

export const tagResource: Op<'TagResource'> = ({ ResourceArn, Tags }, call) => {
  const group = groupOf(call, ResourceArn);
  saveGroup(call, { ...group, tags: { ...group.tags, ...tagsOf(Tags) } });
  return {};
};

export const untagResource: Op<'UntagResource'> = ({ ResourceArn, TagKeys }, call) => {
  const group = groupOf(call, ResourceArn);
  const tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !TagKeys.includes(key)));
  saveGroup(call, { ...group, tags });
  return {};
};

function shown(group: GroupRecord): SchedulerApi['shapes']['ScheduleGroupSummary'] {
  return {
    Arn: arnOfGroup(group),
    Name: group.name,
    State: 'ACTIVE',
    CreationDate: new Date(group.createdAt),
    LastModificationDate: new Date(group.changedAt),
  };
}

function tagsOf(tags: readonly SchedulerApi['shapes']['Tag'][]): Readonly<Record<string, string>> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}

function groupOf(call: ServiceCall, arn: string): GroupRecord {
  return existingGroup(call, /:schedule-group\/([^/]+)$/.exec(arn)?.[1] ?? arn);
}

function existingGroup(call: ServiceCall, name: string): GroupRecord {
  const found = findGroup(call, name);
  if (found === undefined)
    throw refuse<SchedulerApi>('ResourceNotFoundException', `Schedule group ${name} does not exist.`);
  return found;
}
