// Work folders: nothing stays when an action is over, or will never be taken up again.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepWork, removeEmptyWork, removeLeftWork } from '../../src/runtime/left-work.ts';
import { openState } from '../../src/state/open-state.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const place = (executionId: string, id: string) =>
  ({ executionId, stageName: 'S', actionName: id, actionExecutionId: id, at: 1 }) as const;

/** `over` has ended, `open` is in flight with one action that has ended. */
async function prepared(path: string) {
  const state = await openState(path, { owner: true });
  const start = (executionId: string) =>
    ({
      type: 'ExecutionStarted',
      at: 1,
      executionId,
      trigger: { triggerType: 'StartPipelineExecution', triggerDetail: 'me' },
    }) as never;
  const started = (executionId: string, id: string) =>
    ({
      type: 'ActionStarted',
      ...place(executionId, id),
      inputArtifacts: [],
      resolvedConfiguration: {},
    }) as never;
  state.journal.append({ type: 'pipeline', name: 'app' }, [
    start('over'),
    started('over', 'a1'),
    { type: 'ExecutionEnded', at: 2, executionId: 'over', status: 'Succeeded' } as never,
    start('open'),
    started('open', 'b1'),
    { type: 'ActionSucceeded', ...place('open', 'b1'), outputArtifacts: [], outputVariables: {} } as never,
    started('open', 'b2'),
  ]);
  return state;
}

function make(path: string, ...names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(join(path, 'work', name), { recursive: true });
    writeFileSync(join(path, 'work', name, 'file'), 'x');
  }
}

test('what no action takes up again is removed, and what is in flight or was to be kept stays', async () => {
  await using folder = await makeFolder();
  await using state = await prepared(folder.path);
  make(folder.path, 'over/a1', 'over/kept', 'open/b1', 'open/b2', 'open/rule-1', 'unknown/c', 'artifact-1');
  keepWork(state.records, 'over', 'kept');
  await removeLeftWork(state);
  const left = readdirSync(join(folder.path, 'work'), { recursive: true }).map(String).toSorted();
  expect(left.filter((name) => name.endsWith('file'))).toEqual([
    'open/b2/file',
    'open/rule-1/file',
    'over/kept/file',
  ]);
  expect(left.filter((name) => !name.includes('/'))).toEqual(['open', 'over']);
});

test('a folder that was to be removed goes although its execution is in flight, and that of its action stays', async () => {
  await using folder = await makeFolder();
  await using state = await prepared(folder.path);
  make(folder.path, 'open/over-1', 'open/b2');
  await removeLeftWork(state);
  expect(readdirSync(join(folder.path, 'work', 'open'))).toEqual(['b2']);
});

test('processes that an action has left behind are ended with its folder, and an empty work folder goes', async () => {
  await using folder = await makeFolder();
  await using state = await prepared(folder.path);
  make(folder.path, 'over/left-behind');
  const child = spawn('sleep', ['1000'], { env: { ...process.env, SLIPWAY_MARK: 'left-behind' } });
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals | null>();
  child.on('exit', (_, signal) => resolve(signal));
  await removeLeftWork(state);
  expect(await promise).toBe('SIGTERM');
  expect(existsSync(join(folder.path, 'work'))).toBe(false);
});

test('folders around a work folder go when they are empty, and not before', async () => {
  await using folder = await makeFolder();
  make(folder.path, 'e/one');
  removeEmptyWork(folder.path, 'e');
  expect(existsSync(join(folder.path, 'work', 'e', 'one'))).toBe(true);
  mkdirSync(join(folder.path, 'work', 'f'));
  removeEmptyWork(folder.path, 'f');
  expect(readdirSync(join(folder.path, 'work'))).toEqual(['e']);
});
