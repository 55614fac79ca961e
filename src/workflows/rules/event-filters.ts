// Filters and times of events that never fit, or that GitHub refuses (GitHub: "Workflow syntax", on).
import { problem, type Problem } from '../../lib/problem.ts';
import { isMapping, valueAt, type Value, type Workflow } from '../../model/workflow.ts';
import { parseSchedule } from '../../model/schedule.ts';
import { isFailed } from '../../lib/result.ts';
import { nameOfTimeZone } from '../../lib/time-zone.ts';
import { declaredInputs } from '../inputs.ts';
import { eventBridgeCrons } from '../events/cron.ts';
import { placeOfText } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

export const eventFilters: WorkflowRule = (workflow, file) => {
  const { on } = workflow;
  const found = (severity: 'error' | 'warning', message: string, remedy: string): Problem =>
    problem({
      code: 'WorkflowFilterInvalid',
      severity,
      message,
      remedy,
      at: placeOfText(file, quotedIn(message)),
    });
  return [
    ...Object.entries(on).flatMap(([event, filters]) =>
      kinds.flatMap((kind) => [
        ...both(filters, kind).map(() =>
          found(
            'error',
            `"${event}" has ${kind} and ${kind}-ignore, and GitHub takes one of them`,
            `Write "!" before a pattern of ${kind} instead.`,
          ),
        ),
        ...(isNegativeOnly(valueAt(filters, kind))
          ? [
              found(
                'warning',
                `All patterns of ${kind} of "${event}" begin with "!": it never fits`,
                `Name first what fits, or use ${kind}-ignore.`,
              ),
            ]
          : []),
      ]),
    ),
    ...cronsIn(on['schedule'])
      .filter(
        (cron) =>
          cron.trim().split(/\s+/).length !== 5 ||
          eventBridgeCrons(cron).some((each) => isFailed(parseSchedule(each))),
      )
      .map((cron) =>
        found(
          'error',
          `"${cron}" is no time of POSIX cron`,
          'Write five fields: minute, hour, day of month, month, day of week.',
        ),
      ),
    ...cronsIn(on['schedule'])
      .filter((cron) => /^(?:\*|\*\/[1-4])\s/.test(cron.trim()))
      .map((cron) =>
        found(
          'warning',
          `"${cron}" comes more often than GitHub starts it`,
          'GitHub takes five minutes at least.',
        ),
      ),
    ...(on['schedule'] === null
      ? [found('error', 'The event "schedule" has no times', 'Write a list of "cron: …" below it.')]
      : []),
    ...zonesIn(on['schedule'])
      .filter((zone) => nameOfTimeZone(zone) === undefined)
      .map((zone) =>
        found('error', `There is no time zone "${zone}"`, 'Write one of IANA: Region/City, or UTC.'),
      ),
    ...wrongDefaults(workflow).map((message) =>
      found('error', message, 'Write a value that the input takes.'),
    ),
    ...uselessDefaults(workflow).map((message) =>
      found('warning', message, 'Leave out "required", or the default.'),
    ),
  ];
};

/** What a message is about stands in it in quotes: an input before its value. */
function quotedIn(message: string): string {
  const input = /input "([^"]+)"/.exec(message)?.[1];
  return input === undefined ? (/"([^"]+)"/.exec(message)?.[1] ?? 'on:') : `${input}:`;
}

/** GitHub: "Workflow syntax", on.workflow_dispatch.inputs. */
function wrongDefaults(workflow: Pick<Workflow, 'on'>): readonly string[] {
  const inputs = declaredInputs(workflow);
  const tooMany =
    inputs.length > mostInputs ? [`There are ${inputs.length} inputs, and GitHub takes ${mostInputs}`] : [];
  const called = declaredInputs(workflow, 'workflow_call');
  const wrong = [...inputs, ...called].flatMap(({ name, type, default: value, options }) => {
    if (type === 'choice' && options.length === 0) return [`The input "${name}" has no options`];
    if (value === undefined || value === null || typeof value === 'object') return [];
    if (type === 'choice' && !options.includes(String(value)))
      return [`The default "${String(value)}" of the input "${name}" is none of its options`];
    if (type === 'number' && (value === '' || Number.isNaN(Number(value))))
      return [`The default "${String(value)}" of the input "${name}" is no number`];
    return type === 'boolean' && typeof value !== 'boolean' && value !== 'true' && value !== 'false'
      ? [`The default "${value}" of the input "${name}" is no boolean`]
      : [];
  });
  return [...tooMany, ...wrong];
}

/** The caller must give it, so its default is never taken. */
function uselessDefaults(workflow: Pick<Workflow, 'on'>): readonly string[] {
  return declaredInputs(workflow, 'workflow_call')
    .filter((input) => input.required && input.default !== undefined)
    .map(
      ({ name }) => `The input "${name}" of workflow_call is required, and has a default that is never taken`,
    );
}

const mostInputs = 25;

const kinds = ['branches', 'tags', 'paths'] as const;

function both(filters: Value, kind: string): readonly string[] {
  return valueAt(filters, kind) !== undefined && valueAt(filters, `${kind}-ignore`) !== undefined
    ? [kind]
    : [];
}

function isNegativeOnly(patterns: Value | undefined): boolean {
  return (
    Array.isArray(patterns) && patterns.length > 0 && patterns.every((each) => String(each).startsWith('!'))
  );
}

function cronsIn(schedule: Value | undefined): readonly string[] {
  return textsIn(schedule, 'cron');
}

function zonesIn(schedule: Value | undefined): readonly string[] {
  return textsIn(schedule, 'timezone');
}

function textsIn(schedule: Value | undefined, key: string): readonly string[] {
  if (!Array.isArray(schedule)) return [];
  return schedule.flatMap((entry: Value) => {
    const written =
      entry !== null && typeof entry === 'object' && isMapping(entry) ? valueAt(entry, key) : undefined;
    return typeof written === 'string' ? [written] : [];
  });
}
