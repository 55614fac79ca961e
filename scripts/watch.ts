// Types and tests, again at every change of a file: the tests of what has changed since the last commit, or with words
// the tests whose path has one of them in it.
import { spawn, type ChildProcess } from 'node:child_process';
import { compilers, root, vitest } from './tools.ts';

/** One line for each error and one for each end of a round: what the compiler prints in watch mode is timestamps and blank lines. */
function watchTypes(name: string, args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [...args, '--watch', '--preserveWatchOutput', '--pretty', 'false'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') console.log(`${name} │ ${line}`);
  });
  return child;
}

const words = process.argv.slice(2);
const compiling = Object.entries(compilers).map(([name, args]) => watchTypes(name, args));
const tests = spawn(process.execPath, [vitest, 'watch', ...(words.length === 0 ? ['--changed'] : words)], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl+C reaches all of them through the terminal; what ends the tests otherwise ends the compilers too.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => tests.kill());
tests.on('close', (code) => {
  for (const each of compiling) each.kill();
  process.exitCode = code ?? 0;
});
