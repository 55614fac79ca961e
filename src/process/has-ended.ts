// Whether a process is over, by what Linux says of it.
import { readdirSync } from 'node:fs';

/**
 * Of a process that its parent has not collected yet. Its first thread may be over while others still end, which hold its files
 * and ports until then (proc(5): the state is that of the first thread).
 * @param state the third field of `/proc/PID/stat`
 */
export function hasEnded(pid: number, state: string): boolean {
  return (state === 'Z' || state === 'X') && !hasThreads(pid);
}

function hasThreads(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).length > 1;
  } catch {
    return false;
  }
}
