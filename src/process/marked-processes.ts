// Which running processes carry a mark: from /proc on Linux, from ps elsewhere.
import { execFile } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { hasEnded } from './has-ended.ts';

/** Process ids by mark. Never this process, whose own mark means that a build is running it. */
export type MarkedProcesses = ReadonlyMap<string, readonly number[]>;

let scheduled: Promise<MarkedProcesses> | undefined;
let lastEndedAt = 0;
let lastTookMs = 0;

/**
 * A scan of all processes that begins after this call. A scan costs milliseconds, so calls that come together share
 * one, and scans never take more than a fifth of the time.
 */
export async function processesByMark(): Promise<MarkedProcesses> {
  scheduled ??= scheduleScan();
  return scheduled;
}

async function scheduleScan(): Promise<MarkedProcesses> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const pauseMs = lastEndedAt + 4 * lastTookMs - performance.now();
  if (pauseMs > 0) setTimeout(resolve, pauseMs);
  else setImmediate(resolve);
  await promise;
  scheduled = undefined;
  const startedAt = performance.now();
  const found = process.platform === 'linux' ? await scanProc() : await askPs();
  lastEndedAt = performance.now();
  lastTookMs = process.platform === 'linux' ? lastEndedAt - startedAt : 0;
  return found;
}

/** Whether that process still runs with that mark: a dead one that was not collected has no environment any more. */
export function holdsMark(pid: number, mark: string): boolean {
  if (process.platform === 'linux') return markIn(readEnvironment(pid)) === mark;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function scanProc(): Promise<MarkedProcesses> {
  const found = new Map<string, number[]>();
  let unsure: number[] = [];
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) continue;
    const environment = readEnvironment(pid);
    if (environment.length > 0) add(found, pid, markIn(environment));
    else if (mayBeStarting(pid)) unsure.push(pid);
  }
  for (let attempt = 0; attempt < attempts && unsure.length > 0; attempt += 1) {
    await delay(1);
    unsure = unsure.filter((pid) => {
      const environment = readEnvironment(pid);
      if (environment.length > 0) add(found, pid, markIn(environment));
      return environment.length === 0 && mayBeStarting(pid);
    });
  }
  for (const pid of unsure) withoutEnvironment.add(identityOf(pid)?.key ?? '');
  return found;
}

/** While a process becomes another program it has no environment for a moment. */
const attempts = 20;

/** Processes that were given no environment at all: they need not be waited for again. */
const withoutEnvironment = new Set<string>();

function mayBeStarting(pid: number): boolean {
  const identity = identityOf(pid);
  return identity?.isProgram === true && !withoutEnvironment.has(identity.key);
}

/** Flag of the kernel's own threads (proc(5), stat). */
const kernelThread = 0x00200000;

/** Undefined for a process that is gone or dead. Its number and its start together name it for good. */
function identityOf(pid: number): { readonly key: string; readonly isProgram: boolean } | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The name may hold spaces and brackets; what follows the last bracket does not.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state = '', , , , , , flags = '0'] = fields;
  if (hasEnded(pid, state)) return undefined;
  return { key: `${pid} ${fields[19] ?? ''}`, isProgram: (Number(flags) & kernelThread) === 0 };
}

function add(found: Map<string, number[]>, pid: number, mark: string | undefined): void {
  if (mark === undefined) return;
  const pids = found.get(mark);
  if (pids === undefined) found.set(mark, [pid]);
  else pids.push(pid);
}

/** One buffer for all: an environment fits into it, because the kernel limits arguments and environment together. */
const buffer = Buffer.allocUnsafe(2 * 1024 * 1024);

/** Empty when the process is gone, dead, or another user's. */
function readEnvironment(pid: number): Buffer {
  let file: number;
  try {
    file = openSync(`/proc/${pid}/environ`, 'r');
  } catch {
    return buffer.subarray(0, 0);
  }
  try {
    return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, 0));
  } catch {
    return buffer.subarray(0, 0);
  } finally {
    closeSync(file);
  }
}

const key = Buffer.from('SLIPWAY_MARK=');

function markIn(environment: Buffer): string | undefined {
  for (let at = environment.indexOf(key); at !== -1; at = environment.indexOf(key, at + 1)) {
    if (at > 0 && environment[at - 1] !== 0) continue;
    const end = environment.indexOf(0, at);
    return environment.toString('utf8', at + key.length, end === -1 ? environment.length : end);
  }
  return undefined;
}

/** `ps e` shows the environment of one's own processes behind the command (macOS, BSD). */
async function askPs(): Promise<MarkedProcesses> {
  const { stdout } = await promisify(execFile)('ps', ['-axeww', '-o', 'pid=,command='], {
    maxBuffer: 64 * 1024 * 1024,
  });
  const found = new Map<string, number[]>();
  for (const line of stdout.split('\n')) {
    const [, pid = '', mark] = /^\s*(\d+)\s.*\sSLIPWAY_MARK=(\S+)/.exec(line) ?? [];
    if (Number(pid) !== process.pid) add(found, Number(pid), mark);
  }
  return found;
}
