import { expect, test } from 'vitest';
import { readEnvironments } from '../../src/load/read-environments.ts';

test('a file of environments that is no YAML is a problem at the place where it breaks', async () => {
  const text = 'environments:\n  prod: [\n';
  const { problems } = await readEnvironments('/repository', {
    read: async (path: string) => Promise.resolve({ path, text }),
  } as unknown as Parameters<typeof readEnvironments>[1]);
  expect(problems.map(({ code, at }) => [code, at?.start])).toEqual([
    ['WorkflowEnvironmentInvalid', text.length],
  ]);
});
