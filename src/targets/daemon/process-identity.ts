// Which process: its pid alone is not enough, because the system gives pids out again.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { hasEnded } from '../../process/has-ended.ts';

export interface ProcessIdentity {
  readonly pid: number;
  /** As the system reports it; only ever compared. */
  readonly startTime: string;
}

/** Undefined when there is no such process, or only what its parent has not collected yet. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  const startTime = process.platform === 'linux' ? linuxStartTime(pid) : otherStartTime(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

export function isRunning(identity: ProcessIdentity | undefined): identity is ProcessIdentity {
  return identity !== undefined && identityOf(identity.pid)?.startTime === identity.startTime;
}

/** Kills it and waits until it is gone. True when there was something to end. */
export async function endProcess(
  identity: ProcessIdentity | undefined,
  pid = identity?.pid,
): Promise<boolean> {
  if (pid === undefined || !isRunning(identity)) return false;
  signal(pid);
  const deadline = Date.now() + 10_000;
  while (isRunning(identity)) {
    if (Date.now() > deadline) throw new Error(`process ${identity.pid} does not end`);
    await delay(3);
  }
  return true;
}

function signal(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** proc(5): field 22 of stat, counted behind the name, which may hold spaces and parentheses. */
function linuxStartTime(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return hasEnded(pid, fields[0] ?? '') ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function otherStartTime(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line === '' || line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    return undefined;
  }
}
