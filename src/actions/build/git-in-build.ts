// Git, run for a build: within its time, ended with it.
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import { runCommand } from '../../process/run-command.ts';
import type { CommandResult } from '../../process/command.ts';
import type { ActionContext } from '../provider.ts';

/** What git is run for: a build, or a job of a workflow. */
export interface GitUser {
  readonly context: Pick<ActionContext<unknown>, 'actionExecutionId' | 'signal' | 'now'>;
  /** When its time is up, by the context's clock. */
  readonly deadline: number;
}

export interface GitCall {
  readonly args: readonly string[];
  /** Absolute path. */
  readonly folder: string;
}

/** Gives git's own words when it cannot. */
export async function gitInBuild(
  build: GitUser,
  args: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const { result, output } = await runForBuild(build, ['git', ...args], cwd);
  return result.exitCode === 0 ? undefined : wordsOf(args, result, output.all);
}

/**
 * One call after the other until one fails, by one shell: starting a process from this one takes longer than most calls.
 * Gives git's own words then. @param calls at most 100
 */
export async function gitCallsInBuild(
  build: GitUser,
  calls: readonly GitCall[],
): Promise<string | undefined> {
  const lines = calls.map(
    ({ args, folder }, index) =>
      `git -C ${quoteForShell(folder)} ${args.map(quoteForShell).join(' ')} || exit ${firstStatus + index}`,
  );
  const script = [...lines, 'exit 0'].join('\n');
  const { result, output } = await runForBuild(build, ['/bin/sh', '-c', script], calls[0]?.folder ?? '/');
  if (result.exitCode === 0) return undefined;
  const failed = calls[(result.exitCode ?? firstStatus) - firstStatus];
  return wordsOf(failed?.args ?? [], result, output.all);
}

/** Statuses below are the shell's own. */
const firstStatus = 10;

function wordsOf(args: readonly string[], { startError, end }: CommandResult, printed: string): string {
  const verb = args.find((each, index) => !each.startsWith('-') && args[index - 1] !== '-c') ?? '';
  return `git ${verb}: ${startError ?? (printed.trim() || end)}`;
}

/** What git printed, or undefined when it fails. */
export async function readGit(
  build: GitUser,
  args: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  const { result, output } = await runForBuild(build, ['git', ...args], cwd);
  return result.exitCode === 0 ? output.printed : undefined;
}

async function runForBuild(build: GitUser, [file = '', ...args]: readonly string[], cwd: string) {
  const printed: Uint8Array[] = [];
  const all: Uint8Array[] = [];
  const result = await runCommand({
    file,
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
