// What the tutor costs in a month, from its templates, its assumptions and what was measured; the server notifies of its budget.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providers } from '../../src/actions/registry.ts';
import { checkCapacity } from '../../src/actions/cloudformation/database-capacity.ts';
import { loadDefinition } from '../../src/load/load-definition.ts';
import { openFiles } from '../../src/load/files.ts';
import type { Definition } from '../../src/model/definition.ts';
import { allowancesOf } from '../../src/model/free-tier.ts';
import { actionsOf } from '../../src/model/pipeline-walk.ts';
import { estimateMonth } from '../../src/runtime/estimate-month.ts';
import { watchBudgets } from '../../src/server/watch-budgets.ts';
import { openState } from '../../src/state/open-state.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const folder = join(import.meta.dirname, '..', '..', 'examples', 'tutor');

async function tutor(file: string): Promise<Definition> {
  const { definition, problems } = await loadDefinition(file, { cwd: folder });
  if (definition === undefined) throw new Error(JSON.stringify(problems));
  return definition;
}

const halfOfApril = Date.UTC(2026, 3, 16);

// shows: S0-002, S0-030, S0-145, S0-147, S0-148, S0-151, S0-152
test('development stays below its budget and within what is free, production pays for a database that never pauses', async () => {
  await using temporary = await makeFolder();
  await using state = await openState(join(temporary.path, '.slipway'), { owner: true });
  const development = await tutor('pipeline.json');
  const month = await estimateMonth({ definition: development, folder, state, now: halfOfApril });
  const of = (what: string) => month.lines.find((line) => line.what.includes(what));
  expect(of('Database, at its minimum')).toMatchObject({
    service: 'Aurora',
    quantity: 15,
    unit: 'ACU-hours',
  });
  expect(of('secrets')).toMatchObject({ quantity: 4, usd: 1.6 });
  // Seven functions with 128 MB, 80 ms for each of 100,000 requests.
  expect(of('compute')).toMatchObject({ quantity: 1000, free: 400_000, usd: 0 });
  expect(of('HTTP APIs')?.usd).toBeCloseTo(0.1);
  expect(development.budgets).toMatchObject([{ name: 'tutor', limitUsd: 5 }]);
  expect(month.totalUsd).toBeLessThan(5);
  // Nothing was run: half of what goes on by itself is spent in the middle of the month.
  expect(month.actualUsd).toBeCloseTo(month.totalUsd / 2);
  const shares = allowancesOf(month.lines).map(({ service, free }) => [service, free]);
  expect(shares).toEqual(
    expect.arrayContaining([
      ['CodeBuild', 100],
      ['Lambda', 1_000_000],
      ['Lambda', 400_000],
    ]),
  );
  const production = await estimateMonth({
    definition: await tutor('pipeline-prod.json'),
    folder,
    state,
    now: halfOfApril,
  });
  expect(production.lines.find(({ service }) => service === 'Aurora')?.usd).toBeCloseTo(43.8);
  // Four interface endpoints, each in one zone.
  expect(production.lines.find(({ service }) => service === 'VPC')?.usd).toBeCloseTo(29.2);
  expect(month.lines.some(({ service }) => service === 'VPC')).toBe(false);
});

// shows: S0-073
test.each([
  ['pipeline.json', []],
  [
    'pipeline-prod.json',
    ['The cluster Database has a minimum of 0.5 ACU, with which it never pauses: at least 43.80 USD a month'],
  ],
])('the clusters of %s that never pause are reported', async (file, expected) => {
  const definition = await tutor(file);
  const nearby = { definition, folder, files: openFiles(folder), types: providers };
  const found = [];
  for (const placed of actionsOf(definition.pipeline))
    if (placed.action.actionTypeId.provider === 'CloudFormation')
      found.push(...(await checkCapacity(placed, nearby)));
  expect(found.map(({ message }) => message)).toEqual(expected);
  expect(found.every(({ code, severity }) => code === 'DatabaseNeverPauses' && severity === 'notice')).toBe(
    true,
  );
});

test('the server notes once that a threshold is exceeded, and once that a new month is below it', async () => {
  await using temporary = await makeFolder();
  await using state = await openState(join(temporary.path, '.slipway'), { owner: true });
  const definition = await tutor('pipeline-prod.json');
  let now = Date.UTC(2026, 3, 30);
  const noted: string[] = [];
  let hour: (() => void) | undefined;
  const next = Promise.withResolvers<void>();
  using _watch = watchBudgets(
    {
      state,
      pipelines: {
        names: () => ['tutor'],
        definitionOf: () => ({ definition, definitionFolder: folder, options: {} }) as never,
        subscribe: () => () => undefined,
        note: (_, event) => {
          if (event.type !== 'AlarmStateChanged') return;
          noted.push(`${event.alarmName} ${event.to}`);
          if (noted.length === 2) hour?.();
          if (noted.length === 4) next.resolve();
        },
      },
      onFailed: next.reject,
    },
    {
      now: () => now,
      after: (_ms, work) => {
        hour = () => {
          now = Date.UTC(2026, 4, 1);
          work();
        };
        return () => undefined;
      },
    },
  );
  await next.promise;
  expect(noted).toEqual(
    ['ALARM', 'OK'].flatMap((to) =>
      [80, 100].map((percent) => `tutor: ${percent} % of 5 USD (ACTUAL) ${to}`),
    ),
  );
});
