// A schedule of EventBridge Scheduler and its group as they are kept, of every Region in one list: the clock goes through all.
import type { SchedulerApi } from '../../aws/operations/scheduler.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf, type Keeping } from '../documents.ts';

type Shapes = SchedulerApi['shapes'];

/** What CreateSchedule was given, with moments in milliseconds since the epoch. */
export interface ScheduleRecord extends Omit<Shapes['CreateScheduleInput'], 'StartDate' | 'EndDate'> {
  readonly GroupName: string;
  readonly startsAt?: number;
  readonly endsAt?: number;
  readonly place: AwsPlace;
  readonly createdAt: number;
  readonly changedAt: number;
  /** Of one that comes once: it has come. */
  readonly isOver?: true;
}

export interface GroupRecord {
  readonly name: string;
  readonly place: AwsPlace;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly token?: string;
}

/** An invocation that is due and has not been taken yet. */
export interface Invocation {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  readonly place: AwsPlace;
  /** When the schedule asked for it; milliseconds since the epoch. */
  readonly scheduledAt: number;
  readonly attempts: number;
  readonly nextAt: number;
}

const schedules = documentsOf<ScheduleRecord>('scheduler/schedule');
const groups = documentsOf<GroupRecord>('scheduler/group');
const invocations = documentsOf<Invocation>('scheduler/invocation');

export const defaultGroup = 'default';

/** Every Region is in one list. */
function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

const nameIn = ({ region }: AwsPlace, ...rest: readonly string[]) => [region, ...rest].join('/');

export function findSchedule(call: Keeping, group: string, name: string): ScheduleRecord | undefined {
  return schedules.get(everywhere(call), nameIn(call.place, group, name));
}

/** Of every Region, in order of Region, group and name. */
export function allSchedules(call: Keeping): readonly ScheduleRecord[] {
  return schedules.list(everywhere(call));
}

export function schedulesHere(call: Keeping): readonly ScheduleRecord[] {
  return allSchedules(call).filter(({ place }) => place.region === call.place.region);
}

export function saveSchedule(call: Keeping, record: ScheduleRecord): void {
  schedules.put(everywhere(call), nameIn(record.place, record.GroupName, record.Name), record);
}

export function removeSchedule(call: Keeping, { place, GroupName, Name }: ScheduleRecord): void {
  schedules.remove(everywhere(call), nameIn(place, GroupName, Name));
}

/** The default group is there from the beginning (EventBridge Scheduler user guide, Managing a schedule group). */
export function findGroup(call: Keeping, name: string): GroupRecord | undefined {
  const kept = groups.get(everywhere(call), nameIn(call.place, name));
  if (kept !== undefined || name !== defaultGroup) return kept;
  return { name, place: call.place, createdAt: 0, changedAt: 0, tags: {} };
}

export function groupsHere(call: Keeping): readonly GroupRecord[] {
  const made = groups
    .list(everywhere(call))
    .filter(({ place, name }) => place.region === call.place.region && name !== defaultGroup);
  const first = findGroup(call, defaultGroup);
  return [...(first === undefined ? [] : [first]), ...made].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function saveGroup(call: Keeping, group: GroupRecord): void {
  groups.put(everywhere(call), nameIn(group.place, group.name), group);
}

export function removeGroup(call: Keeping, name: string): void {
  groups.remove(everywhere(call), nameIn(call.place, name));
}

export function allInvocations(call: Keeping): readonly Invocation[] {
  return invocations.list(everywhere(call));
}

const invocationName = ({ place, group, name, scheduledAt }: Invocation) =>
  nameIn(place, group, name, String(scheduledAt));

/** Nothing when it is there already: the minute was begun before the process ended. */
export function addInvocation(call: Keeping, invocation: Invocation): void {
  invocations.add(everywhere(call), invocationName(invocation), invocation);
}

export function saveInvocation(call: Keeping, invocation: Invocation): void {
  invocations.put(everywhere(call), invocationName(invocation), invocation);
}

export function removeInvocation(call: Keeping, invocation: Invocation): void {
  invocations.remove(everywhere(call), invocationName(invocation));
}

export function arnOfSchedule({ place, GroupName, Name }: ScheduleRecord): string {
  return arnOf(place, `schedule/${GroupName}/${Name}`);
}

export function arnOfGroup({ place, name }: GroupRecord): string {
  return arnOf(place, `schedule-group/${name}`);
}

function arnOf({ partition, region, account }: AwsPlace, resource: string): string {
  return formatArn({ partition, service: 'scheduler', region, account, resource });
}
