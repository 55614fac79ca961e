// After one build that was run by itself: its artifacts where the caller wants them, and a shell where it failed.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { ArtifactReference } from '../../model/progress.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { exitStatusOf } from '../drive/exit-status.ts';
import { actionsOf } from '../text/describe.ts';
import type { ExitStatus } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { openBuildShell } from './open-build-shell.ts';
import type { RunCall } from './run-call.ts';

export async function finishBuild(
  state: StateFolder,
  view: ExecutionView,
  call: RunCall,
): Promise<ExitStatus> {
  const { given, terminal, json } = call;
  const built = actionsOf(view).flatMap(({ action }) => action.outputArtifacts.filter(hasLocation));
  if (given.artifacts !== undefined) {
    const folder = resolve(terminal.cwd, given.artifacts);
    for (const artifact of built) await writeArtifact(state, artifact, folder);
    if (!json)
      for (const artifact of built) terminal.write(`${writtenLine(artifact, folder, terminal.cwd)}\n`);
  }
  if (given.shell === true && view.look === 'Failed') await openBuildShell(state, view, call);
  return exitStatusOf(view);
}

type Located = ArtifactReference & { readonly location: NonNullable<ArtifactReference['location']> };

function hasLocation(artifact: ArtifactReference): artifact is Located {
  return artifact.location !== undefined;
}

/** As objects in a bucket: those of the same name are replaced, others stay. */
async function writeArtifact(
  state: StateFolder,
  { digest, location }: Located,
  folder: string,
): Promise<void> {
  const target = join(folder, location.key);
  if (location.packaging === 'ZIP') {
    mkdirSync(dirname(target), { recursive: true });
    rmSync(target, { force: true });
    return await state.artifacts.exportZip(digest, target);
  }
  const unpacked = join(await state.folder('work'), `artifact-${digest}`);
  rmSync(unpacked, { recursive: true, force: true });
  await state.artifacts.extract(digest, unpacked);
  mkdirSync(target, { recursive: true });
  cpSync(unpacked, target, { recursive: true, verbatimSymlinks: true });
  rmSync(unpacked, { recursive: true });
}

function writtenLine({ name, files, location }: Located, folder: string, cwd: string): string {
  const where = relative(cwd, join(folder, location.key)) || '.';
  return `  ${name}: ${files} ${files === 1 ? 'file' : 'files'} in ${where}`;
}
