// Git, run for a build: within its time, ended with it.
import { runCommand } from '../../process/run-command.ts';
import type { ActionContext } from '../provider.ts';

/** What git is run for: a build, or a job of a workflow. */
export interface GitUser {
  readonly context: Pick<ActionContext<unknown>, 'actionExecutionId' | 'signal' | 'now'>;
  /** When its time is up, by the context's clock. */
  readonly deadline: number;
}

/** Gives git's own words when it cannot. */
export async function gitInBuild(
  build: GitUser,
  args: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const { result, output } = await runGit(build, args, cwd);
  if (result.exitCode === 0) return undefined;
  const verb = args.find((each, index) => !each.startsWith('-') && args[index - 1] !== '-c') ?? '';
  return `git ${verb}: ${result.startError ?? (output.all.trim() || result.end)}`;
}

/** What git printed, or undefined when it fails. */
export async function readGit(
  build: GitUser,
  args: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const { result, output } = await runGit(build, args, cwd);
  return result.exitCode === 0 ? output.printed : undefined;
}

async function runGit(build: GitUser, args: readonly string[], cwd: string) {
  const printed: Uint8Array[] = [];
  const all: Uint8Array[] = [];
  const result = await runCommand({
    file: 'git',
    args,
    cwd,
    env: gitEnvironment(),
    mark: build.context.actionExecutionId,
    signal: build.context.signal,
    timeoutMs: build.deadline - build.context.now(),
    endsOn: 'exit',
    onOutput: (bytes, stream) => {
      all.push(bytes);
      if (stream === 'stdout') printed.push(bytes);
    },
  });
  const textOf = (parts: readonly Uint8Array[]) => Buffer.concat(parts).toString('utf8');
  return { result, output: { printed: textOf(printed), all: textOf(all) } };
}

/** The connection's rights are the user's here, so git finds the user's keys and helpers. It never asks on a terminal. */
function gitEnvironment(): Readonly<Record<string, string>> {
  const own = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || /^GIT_(DIR|WORK_TREE|INDEX_FILE)$/.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(own), GIT_TERMINAL_PROMPT: '0', GIT_NO_REPLACE_OBJECTS: '1' };
}
