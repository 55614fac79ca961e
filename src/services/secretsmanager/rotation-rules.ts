// When a secret is rotated by itself. Pure. Source: Secrets Manager user guide, "Rotation schedules".
import type { SecretsManagerApi } from '../../aws/operations/secretsmanager.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { AwsPlace } from '../../model/place.ts';
import type { LocalTime } from '../../model/quartz-cron.ts';
import { parseSchedule, type Timing } from '../../model/schedule.ts';

type GivenRules = SecretsManagerApi['shapes']['RotationRulesType'];

export interface RotationRules {
  readonly days?: number;
  readonly expression?: string;
  /** How long the window is: kept, the rotation begins with it. */
  readonly duration?: string;
}

export interface SecretRotation {
  readonly isEnabled: boolean;
  /** Where it was asked for. */
  readonly place: AwsPlace;
  /** Absent for a secret of another service, which rotates it. */
  readonly functionArn?: string;
  readonly rules?: RotationRules;
  /** Milliseconds since the epoch, as all times here. */
  readonly lastAt?: number;
  readonly nextAt?: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What RotateSecret is given, or what is wrong with it. */
export function readRules({
  AutomaticallyAfterDays: days,
  ScheduleExpression: expression,
  Duration: duration,
}: GivenRules): Result<RotationRules> {
  if ((days === undefined) === (expression === undefined))
    return {
      failed:
        'You must specify either AutomaticallyAfterDays or ScheduleExpression in RotationRules, and not both.',
    };
  const wrong = expression === undefined ? undefined : wrongExpression(expression);
  return wrong === undefined ? defined({ days, expression, duration }) : { failed: wrong };
}

/** Rates have at least four hours, and a cron expression whole hours ("Schedule expressions in Secrets Manager"). */
function wrongExpression(expression: string): string | undefined {
  const timing = timingOf(expression);
  if (isFailed(timing)) return `The ScheduleExpression is not valid: ${timing.failed}`;
  if (timing.kind === 'rate')
    return timing.everyMs < 4 * hourMs || /minute/.test(expression)
      ? 'The ScheduleExpression is not valid: the shortest rate is rate(4 hours).'
      : undefined;
  return /^cron\(0\s/.test(expression)
    ? undefined
    : 'The ScheduleExpression is not valid: the minutes of a cron expression must be 0.';
}

function timingOf(expression: string): Result<Timing> {
  // The singular and the plural are both taken.
  return parseSchedule(expression.replace(/^rate\(1 (hour|day)s\)$/, 'rate(1 $1)'));
}

export function rulesOf({ days, expression, duration }: RotationRules): GivenRules {
  return defined({ AutomaticallyAfterDays: days, ScheduleExpression: expression, Duration: duration });
}

/** The whole hour is looked for in these years. */
const searchedMs = 5 * 366 * dayMs;

/** The first moment after `after`; undefined when it never comes. In UTC. */
export function nextRotation({ days, expression = '' }: RotationRules, after: number): number | undefined {
  if (days !== undefined) return after + days * dayMs;
  const timing = timingOf(expression);
  if (isFailed(timing)) return undefined;
  if (timing.kind === 'rate') return after + timing.everyMs;
  const first = (Math.floor(after / hourMs) + 1) * hourMs;
  for (let hour = first; hour < after + searchedMs; hour += hourMs) {
    if (timing.matches(utcTime(hour))) return hour;
  }
  return undefined;
}

function utcTime(at: number): LocalTime {
  const time = new Date(at);
  return {
    minute: time.getUTCMinutes(),
    hour: time.getUTCHours(),
    dayOfMonth: time.getUTCDate(),
    month: time.getUTCMonth() + 1,
    dayOfWeek: time.getUTCDay() + 1,
    year: time.getUTCFullYear(),
  };
}
