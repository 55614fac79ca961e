// Ends a process group: politely first, then by force.
import { readdirSync, readFileSync } from 'node:fs';
import { waitUntil } from './wait-until.ts';
import { usualEnding, type Ending } from './ending.ts';
import { hasEnded } from './has-ended.ts';

/** The kernel ends every killed process, except one that hangs in a device. */
const afterKillMs = 1000;

/**
 * Asks as the ending says, then kills the group. Resolves when who was asked has ended: after a kill the group is empty.
 * @param leader the process that is asked when only one is; the group's own by default
 */
export async function endGroup(groupId: number, ending: Ending, leader: number = groupId): Promise<void> {
  const isHurried = () => ending.hurries?.aborted === true;
  if (isHurried()) {
    await endGroup(groupId, usualEnding);
    return;
  }
  const whole = {
    ask: (signal: NodeJS.Signals) => signalGroup(groupId, signal),
    isThere: () => hasLivingMember(groupId),
  };
  const alone = { ask: (signal: NodeJS.Signals) => send(leader, signal), isThere: () => isLiving(leader) };
  const { ask, isThere } = ending.asks === 'group' ? whole : alone;
  for (const { signal, forMs } of ending.requests) {
    ask(signal);
    const isOver = await waitUntil(() => !isThere() || isHurried(), forMs);
    if (isOver && !isThere()) return;
    if (isHurried()) {
      await endGroup(groupId, usualEnding);
      return;
    }
  }
  signalGroup(groupId, 'SIGKILL');
  await waitUntil(() => !hasLivingMember(groupId), afterKillMs);
}

/**
 * The dead that their parent has not collected are still members; on Linux they can be distinguished from the living.
 */
function hasLivingMember(groupId: number): boolean {
  if (!signalGroup(groupId, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => /^\d/.test(name) && livingGroupOf(name) === groupId);
}

function isLiving(pid: number): boolean {
  return process.platform === 'linux' ? livingGroupOf(String(pid)) !== undefined : send(pid, 0);
}

/** The group of a process that has not ended. */
function livingGroupOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything; behind it come state, parent and group.
    const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return hasEnded(Number(pid), state) ? undefined : Number(group);
  } catch {
    return undefined;
  }
}

/** Whether there is such a group. */
export function isGroup(groupId: number): boolean {
  return signalGroup(groupId, 0);
}

/** False when the group has no member. */
function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  return send(-groupId, signal);
}

/** False when nothing has that number. */
function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    // EPERM: a member that belongs to another user; it is there, and not ours to end.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
