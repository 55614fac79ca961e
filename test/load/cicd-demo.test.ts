// The demo system says the same in TypeScript and in the JSON that the AWS CLI takes. Loaded by a process of its own,
// because the test runner would resolve the configuration's imports in its own way.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const program = `
import { checkRules } from './src/check/check-rules.ts';
import { loadDefinition } from './src/load/load-definition.ts';
const loaded = await loadDefinition('examples/cicd-demo/' + process.argv[1], { cwd: process.cwd() });
const { checked, problems } = checkRules(loaded);
const { readFrom: _, ...said } = checked ?? {};
console.log(JSON.stringify({ checked: said, errors: problems.filter(({ severity }) => severity === 'error') }));
`;

interface Loaded {
  readonly checked: object;
  readonly errors: readonly unknown[];
}

function load(file: string): Loaded {
  const args = ['--input-type=module', '--eval', program, file];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })) as Loaded;
}

// shows: S4-016, S4-132
test('the demo in TypeScript and the demo in JSON are the same definition', () => {
  const [typed, json] = [load('slipway.config.ts'), load('pipeline.json')];
  expect(typed.errors).toEqual([]);
  expect(typed.checked).toBeDefined();
  expect(typed).toEqual(json);
});
