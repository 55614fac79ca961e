// A shell where a build failed, with its variables and in its folder, as CodeBuild's session debugging gives one.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeContainer } from '../../actions/build/left-containers.ts';
import { interactiveShell } from '../../actions/interactive-shell.ts';
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
