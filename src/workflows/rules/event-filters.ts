// Filters and times of events that never fit, or that GitHub refuses (GitHub: "Workflow syntax", on).
import { defined } from '../../lib/defined.ts';
import { problem } from '../../lib/problem.ts';
import { isMapping, valueAt, type Value, type Workflow } from '../../model/workflow.ts';
import { parseSchedule } from '../../model/schedule.ts';
import { isFailed } from '../../lib/result.ts';
import { nameOfTimeZone } from '../../lib/time-zone.ts';
import { declaredInputs, type DeclaredInput } from '../inputs.ts';
import { eventBridgeCrons } from '../events/cron.ts';
import { placeOfPath, type Written } from '../language/place-of-path.ts';
import type { WorkflowRule } from './rule.ts';

interface Said extends Written {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
}

export const eventFilters: WorkflowRule = (workflow, file) =>
  [
    ...Object.entries(workflow.on).flatMap(([event, filters]) => wrongFilters(event, filters)),
    ...wrongTimes(workflow.on['schedule']),
    ...wrongDefaults(workflow),
    ...uselessDefaults(workflow),
  ].map(({ path, isKey, ...said }) =>
    problem({
      code: 'WorkflowFilterInvalid',
      ...said,
      at: placeOfPath(file, { path: ['on', ...path], ...defined({ isKey }) }),
    }),
  );

function wrongFilters(event: string, filters: Value): readonly Said[] {
  return kinds.flatMap((kind) => [
    ...both(filters, kind).map((second) => ({
      severity: 'error' as const,
      message: `"${event}" has ${kind} and ${kind}-ignore, and GitHub takes one of them`,
      remedy: `Write "!" before a pattern of ${kind} instead.`,
      path: [event, second],
      isKey: true,
    })),
    ...(isNegativeOnly(valueAt(filters, kind))
      ? [
          {
            severity: 'warning' as const,
            message: `All patterns of ${kind} of "${event}" begin with "!": it never fits`,
            remedy: `Name first what fits, or use ${kind}-ignore.`,
            path: [event, kind],
            isKey: true,
          },
        ]
      : []),
  ]);
}

function wrongTimes(schedule: Value | undefined): readonly Said[] {
  const found = (severity: Said['severity'], message: string, remedy: string) => ({
    severity,
    message,
    remedy,
  });
  const crons = textsIn(schedule, 'cron').flatMap(([cron, at]) => {
    const path = ['schedule', at, 'cron'];
    const isNone =
      cron.trim().split(/\s+/).length !== 5 ||
      eventBridgeCrons(cron).some((each) => isFailed(parseSchedule(each)));
    const fields = 'Write five fields: minute, hour, day of month, month, day of week.';
    if (isNone) return [{ ...found('error', `"${cron}" is no time of POSIX cron`, fields), path }];
    if (!/^(?:\*|\*\/[1-4])\s/.test(cron.trim())) return [];
    const message = `"${cron}" comes more often than GitHub starts it`;
    return [{ ...found('warning', message, 'GitHub takes five minutes at least.'), path }];
  });
  const zones = textsIn(schedule, 'timezone').flatMap(([zone, at]) => {
    if (nameOfTimeZone(zone) !== undefined) return [];
    const remedy = 'Write one of IANA: Region/City, or UTC.';
    const path = ['schedule', at, 'timezone'];
    return [{ ...found('error', `There is no time zone "${zone}"`, remedy), path }];
  });
  const none = { ...found('error', noTimes, 'Write a list of "cron: …" below it.'), path: ['schedule'] };
  return [...crons, ...(schedule === null ? [none] : []), ...zones];
}

const noTimes = 'The event "schedule" has no times';

/** GitHub: "Workflow syntax", on.workflow_dispatch.inputs. */
function wrongDefaults(workflow: Pick<Workflow, 'on'>): readonly Said[] {
  const count = declaredInputs(workflow).length;
  const tooMany = {
    severity: 'error' as const,
    message: `There are ${count} inputs, and GitHub takes ${mostInputs}`,
    remedy: 'Leave some out, or give several values in one.',
    path: ['workflow_dispatch', 'inputs'],
    isKey: true,
  };
  const wrong = (['workflow_dispatch', 'workflow_call'] as const).flatMap((event) =>
    declaredInputs(workflow, event).flatMap((input) => {
      const message = whyNoDefault(input);
      if (message === undefined) return [];
      const remedy = 'Write a value that the input takes.';
      const path = [event, 'inputs', input.name, 'default'];
      return [{ severity: 'error' as const, message, remedy, path }];
    }),
  );
  return [...(count > mostInputs ? [tooMany] : []), ...wrong];
}

function whyNoDefault({ name, type, default: value, options }: DeclaredInput): string | undefined {
  if (type === 'choice' && options.length === 0) return `The input "${name}" has no options`;
  if (value === undefined || value === null || typeof value === 'object') return undefined;
  if (type === 'choice' && !options.includes(String(value)))
    return `The default "${String(value)}" of the input "${name}" is none of its options`;
  if (type === 'number' && (value === '' || Number.isNaN(Number(value))))
    return `The default "${String(value)}" of the input "${name}" is no number`;
  return type === 'boolean' && typeof value !== 'boolean' && value !== 'true' && value !== 'false'
    ? `The default "${value}" of the input "${name}" is no boolean`
    : undefined;
}

/** The caller must give it, so its default is never taken. */
function uselessDefaults(workflow: Pick<Workflow, 'on'>): readonly Said[] {
  return declaredInputs(workflow, 'workflow_call')
    .filter((input) => input.required && input.default !== undefined)
    .map(({ name }) => ({
      severity: 'warning',
      message: `The input "${name}" of workflow_call is required, and has a default that is never taken`,
      remedy: 'Leave out "required", or the default.',
      path: ['workflow_call', 'inputs', name, 'default'],
    }));
}

const mostInputs = 25;

const kinds = ['branches', 'tags', 'paths'] as const;

/** The one that is written second. */
function both(filters: Value, kind: string): readonly string[] {
  const keys = filters !== null && isMapping(filters) ? filters.entries.map(([key]) => key) : [];
  const own = keys.filter((key) => key === kind || key === `${kind}-ignore`).map(String);
  return own.slice(1, 2);
}

function isNegativeOnly(patterns: Value | undefined): boolean {
  return (
    Array.isArray(patterns) && patterns.length > 0 && patterns.every((each) => String(each).startsWith('!'))
  );
}

/** With the place of each in the list. */
function textsIn(schedule: Value | undefined, key: string): readonly (readonly [string, number])[] {
  if (!Array.isArray(schedule)) return [];
  return schedule.flatMap((entry: Value, at): readonly (readonly [string, number])[] => {
    const written =
      entry !== null && typeof entry === 'object' && isMapping(entry) ? valueAt(entry, key) : undefined;
    return typeof written === 'string' ? [[written, at]] : [];
  });
}
