// Which workflow of a folder is meant.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadOnlyWorkflow } from '../../src/load/load-workflow.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

async function loadFrom(workflows: Readonly<Record<string, string>>) {
  await using folder = await makeFolder();
  const place = join(folder.path, '.github', 'workflows');
  mkdirSync(place, { recursive: true });
  for (const [name, on] of Object.entries(workflows))
    writeFileSync(
      join(place, name),
      `on: ${on}\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: echo}]}}\n`,
    );
  return await loadOnlyWorkflow('.', { cwd: folder.path });
}

test('of several workflows the one is run that a push starts', async () => {
  const loaded = await loadFrom({ 'a.yml': 'workflow_dispatch', 'b.yml': '[push, workflow_dispatch]' });
  expect(loaded?.problems).toEqual([]);
  expect(loaded?.definition?.pipeline.name).toBe('b.yml');
});

test.each([
  [{ 'a.yml': 'push', 'b.yml': 'push' }, 'There are 2 workflows, and a push starts 2 of them'],
  [{ 'a.yml': 'schedule', 'b.yml': 'workflow_dispatch' }, 'There are 2 workflows, and no push starts one'],
])('one must be named where a push does not decide: %j', async (workflows, message) => {
  const loaded = await loadFrom(workflows);
  expect(loaded?.definition).toBeUndefined();
  expect(loaded?.problems.map((each) => each.message)).toEqual([expect.stringContaining(message)]);
});

test('a folder without workflows has none', async () => {
  expect(await loadFrom({})).toBeUndefined();
});
