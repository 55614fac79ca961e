import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { pipelineWorkload } from '../../../src/model/workload.ts';
import { searchLimits, searchLogs } from '../../../src/server/search-logs.ts';
import { openHttp, type HttpRig } from '../../rig/http-server.ts';
import { action, entries, executionId, stageStarts, started } from '../../rig/journal-entries.ts';

const run = 'run-of-BuildAndTest';

/** One execution of `demo`, of the branch `release/4`, whose build printed the lines. */
function writeRun({ served: { state } }: HttpRig, lines: readonly string[]): void {
  const source = action('Source', 'Checkout');
  const written = entries(
    [0, started],
    [0, stageStarts('Source')],
    [0, source.starts()],
    [
      1,
      source.succeeds({
        outputVariables: { BranchName: 'release/4', AuthorDate: '2026-03-01T10:00:00Z' },
        outputArtifacts: [
          {
            name: 'Src',
            digest: 'd',
            files: 1,
            sizeBytes: 1,
            revisionId: 'c0ffee',
            revisionSummary: 'Fix it',
          },
        ],
      }),
    ],
    [1, stageStarts('Build')],
    [1, action('Build', 'BuildAndTest').starts()],
  );
  state.journal.append(
    pipelineWorkload('demo'),
    written.map(({ event }) => event),
  );
  const file = state.logs.path(executionId, run);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${lines.join('\n')}\n`);
}

async function search(rig: HttpRig, q: string) {
  const headers = { authorization: `Bearer ${rig.tokenFor('read').secret}` };
  const response = await rig.get(`/api/v1/search?q=${encodeURIComponent(q)}`, { headers });
  const { executions, logs } = (await response.json()) as {
    readonly executions: readonly { readonly executionId: string }[];
    readonly logs: { readonly hits: readonly { readonly line: number; readonly text: string }[] };
  };
  return { executions: executions.length, lines: logs.hits.map(({ line, text }) => `${line}: ${text}`) };
}

test('finds executions by commit, message and branch, and lines of logs with their numbers', async () => {
  await using rig = await openHttp();
  writeRun(rig, ['compiling', 'ENOENT: no such file', 'done']);
  expect(await search(rig, 'enoent')).toEqual({ executions: 0, lines: ['2: ENOENT: no such file'] });
  for (const words of ['c0ffee', 'fix it', 'release/4', 'demo', executionId.slice(0, 8)])
    expect({ words, ...(await search(rig, words)) }).toEqual({ words, executions: 1, lines: [] });
  expect(await search(rig, 'nothing has this')).toEqual({ executions: 0, lines: [] });
});

test('the branch of a source is part of the history, also after it was made again', async () => {
  await using rig = await openHttp();
  writeRun(rig, []);
  const { history } = rig.served.state;
  const branches = () => history.executions().flatMap(({ sourceRevisions }) => sourceRevisions);
  expect(branches()).toMatchObject([
    { actionName: 'Checkout', branch: 'release/4', committedAt: Date.UTC(2026, 2, 1, 10) },
  ]);
  history.rebuild();
  expect(branches()).toMatchObject([{ branch: 'release/4' }]);
});

test('says that it did not read everything', async () => {
  await using rig = await openHttp();
  writeRun(rig, ['same', 'same', 'same']);
  const { state } = rig.served;
  const few = await searchLogs(state, 'same', { ...searchLimits, hits: 2 });
  expect(few).toMatchObject({ hits: [{ line: 1 }, { line: 2 }], isWhole: false });
  expect(await searchLogs(state, 'same', { ...searchLimits, executions: 0 })).toMatchObject({
    hits: [],
    searchedExecutions: 0,
    isWhole: false,
  });
  expect(await searchLogs(state, 'same')).toMatchObject({ searchedExecutions: 1, isWhole: true });
});
