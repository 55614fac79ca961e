import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { debugVariables } from '../../src/lib/debug.ts';

const module = join(import.meta.dirname, '..', '..', 'src', 'lib', 'debug.ts');

/** What a process with two rooms writes. */
function written(chosen: string | undefined): string {
  const program = `import { debugOf } from ${JSON.stringify(module)};
    debugOf('state')(() => 'opens');
    debugOf('runtime')(() => 'turns');`;
  const { SLIPWAY_DEBUG: _before, ...rest } = process.env;
  const env = chosen === undefined ? rest : { ...rest, SLIPWAY_DEBUG: chosen };
  const { stderr, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env,
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  return stderr;
}

describe('SLIPWAY_DEBUG', () => {
  test.each([
    [undefined, []],
    ['', []],
    ['engine', []],
    ['state', ['state  opens']],
    ['runtime, state', ['state  opens', 'runtime  turns']],
    ['all', ['state  opens', 'runtime  turns']],
  ] as const)('%j chooses the rooms that write to standard error', (chosen, expected) => {
    const lines = written(chosen).split('\n').slice(0, -1);
    for (const line of lines) expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} /);
    expect(lines.map((line) => line.slice('00:00:00.000 '.length))).toEqual(expected);
  });

  test('reaches the processes that Slipway starts with an environment of their own', () => {
    expect(debugVariables({ SLIPWAY_DEBUG: 'targets', HOME: '/root' })).toEqual({ SLIPWAY_DEBUG: 'targets' });
    expect(debugVariables({ HOME: '/root' })).toEqual({});
  });
});
