// Ends a process group: politely first, then by force.
import { readdirSync, readFileSync } from 'node:fs';
import { waitUntil } from './wait-until.ts';
import { hasEnded } from './has-ended.ts';

/** The kernel ends every killed process, except one that hangs in a device. */
const afterKillMs = 1000;

/** SIGTERM, then SIGKILL after `graceMs`. Resolves when the group is empty. */
export async function endGroup(groupId: number, graceMs: number): Promise<void> {
  signalGroup(groupId, 'SIGTERM');
  if (await waitUntil(() => !hasLivingMember(groupId), graceMs)) return;
  signalGroup(groupId, 'SIGKILL');
  await waitUntil(() => !hasLivingMember(groupId), afterKillMs);
}

/**
 * The dead that their parent has not collected are still members; on Linux they can be distinguished from the living.
 */
function hasLivingMember(groupId: number): boolean {
  if (!signalGroup(groupId, 0)) return false;
  if (process.platform !== 'linux') return true;
  return readdirSync('/proc').some((name) => /^\d/.test(name) && isLivingMember(name, groupId));
}

function isLivingMember(pid: string, groupId: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything; behind it come state, parent and group.
    const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return Number(group) === groupId && !hasEnded(Number(pid), state);
  } catch {
    return false;
  }
}

/** False when the group has no member. */
function signalGroup(groupId: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-groupId, signal);
    return true;
  } catch (error) {
    // EPERM: a member that belongs to another user; it is there, and not ours to end.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
