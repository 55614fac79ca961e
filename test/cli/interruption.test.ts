// A process of its own, because the second signal ends it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';

const module = join(import.meta.dirname, '..', '..', 'src', 'cli', 'session', 'interruption.ts');
const script = `
  const { watchInterruption } = await import(${JSON.stringify(module)});
  const { signal } = watchInterruption();
  signal.addEventListener('abort', () => console.log('asked'));
  setInterval(() => undefined, 1000);
  console.log('ready');
`;

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  '%s once more ends at once with status %i what goes on after the first',
  async (name, expected) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const status = new Promise((resolve) => child.once('close', resolve));
    let shown = '';
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    while (!shown.includes('ready')) await delay(10);
    while (child.exitCode === null) {
      child.kill(name);
      await delay(20);
    }
    expect(await status).toBe(expected);
    expect(shown).toBe('ready\nasked\n');
    expect(said).toContain('Ended at once: what ran may be half done.');
  },
);
