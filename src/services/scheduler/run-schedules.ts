// The schedules of EventBridge Scheduler at their minutes: an invocation is kept before its target is called in the name of the
// schedule's role, so that one that the process does not survive is made by the next. What fails for the moment is repeated,
// what fails for good goes into the dead-letter queue. Source: EventBridge Scheduler user guide, "Configuring a dead-letter
// queue" and "Schedule types".
import { callingAs, EndpointGone } from '../../account/call-aws.ts';
import { openNotExecutedCalls } from '../../account/not-executed-calls.ts';
import { placeOfAccount } from '../../account/place-of-account.ts';
import { sessionOfRole } from '../../account/principals.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { newId } from '../../lib/id.ts';
import { isFailed } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { EachMinute, minuteMs } from '../each-minute.ts';
import { queueUrl } from '../lambda/queue.ts';
import type { Ground } from '../service.ts';
import {
  addInvocation,
  allInvocations,
  allSchedules,
  arnOfSchedule,
  findSchedule,
  removeInvocation,
  removeSchedule,
  saveInvocation,
  saveSchedule,
  type Invocation,
  type ScheduleRecord,
} from './schedule-record.ts';
import { comesAt, hasEnded, parseExpression } from './schedule-times.ts';
import { callOf } from './target-call.ts';

/** What schedules are run on: of every Region of the place's account. */
export interface Clockwork {
  readonly ground: Pick<Ground, 'keep' | 'sessions' | 'url'>;
  readonly place: AwsPlace;
}

const openMinutes = () => new EachMinute('Schedules');

/** Runs the schedules at their minutes from now on, where there are any. */
export function keepSchedules(ground: Ground): void {
  const placed = { ground, place: placeOfAccount(ground.account) };
  if (allSchedules(placed).length > 0 || allInvocations(placed).length > 0)
    ground.keep(openMinutes).start((minute) => runSchedules(placed, minute));
}

/** @param minute a whole one, in milliseconds since the epoch */
export async function runSchedules(placed: Clockwork, minute: number): Promise<void> {
  for (const schedule of allSchedules(placed)) begin(placed, schedule, minute);
  const due = allInvocations(placed).filter(({ nextAt }) => nextAt <= minute);
  await Promise.all(due.map((invocation) => invoke(placed, invocation, minute)));
}

function begin(placed: Clockwork, schedule: ScheduleRecord, minute: number): void {
  const { GroupName: group, Name: name, place, State } = schedule;
  if (State !== 'DISABLED' && comesAt(schedule, minute)) {
    const id = newId();
    addInvocation(placed, { id, group, name, place, scheduledAt: minute, attempts: 0, nextAt: minute });
    const timing = parseExpression(schedule.ScheduleExpression);
    if (!isFailed(timing) && timing.kind === 'once') saveSchedule(placed, { ...schedule, isOver: true });
  } else removeWhenOver(placed, schedule, minute);
}

/** Deleted when its last invocation is over (API reference, CreateSchedule, ActionAfterCompletion). */
function removeWhenOver(placed: Clockwork, schedule: ScheduleRecord, minute: number): void {
  const { ActionAfterCompletion, GroupName, Name, place } = schedule;
  if (ActionAfterCompletion !== 'DELETE' || !hasEnded(schedule, minute)) return;
  const isInvoking = allInvocations(placed).some(
    (each) => each.group === GroupName && each.name === Name && each.place.region === place.region,
  );
  if (!isInvoking) removeSchedule(placed, schedule);
}

async function invoke(placed: Clockwork, invocation: Invocation, minute: number): Promise<void> {
  const { group, name, place, attempts } = invocation;
  const there = { ground: placed.ground, place };
  const schedule = findSchedule(there, group, name);
  if (schedule === undefined) return removeInvocation(there, invocation);
  const failure = await attempt(there, schedule, invocation);
  const next = failure?.isPassing === true ? nextAttempt(schedule, invocation, minute) : undefined;
  if (next !== undefined)
    return saveInvocation(there, { ...invocation, attempts: attempts + 1, nextAt: next });
  if (failure !== undefined) await bury(there, { schedule, invocation, failure });
  removeInvocation(there, invocation);
  const now = findSchedule(there, group, name);
  if (now !== undefined) removeWhenOver(there, now, minute);
}

