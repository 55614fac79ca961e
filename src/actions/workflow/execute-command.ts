// Runs one command of a step: its environment, its output, and what it has written when it is over.
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { quoteForShell } from '../../lib/quote-for-shell.ts';
import type { CommandResult } from '../../process/command.ts';
import { exporting } from '../../process/shell/command-script.ts';
import type { ShellEntry } from '../../process/shell/shell-entry.ts';
import { tooLongVariable } from '../../workflows/runner/limits.ts';
import { endingOfStep, interruptionOf, timeOutJob } from './interruption.ts';
import type { Frame, JobRun, StepEnd } from './job-run.ts';
import { writeSummary } from './job-summary.ts';
import { isKeyOfAws } from './keys-of-aws.ts';
import { makeStepFiles, type WrittenFiles } from './step-files.ts';
import { stepEnvironment, type StepVariables } from './step-environment.ts';
import { openStepOutput, type PrintedCommands } from './step-output.ts';

export interface StepCommand {
  readonly words: readonly string[];
  /** In the machine. */
  readonly cwd: string;
  readonly variables: Omit<StepVariables, 'files'>;
  /** Of the step; the job's own limit counts in any case. */
  readonly timeoutMs?: number;
  /** When it does not hold for a cancelled job, the command is ended with it. */
  readonly condition: string;
  /** Sees what the command prints, besides the log. */
  readonly onOutput?: (bytes: Uint8Array) => void;
}

export interface ExecutedStep {
  readonly end: StepEnd;
  readonly outputs: Readonly<Record<string, string>>;
  /** For the end of the same action. */
  readonly state: Readonly<Record<string, string>>;
}

export async function executeCommand(job: JobRun, frame: Frame, command: StepCommand): Promise<ExecutedStep> {
  const { folders, machine } = job;
  return await executeStep(job, frame, {
    ...command,
    run: async ({ env, ...call }) => {
      const script = join(folders.temp, `${newId()}.run`);
      writeFileSync(folders.here(script), launcher(command, env), { mode: 0o600 });
      const result = await machine.run({
        file: '/bin/sh',
        args: [script],
        ending: endingOfStep(job),
        ...call,
      });
      rmSync(folders.here(script), { force: true });
      return result;
    },
  });
}

/** Only there is a variable by itself limited. */
function isLinux({ container }: JobRun): boolean {
  return container !== undefined || process.platform === 'linux';
}

const notStarted = { exitCode: null, signal: null, end: 'NotStarted', durationMs: 0 } as const;

export interface StepExecution extends Omit<StepCommand, 'words' | 'cwd'> {
  readonly run: (call: {
    readonly env: Readonly<Record<string, string>>;
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    readonly onOutput: (bytes: Uint8Array) => void;
  }) => Promise<CommandResult>;
}

/** What surrounds anything that a step runs: its environment, its files, what its output means. */
export async function executeStep(job: JobRun, frame: Frame, command: StepExecution): Promise<ExecutedStep> {
  const { folders, context } = job;
  const files = makeStepFiles(folders);
  const env = stepEnvironment(job, frame, { ...command.variables, files: files.variables });
  const output = openStepOutput(job, env);
  using interruption = interruptionOf(job, frame, command.condition);
  const left = job.deadline - context.now();
  const timeoutMs = Math.min(command.timeoutMs ?? Infinity, left);
  const onOutput = (bytes: Uint8Array): void => {
    output.write(bytes);
    command.onOutput?.(bytes);
  };
  const startError = isLinux(job) ? tooLongVariable(env) : undefined;
  const result =
    startError === undefined
      ? await command.run({ env, timeoutMs, signal: interruption.signal, onOutput })
      : { ...notStarted, startError };
  output.end();
  const written = files.read();
  takeWritten(job, written);
  const isOutOfTime = result.end === 'TimedOut' && left <= (command.timeoutMs ?? Infinity);
  if (isOutOfTime) timeOutJob(job);
  return {
    end: endOf(result, { written, printed: output.printed, isOutOfTime, timeoutMs }),
    outputs: Object.fromEntries([...output.printed.outputs, ...written.outputs]),
    state: Object.fromEntries([...output.printed.state, ...written.state]),
  };
}

