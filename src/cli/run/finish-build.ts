// After one build that was run by itself: what was written of its artifacts, and a shell where it failed.
import type { StateFolder } from '../../state/state-folder.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { exitStatusOf } from '../session/exit-status.ts';
import { problemsOf, showProblems } from '../show-problems.ts';
import type { ExitStatus } from '../terminal.ts';
import { openBuildShell } from './open-build-shell.ts';
import type { RunCall } from './run-call.ts';
import { writeArtifacts, writtenLines } from './write-artifacts.ts';

/** The artifacts of a build that has succeeded are written by now. */
export async function finishBuild(
  state: StateFolder,
  view: ExecutionView,
  call: RunCall,
): Promise<ExitStatus> {
  const { given, terminal, json } = call;
  const isWritten = view.displayStatus === 'Succeeded' || (await writeOfFailed(state, view, call));
  if (!json && !terminal.isQuiet && isWritten)
    for (const line of writtenLines(view, call)) terminal.write(`${line}\n`);
  if (given.shell === true && view.displayStatus === 'Failed') await openBuildShell(state, view, call);
  return exitStatusOf(view);
}

/** What a failed build has uploaded. That it cannot be written does not change how the build has ended. */
async function writeOfFailed(state: StateFolder, view: ExecutionView, call: RunCall): Promise<boolean> {
  try {
    await writeArtifacts(state, view, call);
    return true;
  } catch (error) {
    const problems = problemsOf(error);
    if (problems === undefined) throw error;
    showProblems(problems, { terminal: call.terminal, json: call.json });
    return false;
  }
}
