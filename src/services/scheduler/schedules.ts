// Schedules of EventBridge Scheduler: made, changed, read and removed. Source: EventBridge Scheduler API reference.
import type { SchedulerApi } from '../../aws/operations/scheduler.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { nameOfTimeZone } from '../../lib/time-zone.ts';
import { pageOf } from '../page.ts';
import { refuse, type Operation, type ServiceCall } from '../service.ts';
import { keepSchedules } from './run-schedules.ts';
import {
  arnOfSchedule,
  defaultGroup,
  findGroup,
  findSchedule,
  removeSchedule,
  saveSchedule,
  schedulesHere,
  type ScheduleRecord,
} from './schedule-record.ts';
import { parseExpression } from './schedule-times.ts';
import { wrongTarget } from './target-call.ts';

type Op<N extends keyof SchedulerApi['operations']> = Operation<SchedulerApi, N>;
type Given = SchedulerApi['shapes']['CreateScheduleInput'];

export const createSchedule: Op<'CreateSchedule'> = (input, call) => {
  const { Name, GroupName = defaultGroup, ClientToken } = input;
  const before = findSchedule(call, GroupName, Name);
  // The same request again is the same schedule (API reference, ClientToken).
  if (before !== undefined && ClientToken !== undefined && before.ClientToken === ClientToken)
    return { ScheduleArn: arnOfSchedule(before) };
  if (before !== undefined)
    throw refuse<SchedulerApi>('ConflictException', `Schedule ${Name} already exists.`);
  const record = recordOf(input, call, call.now);
  saveSchedule(call, record);
  keepSchedules(call.ground);
  return { ScheduleArn: arnOfSchedule(record) };
};

/** What is not given has its default again (API reference, UpdateSchedule). */
export const updateSchedule: Op<'UpdateSchedule'> = (input, call) => {
  const before = existing(call, input.GroupName, input.Name);
  const record = recordOf(input, call, before.createdAt);
  saveSchedule(call, record);
  return { ScheduleArn: arnOfSchedule(record) };
};

export const getSchedule: Op<'GetSchedule'> = ({ Name, GroupName }, call) => {
  const record = existing(call, GroupName, Name);
  const { startsAt, endsAt, createdAt, changedAt, place: _place, isOver: _over, ...given } = record;
  const { ClientToken: _token, ...shown } = given;
  return defined({
    ...shown,
    Arn: arnOfSchedule(record),
    CreationDate: new Date(createdAt),
    LastModificationDate: new Date(changedAt),
    StartDate: startsAt === undefined ? undefined : new Date(startsAt),
    EndDate: endsAt === undefined ? undefined : new Date(endsAt),
  });
};

export const deleteSchedule: Op<'DeleteSchedule'> = ({ Name, GroupName }, call) => {
  removeSchedule(call, existing(call, GroupName, Name));
  return {};
};

export const listSchedules: Op<'ListSchedules'> = (input, call) => {
  const { GroupName, NamePrefix = '', State, MaxResults = 100, NextToken } = input;
  if (GroupName !== undefined) existingGroup(call, GroupName);
  const found = schedulesHere(call).filter(
    (each) =>
      (GroupName === undefined || each.GroupName === GroupName) &&
      each.Name.startsWith(NamePrefix) &&
      (State === undefined || each.State === State),
  );
  const { items, next } = pageOf(found, {
    keyOf: ({ GroupName: group, Name }) => `${group}/${Name}`,
    size: MaxResults,
    token: NextToken,
    onWrongToken: () => refuse<SchedulerApi>('ValidationException', 'Invalid NextToken.'),
  });
  return defined({ Schedules: items.map(summaryOf), NextToken: next });
};

function summaryOf(record: ScheduleRecord): SchedulerApi['shapes']['ScheduleSummary'] {
  const { Name, GroupName, State = 'ENABLED', Target, createdAt, changedAt } = record;
  return {
    Arn: arnOfSchedule(record),
    Name,
    GroupName,
    State,
    CreationDate: new Date(createdAt),
    LastModificationDate: new Date(changedAt),
    Target: { Arn: Target.Arn },
  };
}

function recordOf(input: Given, call: ServiceCall, createdAt: number): ScheduleRecord {
  const { StartDate, EndDate, GroupName = defaultGroup, ...given } = input;
  existingGroup(call, GroupName);
  refuseWrong(input);
  return defined({
    ...given,
    GroupName,
    State: given.State ?? 'ENABLED',
    ScheduleExpressionTimezone: given.ScheduleExpressionTimezone ?? 'UTC',
    ActionAfterCompletion: given.ActionAfterCompletion ?? 'NONE',
    Target: { RetryPolicy: defaultRetries, ...given.Target },
    startsAt: StartDate?.getTime(),
    endsAt: EndDate?.getTime(),
    place: call.place,
    createdAt,
    changedAt: call.now,
  });
}

/** API reference, RetryPolicy. */
const defaultRetries = { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 };

function refuseWrong(input: Given): void {
  const { ScheduleExpression, ScheduleExpressionTimezone: zone, FlexibleTimeWindow, Target } = input;
  const { Mode, MaximumWindowInMinutes } = FlexibleTimeWindow;
  const wrong = [
    isFailed(parseExpression(ScheduleExpression))
      ? `Invalid Schedule Expression ${ScheduleExpression}.`
      : undefined,
    zone !== undefined && nameOfTimeZone(zone) === undefined
      ? 'The ScheduleExpressionTimezone you specified is invalid.'
      : undefined,
    Mode === 'FLEXIBLE' && MaximumWindowInMinutes === undefined
      ? 'MaximumWindowInMinutes is required when the FlexibleTimeWindow mode is FLEXIBLE.'
      : undefined,
    Mode === 'OFF' && MaximumWindowInMinutes !== undefined
      ? 'MaximumWindowInMinutes must not be set when the FlexibleTimeWindow mode is OFF.'
      : undefined,
    isBackwards(input) ? 'The StartDate you specify cannot be later than the EndDate.' : undefined,
    wrongTarget(Target),
  ].find((each) => each !== undefined);
  if (wrong !== undefined) throw refuse<SchedulerApi>('ValidationException', wrong);
}

function isBackwards({ StartDate, EndDate }: Given): boolean {
  return StartDate !== undefined && EndDate !== undefined && StartDate > EndDate;
}

function existing(call: ServiceCall, group = defaultGroup, name = ''): ScheduleRecord {
  const found = findSchedule(call, group, name);
  if (found === undefined)
    throw refuse<SchedulerApi>('ResourceNotFoundException', `Schedule ${name} does not exist.`);
  return found;
}

function existingGroup(call: ServiceCall, name: string): void {
  if (findGroup(call, name) === undefined)
    throw refuse<SchedulerApi>('ResourceNotFoundException', `Schedule group ${name} does not exist.`);
}
