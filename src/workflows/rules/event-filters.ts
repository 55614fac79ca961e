// Filters and times of events that never fit, or that GitHub refuses (GitHub: "Workflow syntax", on).
import { problem, type Problem } from '../../lib/problem.ts';
import { isMapping, valueAt, type Value, type Workflow } from '../../model/workflow.ts';
import { parseSchedule } from '../../model/schedule.ts';
import { isFailed } from '../../lib/result.ts';
import { declaredInputs } from '../inputs.ts';
import { eventBridgeCrons } from '../events/cron.ts';
import { placeOf } from '../language/place-of.ts';
import type { WorkflowRule } from './rule.ts';

export const eventFilters: WorkflowRule = (workflow, file) => {
  const { on } = workflow;
  const found = (severity: 'error' | 'warning', message: string, remedy: string): Problem =>
    problem({ code: 'WorkflowFilterInvalid', severity, message, remedy, at: placeOf(file) });
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
    ...wrongDefaults(workflow).map((message) =>
      found('error', message, 'Write a value that the input takes.'),
    ),
  ];
};

/** GitHub: "Workflow syntax", on.workflow_dispatch.inputs. */
function wrongDefaults(workflow: Pick<Workflow, 'on'>): readonly string[] {
  const inputs = declaredInputs(workflow);
  const tooMany =
    inputs.length > mostInputs ? [`There are ${inputs.length} inputs, and GitHub takes ${mostInputs}`] : [];
  const wrong = inputs.flatMap(({ name, type, default: value, options }) => {
    if (value === undefined || value === null || typeof value === 'object') return [];
    if (type === 'choice' && !options.includes(String(value)))
      return [`The default "${String(value)}" of the input "${name}" is none of its options`];
    return type === 'boolean' && typeof value !== 'boolean' && value !== 'true' && value !== 'false'
      ? [`The default "${value}" of the input "${name}" is no boolean`]
      : [];
  });
  return [...tooMany, ...wrong];
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

function cronsIn(value: Value | undefined): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: Value) => {
    const cron =
      entry !== null && typeof entry === 'object' && isMapping(entry) ? valueAt(entry, 'cron') : undefined;
    return typeof cron === 'string' ? [cron] : [];
  });
}
