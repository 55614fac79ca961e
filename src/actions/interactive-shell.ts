// A shell for a person, in the machine of a command that has failed.
import { spawn, type ChildProcess } from 'node:child_process';
import { firstChildOf } from '../process/namespace-processes.ts';
import type { ShellEntry } from '../process/shell/shell-entry.ts';

/**
 * Returns when it has ended; the signal hangs it up. The variables are read by a first shell, so that none of them
 * stands in the arguments of a process.
 */
export async function interactiveShell(entry: ShellEntry, signal?: AbortSignal): Promise<void> {
  const { shell, folder, environmentFile, container } = entry;
  const script = `. "$1"; cd "$2"; export TERM="$3"; ${container === undefined ? asJob(shell) : `exec ${shell} -i`}`;
  const args = ['-c', script, 'slipway', environmentFile, folder, process.env['TERM'] ?? 'dumb'];
  const child =
    container === undefined
      ? spawnIn(entry.enter, [shell, ...args])
      : spawn(container.file, ['exec', '-it', container.name, shell, ...args], { stdio: 'inherit' });
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  child.once('error', reject);
  child.once('close', () => resolve(undefined));
  // Ctrl-C is for what runs in the shell.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  const end = (): void => hangUp(child);
  signal?.addEventListener('abort', end, { once: true });
  try {
    await promise;
  } finally {
    signal?.removeEventListener('abort', end);
    process.removeListener('SIGINT', ignore);
  }
}

/**
 * The terminal belongs to a process group outside of the build's machine. A dash cannot give it back there when it
 * ends, and complains; so the one that people see runs as a job of a first one, whose complaint is dropped. bash does
 * not mind.
 */
function asJob(shell: string): string {
  const started = `${shell} -i`;
  return `[ -z "$BASH_VERSION" ] || exec ${started}; exec 3>&2 2>/dev/null; set -m; ${started} 2>&3 3>&-; exit`;
}

/**
 * As a job of a shell outside of the machine, which takes the terminal back when the job has ended: one in a namespace of
 * processes cannot give it to a group outside, and this process has no way to take it. The variables of the machine are
 * the build's alone, but the program that leads into it is found by the user's PATH.
 */
function spawnIn(enter: readonly string[], command: readonly string[]): ChildProcess {
  const args = ['-c', 'set -m; "$@"; exit', 'sh', ...enter, ...command];
  return spawn('/bin/sh', args, { stdio: 'inherit', env: { PATH: process.env['PATH'] ?? '' } });
}

/** Its job has a process group of its own; where that is not known, what waits for it ends alone. */
function hangUp(child: ChildProcess): void {
  const job = firstChildOf(child.pid ?? 0);
  try {
    if (job === undefined) child.kill('SIGHUP');
    else process.kill(-job, 'SIGHUP');
  } catch {
    // It has just ended by itself.
  }
}
