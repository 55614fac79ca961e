// Starts programs through one small shell: starting a program from this process costs milliseconds when it is large, and a
// shell does it in a fraction of one. The shell is started on first use and ends with this process.
//
// It reads one job a line. A job runs in the background; about each the shell reports twice on its standard output:
//
//     "s JOB PID" when its program has been started        "e JOB" when its program has ended and has been waited for
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { quoteForShell } from '../lib/quote-for-shell.ts';

export interface HelperJob {
  readonly words: readonly string[];
  readonly cwd: string;
  /** Complete; the names are those of shell variables. */
  readonly env: Readonly<Record<string, string>>;
  /** Files that the program has as standard input, and as standard output and error. Open until `started` resolves. */
  readonly input: number;
  readonly output: number;
}

export interface StartedJob {
  /** Our number of the program; undefined when the helper has ended before. */
  readonly started: Promise<number | undefined>;
  /** Resolves when the program has ended, and when that cannot be known any more because the helper has ended. */
  readonly exited: Promise<void>;
}

/**
 * Starts a program in the background. It has the file descriptor 3 open: reading from it ends when this process does,
 * however that happens.
 */
export function startThroughHelper({ words, cwd, env, input, output }: HelperJob): StartedJob {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${quoteForShell(value)}`);
  const file = (fd: number) => `/proc/${process.pid}/fd/${fd}`;
  const program = [
    `cd ${quoteForShell(cwd)}`,
    'unset OLDPWD',
    ...variables.map((variable) => `export ${variable}`),
    `exec ${words.map(quoteForShell).join(' ')}`,
  ].join(' && ');
  return submit(`{ ${program}; } <${file(input)} >${file(output)} 2>&1`);
}

interface Waiting {
  isStarted: boolean;
  readonly started: (pid: number | undefined) => void;
  readonly exited: () => void;
}

interface Helper {
  readonly requests: Writable;
  readonly jobs: Map<number, Waiting>;
  /** Whether it keeps this process alive: only while a job of it runs. */
  readonly hold: (isHeld: boolean) => void;
}

let current: Helper | undefined;
let lastJob = 0;

/** @param command of a shell; what it prints is not read */
function submit(command: string): StartedJob {
  const helper = (current ??= startHelper());
  const { requests, jobs } = helper;
  const job = (lastJob += 1);
  const started = Promise.withResolvers<number | undefined>();
  const exited = Promise.withResolvers<void>();
  jobs.set(job, { isStarted: false, started: started.resolve, exited: exited.resolve });
  // A line feed would end the request, so it comes from a variable.
  const line = command.replaceAll('\n', `'"$slipway_lf"'`);
  helper.hold(true);
  requests.write(`( ${line} & printf 's ${job} %s\\n' "$!"; wait "$!"; printf 'e ${job}\\n' ) &\n`);
  return { started: started.promise, exited: exited.promise };
}

const script = `slipway_lf='\n'\nwhile IFS= read -r slipway_line; do eval "$slipway_line"; jobs >/dev/null; done`;

/** In a session of its own, so that no signal of a terminal reaches it or what it starts. */
function startHelper(): Helper {
  const child = spawn('/bin/sh', ['-c', script], {
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore', 'pipe'],
  });
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('The shell that starts programs has no pipes');
  const jobs = new Map<number, Waiting>();
  const hold = (isHeld: boolean) => keepAlive(child, isHeld);
  const helper: Helper = { requests: stdin, jobs, hold };
  createInterface({ input: stdout }).on('line', (line) => takeReport(helper, line));
  // A program that it had started goes on, and is reported about by the shell that waits for it.
  const leave = (isLost: (job: Waiting) => boolean) => {
    if (current === helper) current = undefined;
    for (const [number, job] of jobs) if (isLost(job)) endJob(helper, number);
  };
  child.once('error', () => leave(() => true));
  child.once('exit', () => leave(({ isStarted }) => !isStarted));
  stdout.once('close', () => leave(() => true));
  stdin.on('error', () => {});
  return helper;
}

function takeReport(helper: Helper, line: string): void {
  const [kind, number, pid] = line.split(' ');
  const job = helper.jobs.get(Number(number));
  if (kind === 'e') endJob(helper, Number(number));
  else if (job !== undefined) {
    job.isStarted = true;
    job.started(Number(pid));
  }
}

function endJob({ jobs, hold }: Helper, number: number): void {
  const job = jobs.get(number);
  job?.started(undefined);
  job?.exited();
  jobs.delete(number);
  if (jobs.size === 0) hold(false);
}

function keepAlive(child: ChildProcess, isHeld: boolean): void {
  for (const handle of [child, ...child.stdio] as readonly (NodeJS.RefCounted | null)[])
    if (isHeld) handle?.ref();
    else handle?.unref();
}
