// Runs many commands through one small process that forks for us: starting a process from this one costs milliseconds
// when it is large, a shell does it in a fraction of one.
//
// The server is a shell that reads one command a line (fork-server-script.ts). All that its commands print comes through one
// pipe; the server writes marks into the same pipe when a command starts and when it is over, so what stands between the two
// is the command's, in the order in which it was written. Commands run one after the other:
//
//     starting ──r──▶ idle ──request──▶ requested ──s──▶ running ──e──▶ idle
//        └───────────────┴───── the stream ends ─────┴────────┴──▶ gone
import { closeSync } from 'node:fs';
import { Socket } from 'node:net';
import { defined } from '../lib/defined.ts';
import type { Result } from '../lib/result.ts';
import type { CommandResult } from './command.ts';
import { endGroup, isGroup } from './end-group.ts';
import { usualEnding, type Ending } from './ending.ts';
import { startThroughHelper } from './helper-shell.ts';
import { interruptions } from './interruptions.ts';
import { MarkReader } from './mark-reader.ts';
import { firstChildOf, groupInside } from './namespace-processes.ts';
import { takePipes } from './output-pipes.ts';
import { cpuMsOf, watchUsage } from './watch-usage.ts';

export interface ForkServerOptions {
  /** What the server is: a program that runs `serverScript` in `/bin/sh`. */
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** What the server and all commands have in their environment; complete. */
  readonly env: Readonly<Record<string, string>>;
  /** The one that `serverScript` was given. */
  readonly nonce: string;
  /** Whether the server is the first process of a PID namespace of its own, and a child of what is started. */
  readonly hasOwnProcesses: boolean;
}

export interface ForkedCommand {
  /** A line of shell without line feed: a program, its arguments, redirections. */
  readonly line: string;
  /** Called in order with what it prints, and after its end with what it has left running prints. */
  readonly onOutput?: (bytes: Uint8Array) => void;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** How it is ended; `usualEnding` when absent. */
  readonly ending?: Ending;
  readonly watchesUsage?: boolean;
}

type State =
  | { readonly type: 'starting' | 'idle' | 'requested' | 'gone' }
  | { readonly type: 'running'; readonly pid: number };

/** What a server has of the system. */
interface Connection {
  /** Our number of the program that was started. */
  readonly program: number;
  readonly requests: Socket;
  readonly output: Socket;
  readonly exited: Promise<void>;
}

/** Ends with `end`, or when its program ends. */
export class ForkServer {
  readonly #connection: Connection;
  readonly #hasOwnProcesses: boolean;
  readonly #marks: MarkReader;
  #state: State = { type: 'starting' };
  #onOutput: (bytes: Uint8Array) => void = () => {};
  /** Called with the status of the running command, or undefined when the server is gone. */
  #onEnd: ((status: number | undefined) => void) | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #firstProcess: number | undefined;

