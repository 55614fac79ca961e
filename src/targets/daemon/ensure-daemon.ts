// Takes up a live daemon, or starts it and waits until it answers.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { debugVariables } from '../../lib/debug.ts';
import { ProblemError } from '../../lib/problem.ts';
import { installedAnew } from '../../lib/system-problem.ts';
import { callDaemon, DaemonLost } from './call-daemon.ts';
import { holderOf, TICKET_VARIABLE, ticketFile } from './claim-record.ts';
import { isRunning } from './process-identity.ts';
import { isProgramChanged } from './program-version.ts';

/** One that ends is noticed at once: a machine that is very busy takes this long to start a process. */
const ANSWER_WITHIN_MS = 60_000;
/** A start can lose against one that a killed opener began just before. */
const MOST_STARTS = 3;
/** Those that begin in a place that has kept an older program are of that one again and again. */
const MOST_LEAVES = 2;

export interface Daemon {
  /** What it is called in a message. */
  readonly name: string;
  readonly socketFile: string;
  /** The version that must answer. */
  readonly version: string;
  readonly log: string;
  /** Names the process that the daemon lives in. */
  readonly record: string;
  /** Ends what holds the daemon and starts it again and again, so that it begins anew by `command`. */
  readonly end?: () => Promise<unknown>;
  readonly command: () => Promise<{
    readonly file: string;
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  }>;
}

/**
 * Resolves when the daemon answers in this program's version. One of another version is asked to leave first; what it
 * looked after stays, unless what holds it can only start the other version. Throws a ProblemError where this program was
 * installed anew meanwhile: what would be started is of that version, and could only be replaced again and again.
 */
export async function ensureDaemon(daemon: Daemon, signal: AbortSignal): Promise<'taken up' | 'started'> {
  let child: Child | undefined;
  let starts = 0;
  let leaves = 0;
  const deadline = Date.now() + ANSWER_WITHIN_MS;
  for (;;) {
    const found = await versionOf(daemon.socketFile);
    if (found === daemon.version) return child === undefined ? 'taken up' : 'started';
    signal.throwIfAborted();
    if (isProgramChanged())
      throw new ProblemError([
        installedAnew(`and what it would start of ${daemon.name} is of another version`),
      ]);
    if (Date.now() > deadline) throw notStarted(daemon, `did not answer within ${ANSWER_WITHIN_MS / 1000} s`);
    if (found !== undefined) {
      if (leaves >= MOST_LEAVES) await daemon.end?.();
      await askToLeave(daemon.socketFile);
      leaves += 1;
    } else if (!isRunning(holderOf(daemon.record))) {
      if (child?.hasEnded() === true && child.wasOvertaken()) {
        // Another process started one at the same moment, which made ours void: theirs gets the time to come up.
        child = undefined;
        starts -= 1;
        await delay(50 + Math.random() * 250);
        continue;
      }
      if (child?.hasEnded() === true && starts >= MOST_STARTS)
        throw notStarted(daemon, 'ended before it answered');
      if (child === undefined || child.hasEnded()) {
        child = await startDetached(daemon);
        starts += 1;
      }
    }
    await delay(4);
  }
}

interface Child {
  readonly hasEnded: () => boolean;
  /** True when another start has written its ticket over ours. */
  readonly wasOvertaken: () => boolean;
}

async function versionOf(socketFile: string): Promise<string | undefined> {
  try {
    const answer = (await callDaemon(socketFile, { type: 'ping' })) as { readonly version: string };
    return answer.version;
  } catch (error) {
    if (error instanceof DaemonLost) return undefined;
    throw error;
  }
}

async function askToLeave(socketFile: string): Promise<void> {
  await callDaemon(socketFile, { type: 'leave' }).catch(() => undefined);
}

/** A process of its own, in its own session, that holds nothing of ours open. */
async function startDetached(daemon: Daemon): Promise<Child> {
  const { file, args, env } = await daemon.command();
  const ticket = randomUUID();
  writeFileSync(ticketFile(daemon.record), ticket);
  const log = openSync(daemon.log, 'a', 0o600);
  let ended = false;
  try {
    const child = spawn(file, args, {
      cwd: '/',
      env: { ...debugVariables(process.env), ...env, [TICKET_VARIABLE]: ticket },
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.on('error', () => (ended = true));
    child.on('exit', () => (ended = true));
    child.unref();
  } finally {
    closeSync(log);
  }
  const wasOvertaken = () => readFileSync(ticketFile(daemon.record), 'utf8') !== ticket;
  return { hasEnded: () => ended, wasOvertaken };
}

function notStarted(daemon: Daemon, what: string): Error {
  const lines = readFileSync(daemon.log, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
  return new Error(`${daemon.name} ${what}; its log ${daemon.log} ends with:\n${lines}`);
}
