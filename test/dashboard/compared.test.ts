import { expect, test } from 'vitest';
import {
  commitsBetween,
  comparedArtifacts,
  comparedInputs,
  comparedOutputs,
  comparedTimes,
  fileChanges,
} from '../../src/dashboard/parts/compare/compared.ts';
import type { ExecutionDetail } from '../../src/server/http/shapes/execution-shapes.ts';
import type { ExecutionSummary } from '../../src/state/execution-history.ts';
import type { TreeEntry } from '../../src/state/artifact-store.ts';

interface Given {
  readonly commit: string;
  readonly variables?: Readonly<Record<string, string>>;
  readonly tookMs?: number;
  readonly status?: string;
  readonly digest?: string;
}

function detail({
  commit,
  variables = {},
  tookMs = 10_000,
  status = 'Succeeded',
  digest = 'd',
}: Given): ExecutionDetail {
  const outputArtifacts = [{ name: 'Package', digest, files: 1, sizeBytes: 10 }];
  const action = { name: 'compile', displayStatus: status, startedAt: 0, endedAt: tookMs, outputArtifacts };
  return {
    summary: {
      trigger: { triggerType: 'Webhook', triggerDetail: 'ann' },
      sourceRevisions: [{ actionName: 'Checkout', revisionId: commit, revisionSummary: 'Say hello\n\nMore' }],
    },
    view: { stages: [{ name: 'Build', actions: [action] }] },
    variables,
    outputVariables: { 'Build/compile': { VERSION: commit } },
  } as unknown as ExecutionDetail;
}

test('sources and variables that one side has otherwise, or not at all, differ', () => {
  const left = detail({ commit: 'aaaaaaaa1', variables: { STAGE: 'test', LEVEL: '1' } });
  const right = detail({ commit: 'bbbbbbbb1', variables: { STAGE: 'test' } });
  expect(comparedInputs(left, right)).toEqual([
    { name: 'Started by', values: ['ann, Webhook', 'ann, Webhook'], differs: false },
    { name: 'Source Checkout', values: ['aaaaaaaa Say hello', 'bbbbbbbb Say hello'], differs: true },
    { name: 'Variable STAGE', values: ['test', 'test'], differs: false },
    { name: 'Variable LEVEL', values: ['1', '–'], differs: true },
  ]);
  expect(comparedOutputs(left, right)).toEqual([
    { name: 'Build › compile VERSION', values: ['aaaaaaaa1', 'bbbbbbbb1'], differs: true },
  ]);
});

test.each([
  [{ tookMs: 10_000 }, { tookMs: 12_000 }, false, ''],
  [{ tookMs: 10_000 }, { tookMs: 20_000 }, true, '▲ 10s longer'],
  [{ tookMs: 20_000 }, { tookMs: 10_000 }, true, '▼ 10s shorter'],
  [{ tookMs: 100 }, { tookMs: 900 }, false, ''],
  [{}, { status: 'Failed' }, true, ''],
])('of an action that took %j and %j it is %s that it differs', (a, b, differs, change) => {
  const [row] = comparedTimes(detail({ commit: 'a', ...a }), detail({ commit: 'a', ...b }));
  expect(row).toMatchObject({ name: 'Build › compile', differs, change });
});

test('artifacts differ by their content', () => {
  const [left, right] = [detail({ commit: 'a', digest: 'd1' }), detail({ commit: 'b', digest: 'd2' })];
  expect(comparedArtifacts(left, right)).toMatchObject([{ name: 'Package', differs: true }]);
  expect(comparedArtifacts(left, left)).toMatchObject([{ name: 'Package', differs: false }]);
});

const file = (path: string, digest: string, more: Partial<TreeEntry> = {}): TreeEntry => ({
  path,
  type: 'file',
  mode: 0o644,
  sizeBytes: digest.length,
  digest,
  ...more,
});

test('files are added, removed or of another content or mode; folders are none', () => {
  const left = [file('same', 'x'), file('gone', 'x'), file('text', 'x'), file('run.sh', 'x')];
  const right = [
    file('same', 'x'),
    file('text', 'yy'),
    file('run.sh', 'x', { mode: 0o755 }),
    file('new/a', 'x'),
    file('new', '', { type: 'directory' }),
  ];
  expect(fileChanges(left, right)).toEqual([
    { path: 'gone', kind: 'removed', sizesBytes: [1, 0] },
    { path: 'new/a', kind: 'added', sizesBytes: [0, 1] },
    { path: 'run.sh', kind: 'changed', sizesBytes: [1, 1] },
    { path: 'text', kind: 'changed', sizesBytes: [1, 2] },
  ]);
});

const took = (executionId: string, startedAt: number, revisionId: string): ExecutionSummary =>
  ({
    executionId,
    startedAt,
    sourceRevisions: [{ actionName: 'Checkout', revisionId, revisionSummary: `Commit ${revisionId}` }],
  }) as unknown as ExecutionSummary;

test('the commits between are those that executions after the older one have taken, each once', () => {
  const all = [
    took('e4', 40, 'd'),
    took('e3', 30, 'c'),
    took('e2', 20, 'b'),
    took('e1', 10, 'a'),
    took('e0', 5, 'z'),
  ];
  const again = took('e25', 25, 'b');
  const [, e3, , e1] = all;
  if (e1 === undefined || e3 === undefined) throw new Error('They are there');
  const expected = [
    { executionId: 'e3', revisionId: 'c', summary: 'Commit c' },
    { executionId: 'e25', revisionId: 'b', summary: 'Commit b' },
  ];
  expect(commitsBetween([again, ...all], [e1, e3])).toEqual(expected);
  expect(commitsBetween([again, ...all], [e3, e1])).toEqual(expected);
  expect(commitsBetween(all, [e1, e1])).toEqual([]);
});