  /** Resolves when commands can run. Or with the reason, in the words of the program. */
  static async start(options: ForkServerOptions): Promise<Result<ForkServer>> {
    const [input, output] = (await takePipes(2)) ?? [];
    if (input === undefined || output === undefined) return { failed: 'no pipes can be made here' };
    const { file, args, cwd, env } = options;
    const job = { words: [file, ...args], cwd, env, input: input.reading, output: output.writing };
    const { started, exited } = startThroughHelper(job);
    const printed: Uint8Array[] = [];
    const server = new ForkServer(options, {
      program: (await started) ?? 0,
      requests: new Socket({ fd: input.writing, readable: false, writable: true }),
      output: new Socket({ fd: output.reading, readable: true, writable: false }),
      exited,
    });
    server.#onOutput = (bytes) => void printed.push(bytes);
    const ready = new Promise<number | undefined>((resolve) => (server.#onEnd = resolve));
    await Promise.race([ready, exited]);
    // Only now it is certain that the program has opened them, or never will.
    for (const fd of [input.reading, output.writing]) closeSync(fd);
    if ((await ready) !== undefined) return server;
    server.#connection.requests.destroy();
    return {
      failed: Buffer.concat(printed).toString('utf8').trim() || 'it ended before it could run a command',
    };
  }

  private constructor(options: ForkServerOptions, connection: Connection) {
    this.#connection = connection;
    this.#hasOwnProcesses = options.hasOwnProcesses;
    this.#marks = new MarkReader(options.nonce);
    const { requests, output } = connection;
    output.on('data', (chunk: Uint8Array) => this.#take(chunk));
    output.once('close', () => this.#gone());
    // Its end is seen by the output's; a request that comes too late has no other effect.
    requests.on('error', () => {});
  }

  /** Our number of the process whose file tree is that of the commands. */
  get pid(): number {
    const { program } = this.#connection;
    this.#firstProcess ??= this.#hasOwnProcesses ? firstChildOf(program) : program;
    return this.#firstProcess ?? 0;
  }

  /** Runs when the commands before it are over. A signal that ends it is a status above 128, as in a shell. */
  async run(command: ForkedCommand): Promise<CommandResult> {
    const run = this.#queue.then(async () => this.#run(command));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  async #run({
    line,
    onOutput,
    watchesUsage,
    ending = usualEnding,
    ...limits
  }: ForkedCommand): Promise<CommandResult> {
    const startedAt = performance.now();
    const over = (rest: Omit<CommandResult, 'durationMs' | 'signal'>): CommandResult => ({
      ...rest,
      signal: null,
      durationMs: performance.now() - startedAt,
    });
    if (limits.signal?.aborted === true) return over({ exitCode: null, end: 'Aborted' });
    if (this.#state.type === 'gone') return over({ exitCode: null, end: 'NotStarted', startError: goneText });
    if (onOutput !== undefined) this.#onOutput = onOutput;
    const usage = watchesUsage === true ? this.#watchUsage() : undefined;
    const ended = new Promise<number | undefined>((resolve) => (this.#onEnd = resolve));
    this.#state = { type: 'requested' };
    this.#connection.requests.write(`${line}\n`);
    const interruption = interruptions(limits);
    try {
      const first = await Promise.race([ended.then(() => 'Exited' as const), interruption.happened]);
      if (first !== 'Exited') await this.#endCommand(ending);
      const status = await ended;
      if (status === undefined && first === 'Exited')
        return over({ exitCode: null, end: 'NotStarted', startError: goneText });
      const used = usage?.();
      return over({ exitCode: status ?? null, end: first, ...defined({ usage: used }) });
    } finally {
      interruption.stop();
    }
  }

  /** The time that earlier commands took counts for them. */
  #watchUsage(): ReturnType<typeof watchUsage> {
    const { pid } = this;
    const before = cpuMsOf(pid);
    const usage = watchUsage(pid);
    return () => {
      const { cpuMs, ...rest } = usage();
      return cpuMs === undefined || cpuMs <= before ? rest : { ...rest, cpuMs: cpuMs - before };
    };
  }

  /** Ends the running command and what belongs to its group; what earlier commands have left goes on. */
  async #endCommand(ending: Ending): Promise<void> {
    // A request that was just made becomes a process before anything else happens.
    while (this.#state.type === 'requested') await new Promise((resolve) => setTimeout(resolve, 1));
    if (this.#state.type !== 'running') return;
    const group = await this.#groupOf(this.#state.pid);
    if (group !== undefined) await endGroup(group, ending);
  }

  /** Undefined when it has ended before it led a group of its own, which it does a moment after it was started. */
  async #groupOf(pid: number): Promise<number | undefined> {
    while (this.#state.type === 'running' && this.#state.pid === pid) {
      const group = this.#hasOwnProcesses ? groupInside(this.pid, pid) : pid;
      if (group !== undefined && isGroup(group)) return group;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return undefined;
  }

  /** Ends the server. In a namespace of its own everything in it ends too, and is gone when this resolves. */
  async end(): Promise<void> {
    const { requests, output, exited } = this.#connection;
    this.#onOutput = () => {};
    requests.destroy();
    if (this.#state.type !== 'gone') kill(this.pid, this.#hasOwnProcesses ? 'SIGKILL' : 'SIGTERM');
    await exited;
    output.destroy();
  }

  #take(chunk: Uint8Array): void {
    for (const part of this.#marks.read(chunk)) {
      if (part.type === 'output') this.#onOutput(part.bytes);
      else this.#mark(part.text);
    }
  }

  #mark(text: string): void {
    const [kind, value = ''] = text.split(' ');
    if (kind === 's') this.#state = { type: 'running', pid: Number(value) };
    else {
      this.#state = { type: 'idle' };
      this.#onEnd?.(Number(value));
    }
  }

  #gone(): void {
    this.#onOutput(this.#marks.rest());
    this.#state = { type: 'gone' };
    this.#onEnd?.(undefined);
  }
}

const goneText = 'The machine of the command has ended';

function kill(pid: number, signal: NodeJS.Signals): void {
  if (pid === 0) return;
  try {
    process.kill(pid, signal);
  } catch {
    // It has just ended by itself.
  }
}