interface Failure {
  readonly code: string;
  readonly message: string;
  /** It may go well later. */
  readonly isPassing: boolean;
}

async function attempt(
  { ground, place }: Clockwork,
  schedule: ScheduleRecord,
  { id, scheduledAt, attempts }: Invocation,
): Promise<Failure | undefined> {
  const { Target } = schedule;
  const call = callOf(Target, {
    'schedule-arn': arnOfSchedule(schedule),
    'scheduled-time': new Date(scheduledAt).toISOString().replace('.000', ''),
    'execution-id': id,
    'attempt-number': String(attempts + 1),
  });
  const principal = sessionOfRole(Target.RoleArn, 'slipway-scheduler');
  if (principal === undefined || isFailed(call)) {
    const message = isFailed(call) ? call.failed : `${Target.RoleArn} is no role`;
    const calls = ground.keep(openNotExecutedCalls);
    calls.add({
      service: 'Scheduler',
      operation: message,
      principal: Target.RoleArn,
      lastAt: scheduledAt,
    });
    return { code: 'NOT_EXECUTED', message, isPassing: false };
  }
  try {
    await callingAs(ground, { principal, region: parseArn(Target.Arn)?.region || place.region })(...call);
    return undefined;
  } catch (error) {
    if (error instanceof CallRefused)
      return { code: error.code, message: error.message, isPassing: isPassing(error) };
    // The endpoint itself ends: the next one makes the attempt.
    return { code: 'SERVICE_UNAVAILABLE', message: String(error), isPassing: error instanceof EndpointGone };
  }
}

function isPassing({ code, status }: CallRefused): boolean {
  return status >= 500 || status === 429 || code.includes('Throttl') || code === 'TooManyRequestsException';
}

/** Twice as long after each attempt (user guide, Configuring a retry policy: exponential backoff). */
function nextAttempt(
  { Target: { RetryPolicy } }: ScheduleRecord,
  { attempts, scheduledAt }: Invocation,
  minute: number,
): number | undefined {
  const { MaximumRetryAttempts = 185, MaximumEventAgeInSeconds = 86_400 } = RetryPolicy ?? {};
  const next = minute + minuteMs * Math.min(2 ** attempts, 60);
  const isTooOld = next - scheduledAt > MaximumEventAgeInSeconds * 1000;
  return attempts >= MaximumRetryAttempts || isTooOld ? undefined : next;
}

interface Buried {
  readonly schedule: ScheduleRecord;
  readonly invocation: Invocation;
  readonly failure: Failure;
}

/** The attributes are those of the user guide, "Configuring a dead-letter queue". */
async function bury({ ground, place }: Clockwork, { schedule, invocation, failure }: Buried): Promise<void> {
  const { Target } = schedule;
  const queue = parseArn(Target.DeadLetterConfig?.Arn ?? '');
  const principal = sessionOfRole(Target.RoleArn, 'slipway-scheduler');
  const attributes = {
    ERROR_CODE: failure.code,
    ERROR_MESSAGE: failure.message,
    EXECUTION_ID: invocation.id,
    IS_PAYLOAD_TRUNCATED: 'false',
    RETRY_ATTEMPTS: String(invocation.attempts),
    SCHEDULED_TIME: new Date(invocation.scheduledAt).toISOString().replace('.000', ''),
    SCHEDULE_ARN: arnOfSchedule(schedule),
    TARGET_ARN: Target.Arn,
  };
  const why = `${attributes.SCHEDULE_ARN} did not invoke ${Target.Arn}: ${failure.code} ${failure.message}\n`;
  if (queue === undefined || principal === undefined) {
    process.stderr.write(why);
    return;
  }
  const MessageAttributes = Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
  const message = { QueueUrl: queueUrl(queue), MessageBody: Target.Input ?? '{}', MessageAttributes };
  await callingAs(ground, { principal, region: queue.region || place.region })(
    'sqs',
    'SendMessage',
    message,
  ).catch((error: unknown) => process.stderr.write(`${why}and its queue took nothing: ${String(error)}\n`));
}
