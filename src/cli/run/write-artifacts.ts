// The artifacts of a build that was run by itself, where the caller wants them.
import { counted } from '../../lib/counted.ts';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import type { ArtifactReference } from '../../model/progress.ts';
import { removeEmptyWork } from '../../runtime/left-work.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { ExecutionView } from '../../view/execution-view.ts';
import { actionsOf } from '../render/describe.ts';
import type { RunCall } from './run-call.ts';

type Call = Pick<RunCall, 'given' | 'terminal'>;

/**
 * Nothing when no folder was named. Rejects when not all could be read and written; a zip that was there stays then.
 */
export async function writeArtifacts(
  state: StateFolder,
  view: ExecutionView,
  { given, terminal }: Call,
): Promise<void> {
  if (given.artifacts === undefined) return;
  const folder = resolve(terminal.cwd, given.artifacts);
  for (const artifact of artifactsOf(view)) await writeArtifact(state, artifact, folder);
}

/** What was written and where, a line for each. */
export function writtenLines(view: ExecutionView, { given, terminal }: Call): readonly string[] {
  if (given.artifacts === undefined) return [];
  const folder = resolve(terminal.cwd, given.artifacts);
  return artifactsOf(view).map(({ name, files, location }) => {
    const where = relative(terminal.cwd, join(folder, location.key)) || '.';
    return `  ${name}: ${counted(files, 'file')} in ${where}`;
  });
}

type Located = ArtifactReference & { readonly location: NonNullable<ArtifactReference['location']> };

function artifactsOf(view: ExecutionView): readonly Located[] {
  return actionsOf(view).flatMap(({ action }) => action.outputArtifacts.filter(hasLocation));
}

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
  makeFolders(dirname(target));
  if (location.packaging === 'ZIP') return await state.artifacts.exportZip(digest, target);
  // Read as a whole before the first file is replaced.
  const unpacked = join(await state.folder('work'), `artifact-${digest}`);
  rmSync(unpacked, { recursive: true, force: true });
  try {
    await state.artifacts.extract(digest, unpacked);
    makeFolders(target);
    cpSync(unpacked, target, { recursive: true, verbatimSymlinks: true });
  } finally {
    rmSync(unpacked, { recursive: true, force: true });
    removeEmptyWork(state.path);
  }
}
