// Real pipes for the output of commands. What Node makes for a child are sockets, and on Linux a socket cannot be
// opened through /dev/stdout or /dev/stderr: `echo failed > /dev/stderr`, which works on every build machine, would not
// here. Node can make no pipe itself, so named ones are made in batches, opened, and their names removed at once.
import { spawn } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemProgram } from './system-program.ts';

/** Two open files: the caller that takes the pipe closes both. */
export interface OutputPipe {
  readonly reading: number;
  readonly writing: number;
}

/** How many are made at once; few at first, for a build of a few commands. */
const batches = { first: 8, next: 64 };
let batch = batches.first;
const spare: OutputPipe[] = [];
let refilling: Promise<boolean> | undefined;

/** Undefined where sockets do as well (macOS) or pipes cannot be made: then Node's own serve. */
export async function takePipes(count: number): Promise<readonly OutputPipe[] | undefined> {
  if (process.platform !== 'linux') return undefined;
  while (spare.length < count) if (!(await (refilling ??= refill()))) return undefined;
  return spare.splice(0, count);
}

async function refill(): Promise<boolean> {
  removeLeft();
  const folder = mkdtempSync(join(tmpdir(), `slipway-pipes-${process.pid}-`));
  try {
    const names = Array.from({ length: batch }, (_, index) => join(folder, String(index)));
    if (!(await makeNamedPipes(names))) return false;
    for (const name of names) spare.push(openPipe(name));
    batch = batches.next;
    return true;
  } catch {
    // Too many open files, no room: what could be opened is used, and the next call tries again.
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    refilling = undefined;
  }
}

/** What a process that was killed in the middle has left. */
function removeLeft(): void {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^slipway-pipes-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    try {
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
    } catch {
      // It is another user's.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function makeNamedPipes(names: readonly string[]): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const child = spawn(systemProgram('mkfifo'), ['-m', '600', '--', ...names], { stdio: 'ignore' });
  child.once('error', () => resolve(false));
  child.once('exit', (code) => resolve(code === 0));
  return promise;
}

/** The reader comes first and does not wait for a writer; the writer then finds it there. */
function openPipe(name: string): OutputPipe {
  const reading = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return { reading, writing: openSync(name, 'w') };
  } catch (error) {
    closeSync(reading);
    throw error;
  }
}
