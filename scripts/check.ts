// Everything that must hold before a commit: types, lint, format, dead code, rooms, generated pages. In seconds.
import { spawn } from 'node:child_process';
import { compilers, knip, oxlint, oxfmt, root, vitest } from './tools.ts';

const checks: Readonly<Record<string, readonly string[]>> = {
  ...compilers,
  lint: [...oxlint, '--deny-warnings'],
  format: [...oxfmt, '--check', '.'],
  'dead code': knip,
  'rooms, docs, requirements': [vitest, 'run', 'test/house', '--silent'],
};

interface Outcome {
  readonly name: string;
  readonly failed: boolean;
  readonly output: string;
  readonly seconds: string;
}

async function run(name: string, args: readonly string[]): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const { promise, resolve } = Promise.withResolvers<number>();
  child.on('close', (code) => resolve(code ?? 1));
  const failed = (await promise) !== 0;
  return { name, failed, output, seconds: ((performance.now() - startedAt) / 1000).toFixed(1) };
}

function print({ name, failed, output, seconds }: Outcome): void {
  console.log(`${failed ? '✖' : '✔'} ${name} (${seconds} s)`);
  if (failed) console.log(output.trimEnd());
}

const outcomes = await Promise.all(
  Object.entries(checks).map(async ([name, args]) => {
    const outcome = await run(name, args);
    print(outcome);
    return outcome;
  }),
);
process.exitCode = outcomes.some((outcome) => outcome.failed) ? 1 : 0;
