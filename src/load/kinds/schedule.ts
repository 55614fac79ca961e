// Reads schedules: `{ "schedules": [ … ] }`, a shape of Slipway's own (model/schedule.ts).
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { isFailed } from '../../lib/result.ts';
import { nameOfTimeZone } from '../../lib/time-zone.ts';
import { parseSchedule, type Schedule } from '../../model/schedule.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { object, optional, record, required, string } from '../shape.ts';
import { ours, type Kind } from './kind.ts';

export const scheduleKind: Kind<Schedule> = ours('schedules', readSchedule, {
  title: 'a list of schedules',
  file: 'schedules.json',
  holds: 'when `slipway up` starts the pipeline by itself',
  shape: () => scheduleShape,
});

function readSchedule(root: Node): ReadResource<Schedule> {
  const { value, problems } = readShape(root, scheduleShape);
  const written = entryOf(root, 'scheduleExpression')?.value;
  const more = written?.kind === 'scalar' ? expressionProblems(written.text, written) : [];
  const zone = entryOf(root, 'scheduleExpressionTimezone')?.value;
  const wrongZone = zone?.kind === 'scalar' ? zoneProblems(zone.text, zone) : [];
  return {
    node: root,
    problems: [...problems, ...more, ...wrongZone],
    ...defined({ value }),
  };
}

function expressionProblems(text: string, { place }: Node): readonly Problem[] {
  const parsed = parseSchedule(text);
  if (!isFailed(parsed)) return [];
  const aws = 'CreateSchedule answers ValidationException: Invalid Schedule Expression.';
  return [problem({ code: 'ScheduleInvalid', message: parsed.failed, at: place, aws })];
}

/** Names of the time zone database only, without offsets (EventBridge Scheduler user guide, "Schedule types"). */
function zoneProblems(text: string, { place }: Node): readonly Problem[] {
  const isKnown = /^[A-Za-z]/.test(text) && !/^UTC[+-]/.test(text) && nameOfTimeZone(text) !== undefined;
  if (isKnown) return [];
  return [
    problem({
      code: 'ScheduleInvalid',
      message: `"${text}" is no time zone`,
      at: place,
      remedy: 'Write a name such as Europe/Berlin, or UTC.',
      aws: 'CreateSchedule answers ValidationException: Invalid Schedule Expression Timezone.',
    }),
  ];
}

const scheduleShape = object('schedule', {
  name: required(string({ min: 1, max: 64 })),
  scheduleExpression: required(string({ min: 1, max: 256 })),
  scheduleExpressionTimezone: optional(string({ min: 1, max: 50 })),
  variables: optional(record(string())),
});
