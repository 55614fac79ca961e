// A temporary repository with a definition, and the real command run in it. Everything it started is ended with it.
import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import type { Readable, Writable } from 'node:stream';
import { ownPrefix } from './left-behind.ts';
import { launcher, programPath, programVariable } from './program.ts';

/** What the tests' own process may have, and no command sees. */
const unset = {
  FORCE_COLOR: undefined,
  GITHUB_ACTIONS: undefined,
  SLIPWAY_STATE: undefined,
  [programVariable]: undefined,
};

/** As for a user who has the command on the PATH. */
export const installed: Readonly<Record<'PATH', string>> = {
  // As it is when a command starts: a test may have changed it.
  get PATH() {
    return [programPath, process.env['PATH']].join(delimiter);
  },
};

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command under way: its standard output line by line as it comes, and its end. */
export interface Running {
  readonly pid: number;
  readonly ended: Promise<Finished>;
  /** Resolves with the first line, seen or still to come, that `matches`; rejects when the command ends without one. */
  readonly line: (matches: (line: string) => boolean) => Promise<string>;
  readonly kill: (signal: NodeJS.Signals) => void;
}

export interface Project extends AsyncDisposable {
  readonly folder: string;
  readonly write: (file: string, content: string | object, mode?: number) => void;
  readonly read: (file: string) => string;
  readonly start: (...args: readonly string[]) => Running;
  readonly run: (...args: readonly string[]) => Promise<Finished>;
  /** The same with this text as standard input. */
  readonly feed: (input: string, ...args: readonly string[]) => Promise<Finished>;
}

/** Makes an empty project. `KEEP=1` keeps its folder and prints where it is. */
export function makeProject(): Project {
  const isKept = process.env['KEEP'] === '1';
  const folder = mkdtempSync(isKept ? join(tmpdir(), 'slipway-kept-') : ownPrefix());
  const running = new Set<Running>();
  const keep = (command: Running) => {
    running.add(command);
    void command.ended.then(() => running.delete(command));
    return command;
  };
  const start = (...args: readonly string[]) => keep(startCommand(folder, args));
  return {
    folder,
    write: (file, content, mode) => {
      const path = join(folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
      if (mode !== undefined) chmodSync(path, mode);
    },
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    start,
    run: async (...args) => start(...args).ended,
    feed: async (input, ...args) => keep(startCommand(folder, args, input)).ended,
    [Symbol.asyncDispose]: async () => {
      for (const command of running) command.kill('SIGKILL');
      await Promise.all([...running].map(async (command) => command.ended));
      if (mayHaveLeft(join(folder, '.slipway'))) await startCommand(folder, ['down']).ended;
      if (isKept) console.log(`kept ${folder}`);
      else rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Whether there may be a target, or a container of a build that was killed: most tests start neither. */
function mayHaveLeft(state: string): boolean {
  const targets = join(state, 'targets');
  if (existsSync(targets) && readdirSync(targets).some((name) => isOpened(join(targets, name)))) return true;
  const file = join(state, 'slipway.db');
  if (!existsSync(file)) return false;
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    const left = database.prepare("SELECT 1 FROM records WHERE kind = 'build-container' LIMIT 1").get();
    database.close();
    return left !== undefined;
  } catch {
    // Damaged on purpose.
    return true;
  }
}

/** A build is offered the endpoint, which runs only when it is called. */
function isOpened(target: string): boolean {
  return !target.endsWith('@endpoint') || existsSync(join(target, 'process.json'));
}

function startCommand(folder: string, args: readonly string[], input = ''): Running {
  const child = spawn(process.execPath, ['--', launcher, ...args], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...installed, ...unset, NO_COLOR: '1' },
  });
  child.stdin.end(input);
  const lines = followLines(child);
  return {
    pid: child.pid ?? -1,
    ended: finish(child),
    line: lines.line,
    kill: (signal) => child.kill(signal),
  };
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

async function finish(child: Child): Promise<Finished> {
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const { promise, resolve } = Promise.withResolvers<Finished>();
  child.on('close', (status) => resolve({ status, stdout, stderr }));
  return promise;
}

interface Waiting {
  readonly matches: (line: string) => boolean;
  readonly resolve: (line: string) => void;
  readonly reject: (error: Error) => void;
}

function followLines(child: Child): { readonly line: Running['line'] } {
  const seen: string[] = [];
  const waiting = new Set<Waiting>();
  let isOver = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    seen.push(line);
    for (const one of [...waiting].filter((candidate) => candidate.matches(line))) {
      waiting.delete(one);
      one.resolve(line);
    }
  });
  const never = () => new Error(`The command ended without such a line. It said:\n${seen.join('\n')}`);
  child.on('close', () => {
    isOver = true;
    for (const one of waiting) one.reject(never());
  });
  return {
    line: async (matches) => {
      const found = seen.find(matches);
      if (found !== undefined) return found;
      if (isOver) throw never();
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      waiting.add({ matches, resolve, reject });
      return promise;
    },
  };
}