/** What a short command prints, without it being shown; undefined when it fails. It writes no outputs. */
export async function captureCommand(
  job: JobRun,
  frame: Frame,
  command: StepCommand,
): Promise<string | undefined> {
  const env = stepEnvironment(job, frame, { ...command.variables, files: {} });
  const script = join(job.folders.temp, `${newId()}.run`);
  await writeFile(job.folders.here(script), launcher(command, env), { mode: 0o600 });
  const { exitCode, output } = await job.machine.capture(['/bin/sh', script]);
  await rm(job.folders.here(script), { force: true });
  return exitCode === 0 ? output.toString('utf8') : undefined;
}

/** A shell with the variables and in the folder of the step; `remove` the file that holds the variables. */
export async function shellOfStep(
  job: JobRun,
  frame: Frame,
  command: Pick<StepCommand, 'variables' | 'cwd'>,
): Promise<{ readonly entry: ShellEntry; readonly remove: () => Promise<void> }> {
  const { folders, machine, container } = job;
  const env = stepEnvironment(job, frame, { ...command.variables, files: {} });
  const environmentFile = join(folders.temp, `${newId()}.env`);
  await writeFile(folders.here(environmentFile), exporting(env), { mode: 0o600 });
  return {
    entry: {
      shell: container === undefined && existsSync('/bin/bash') ? 'bash' : 'sh',
      folder: command.cwd,
      environmentFile,
      enter: machine.enter,
      ...defined({ container: container?.container }),
    },
    remove: async () => await rm(folders.here(environmentFile), { force: true }),
  };
}

/** Variables whose names no shell can set (the inputs of actions) go by way of `env`. */
function launcher({ words, cwd }: StepCommand, env: Readonly<Record<string, string>>): string {
  const entries = Object.entries(env);
  const named = entries.filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
  const others = entries.filter(([name]) => !/^[A-Za-z_]\w*$/.test(name) && name !== '');
  const exec = [
    ...(others.length === 0 ? [] : ['env', ...others.map(([name, value]) => `${name}=${value}`)]),
    ...words,
  ];
  return [
    ...named.map(([name, value]) => `export ${name}=${quoteForShell(value)}`),
    `cd ${quoteForShell(cwd)} || exit 1`,
    `exec ${exec.map(quoteForShell).join(' ')}`,
    '',
  ].join('\n');
}

function takeWritten(job: JobRun, { env, paths, summary, refused }: WrittenFiles): void {
  for (const message of refused) {
    job.context.log.line(`error: ${message}`);
    job.context.report({ kind: 'Notice', message: `error: ${message}` });
  }
  for (const [name, value] of env)
    if (value !== '' || !isKeyOfAws(name)) job.env.set(name, value);
    // A key that a step takes back is none of the steps after it; one of a secret that is not stored changes nothing.
    else if (!job.lacksSecrets) job.env.delete(name);
  for (const path of paths) job.paths = [path, ...job.paths.filter((each) => each !== path)];
  writeSummary(job, summary);
}

function endOf(
  { end, exitCode, startError }: CommandResult,
  {
    written,
    printed,
    isOutOfTime,
    timeoutMs,
  }: {
    readonly written: WrittenFiles;
    readonly printed: PrintedCommands;
    readonly isOutOfTime: boolean;
    readonly timeoutMs: number;
  },
): StepEnd {
  if (end === 'Aborted') return { outcome: 'cancelled' };
  if (isOutOfTime) return { outcome: 'cancelled' };
  if (end === 'TimedOut') {
    const minutes = timeoutMs / 60_000;
    return failed(`The action has timed out: it did not end within ${counted(minutes, 'minute')}`);
  }
  if (end === 'NotStarted') return failed(`It cannot be started: ${startError ?? 'unknown'}`);
  if (exitCode !== 0)
    return {
      outcome: 'failure',
      failure: {
        message: `Process completed with exit code ${exitCode ?? 1}`,
        ...defined({ exitCode: exitCode ?? undefined }),
      },
    };
  const [error] = [...written.errors, ...printed.errors];
  return error === undefined ? { outcome: 'success' } : failed(error);
}

function failed(message: string): StepEnd {
  return { outcome: 'failure', failure: { message } };
}

/** A step that fails before anything of it runs. */
export function failedStep(message: string, remedy?: string): ExecutedStep {
  return {
    end: { outcome: 'failure', failure: { message, ...defined({ remedy }) } },
    outputs: {},
    state: {},
  };
}

export const cancelledStep: ExecutedStep = { end: { outcome: 'cancelled' }, outputs: {}, state: {} };

/** A script that the runner writes can be executed by every user of the machine. */
export function writeScript(path: string, text: string): void {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}
