// What starts a pipeline as the events that start a workflow. Pure.
// Sources: CodePipeline user guide, "Trigger events and filters"; GitHub, "Events that trigger workflows".
import { defined } from '../../lib/defined.ts';
import { isFalse } from '../../model/configuration-key.ts';
import type { Definition } from '../../model/definition.ts';
import type { FilterCriteria, GitPullRequestFilter, GitPushFilter } from '../../model/pipeline.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import type { Schedule } from '../../model/schedule.ts';

type Event = Readonly<Record<string, unknown>>;

export interface Triggers {
  readonly on: Readonly<Record<string, Event | readonly Event[]>>;
  readonly losses: readonly string[];
}

export function triggersOf({ pipeline, schedules }: Definition): Triggers {
  const filters = (pipeline.triggers ?? []).map(({ gitConfiguration }) => gitConfiguration);
  const pushes = filters.flatMap(({ push = [] }) => push);
  const pulls = filters.flatMap(({ pullRequest = [] }) => pullRequest);
  const branch = filters.length === 0 ? startingBranch(pipeline) : undefined;
  const crons = schedules.map((each) => ({ name: each.name, cron: cronOf(each) }));
  const times = crons.flatMap(({ cron }) => cron ?? []);
  const push = branch === undefined ? firstOf(pushes, pushEvent) : { branches: [branch] };
  const pull = firstOf(pulls, pullEvent);
  return {
    on: {
      ...defined({
        push,
        pull_request: pull,
        schedule: times.length === 0 ? undefined : times,
      }),
      workflow_dispatch: inputsOf(pipeline.variables ?? []),
    },
    losses: [
      ...[pushes, pulls].flatMap((each) =>
        each.length > 1 ? ['Only the first of several filters of the same event starts the workflow'] : [],
      ),
      ...crons.flatMap(({ name, cron }) =>
        cron === undefined ? [`The schedule ${name} has no equal in GitHub's cron`] : [],
      ),
    ],
  };
}

function firstOf<T>(all: readonly T[], event: (each: T) => Event): Event | undefined {
  const [first] = all;
  return first === undefined ? undefined : event(first);
}

function startingBranch(pipeline: Definition['pipeline']): string | undefined {
  const source = actionsOf(pipeline).find(
    ({ action }) => action.actionTypeId.category === 'Source' && action.configuration?.['BranchName'],
  );
  const { BranchName, Branch, DetectChanges } = source?.action.configuration ?? {};
  return isFalse(DetectChanges) ? undefined : (BranchName ?? Branch);
}

function pushEvent({ branches, filePaths, tags }: GitPushFilter): Event {
  return { ...listed('branches', branches), ...listed('tags', tags), ...listed('paths', filePaths) };
}

const activities = { OPEN: 'opened', UPDATED: 'synchronize', CLOSED: 'closed' } as const;

function pullEvent({ branches, filePaths, events = [] }: GitPullRequestFilter): Event {
  return {
    ...(events.length === 0 ? {} : { types: events.map((each) => activities[each]) }),
    ...listed('branches', branches),
    ...listed('paths', filePaths),
  };
}

/** GitHub takes excludes as patterns behind the includes; excludes alone have a key of their own. */
function listed(key: string, { includes = [], excludes = [] }: FilterCriteria = {}): Event {
  if (includes.length > 0) return { [key]: [...includes, ...excludes.map((each) => `!${each}`)] };
  return excludes.length > 0 ? { [`${key}-ignore`]: excludes } : {};
}

function inputsOf(variables: NonNullable<Definition['pipeline']['variables']>): Event {
  if (variables.length === 0) return {};
  const inputs = variables.map(({ name, defaultValue, description }) => {
    const given = defaultValue === undefined ? { required: true } : { default: defaultValue };
    return [name, { ...defined({ description }), type: 'string', ...given }] as const;
  });
  return { inputs: Object.fromEntries(inputs) };
}

/** Undefined for what five fields cannot say: years, the last or the nth day, rates. */
function cronOf({ scheduleExpression, scheduleExpressionTimezone: timezone, variables }: Schedule) {
  const [, minute = '', hour = '', day = '', month = '', weekday = '', year = ''] =
    /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/.exec(scheduleExpression) ?? [];
  if (year !== '*' || /[LW#]/.test(day + weekday.replaceAll(/[A-Z]{3}/g, ''))) return undefined;
  if (Object.keys(variables ?? {}).length > 0) return undefined;
  const any = (field: string): string => (field === '?' ? '*' : field);
  // EventBridge counts the days of the week from 1, POSIX from 0, both from Sunday.
  const posix = any(weekday).replaceAll(/(?<![/\w])\d/g, (digit) => String(Number(digit) - 1));
  const cron = [minute, hour, any(day), month, posix].join(' ');
  return { cron, ...defined({ timezone: timezone === 'UTC' ? undefined : timezone }) };
}
