// Git, run for a build: within its time, ended with it.
import { runCommand } from '../../process/run-command.ts';
import type { Build } from './build.ts';

/** Gives git's own words when it cannot. */
export async function gitInBuild(
  build: Build,
  args: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const words: Uint8Array[] = [];
  const result = await runCommand({
    file: 'git',
    args,
    cwd,
    env: gitEnvironment(),
    mark: build.context.actionExecutionId,
    signal: build.context.signal,
    timeoutMs: build.deadline - build.context.now(),
    endsOn: 'exit',
    onOutput: (bytes) => void words.push(bytes),
  });
  if (result.exitCode === 0) return undefined;
  const said = Buffer.concat(words).toString('utf8').trim();
  return `git ${args[0] ?? ''}: ${result.startError ?? (said || result.end)}`;
}

/** The connection's rights are the user's here, so git finds the user's keys and helpers. It never asks on a terminal. */
function gitEnvironment(): Readonly<Record<string, string>> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /^GIT_(DIR|WORK_TREE|INDEX_FILE)$/.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(own), GIT_TERMINAL_PROMPT: '0' };
}
