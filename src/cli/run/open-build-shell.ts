// A shell where a build failed, with its variables and in its folder, as CodeBuild's session debugging gives one.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeContainer } from '../../actions/build/left-containers.ts';
import { leftShellFile, type LeftShell } from '../../actions/build/left-shell.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { removeEmptyWork } from '../../runtime/left-work.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { actionsOf } from '../render/describe.ts';
import { span } from '../render/line.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import type { RunCall } from './run-call.ts';

/** Returns when the shell has ended. What the build left is removed then, unless the caller keeps workspaces. */
export async function openBuildShell(
  state: StateFolder,
  view: ExecutionView,
  { terminal, given }: RunCall,
): Promise<void> {
  const failed = actionsOf(view).find(({ action }) => action.displayStatus === 'Failed')?.action;
  if (failed?.actionExecutionId === undefined) return;
  const folder = await state.folder('work', view.executionId, failed.actionExecutionId);
  const file = join(folder, leftShellFile);
  if (existsSync(file)) {
    const left = JSON.parse(readFileSync(file, 'utf8')) as LeftShell;
    terminal.write(
      `\n${terminal.palette.paint([span('A shell in the build, with its variables. exit leaves it.', 'bold')])}\n`,
    );
    await interactiveShell(left);
    if (left.machine !== undefined) process.kill(left.machine, 'SIGKILL');
    if (left.container !== undefined) await removeContainer(state.records, left.container);
    rmSync(left.variables, { force: true });
    if (given.keepWork !== true) await removeTree(left.work);
  }
  if (given.keepWork === true) return;
  await removeTree(folder);
  removeEmptyWork(state.path, view.executionId);
}

/** The variables are read by a first shell, so that none of them stands in the arguments of a process. */
async function interactiveShell(left: LeftShell): Promise<void> {
  const { shell, folder, environmentFile, container } = left;
  const script = `. "$1"; cd "$2"; export TERM="$3"; ${container === undefined ? asJob(shell) : `exec ${shell} -i`}`;
  const args = ['-c', script, 'slipway', environmentFile, folder, process.env['TERM'] ?? 'dumb'];
  const child =
    container === undefined
      ? spawnIn(left.enter, [shell, ...args])
      : spawn(container.file, ['exec', '-it', container.name, shell, ...args], { stdio: 'inherit' });
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  child.once('error', reject);
  child.once('close', () => resolve(undefined));
  // Ctrl-C is for what runs in the shell.
  const ignore = (): void => undefined;
  process.on('SIGINT', ignore);
  try {
    await promise;
  } finally {
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
 * The variables of the machine are the build's alone, but the program that leads into it is found by the user's PATH.
 */
function spawnIn(enter: readonly string[], command: readonly string[]): ChildProcess {
  const [file = '', ...args] = [...enter, ...command];
  return spawn(file, args, { stdio: 'inherit', env: { PATH: process.env['PATH'] ?? '' } });
}
