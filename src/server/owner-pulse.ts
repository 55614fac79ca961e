// Whether a process that does not answer is busy, or stopped. A busy machine makes every answer late; a process that was
// stopped, or hangs, gets no processor time at all.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

interface Pulse {
  /** The first letter of the state as ps(1) writes it. */
  readonly state: string;
  /** Processor time so far; only ever compared. */
  readonly spent: string;
}

const pollMs = 200;
/** Distinguishes a process that was stopped on purpose from one that stops for a moment. */
const stoppedMs = 800;
const silentMs = 3500;

/** Resolves when the process shows no sign of life any more, or the signal aborts. */
export async function untilSilent(pid: number, signal: AbortSignal): Promise<void> {
  let before = pulseOf(pid);
  let quietMs = 0;
  while (!signal.aborted) {
    await delay(pollMs, undefined, { signal }).catch(() => undefined);
    const now = pulseOf(pid);
    const isQuiet = now?.state === before?.state && now?.spent === before?.spent && !isAtWork(now);
    quietMs = isQuiet ? quietMs + pollMs : 0;
    if (quietMs >= (isStopped(now) ? stoppedMs : silentMs)) return;
    before = now;
  }
}

/** Whether the process was stopped by a signal or a debugger. */
export function isStoppedProcess(pid: number): boolean {
  return isStopped(pulseOf(pid));
}

function isStopped(pulse: Pulse | undefined): boolean {
  return pulse === undefined || pulse.state === 'T' || pulse.state === 't';
}

/** Running or ready to, or waiting for a disk. */
function isAtWork(pulse: Pulse | undefined): boolean {
  return pulse?.state === 'R' || pulse?.state === 'D' || pulse?.state === 'U';
}

/** Undefined when there is no such process. */
function pulseOf(pid: number): Pulse | undefined {
  try {
    return process.platform === 'linux' ? linuxPulse(pid) : otherPulse(pid);
  } catch {
    return undefined;
  }
}

/** proc(5): the fields of stat behind the name, which may hold spaces and parentheses. */
function linuxPulse(pid: number): Pulse {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', spent: `${fields[11]} ${fields[12]}` };
}

function otherPulse(pid: number): Pulse | undefined {
  const line = execFileSync('ps', ['-o', 'state=,time=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [state = '', spent = ''] = line.split(/\s+/);
  return line === '' ? undefined : { state: state.slice(0, 1), spent };
}
