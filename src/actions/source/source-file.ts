// One file of a working tree, as a source artifact of AWS holds it.
import { lstatSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { Definition } from '../../model/definition.ts';
import type { FileToSave } from '../../state/artifact-store.ts';
import { counted } from '../../lib/counted.ts';

export interface SourceFile {
  readonly save: FileToSave;
  /** As git writes it: `100644`, `100755`, or `120000` for a symlink. */
  readonly gitMode: string;
  readonly status: Pick<Stats, 'size' | 'mtimeMs' | 'ino'>;
}

const symlinkMode = '120000';

/** Nothing when there is no such file, or when it is none that git would keep (a socket, a folder). */
export function sourceFile(folder: string, path: string): readonly SourceFile[] {
  const stats = lstatSync(join(folder, path), { throwIfNoEntry: false });
  if (stats === undefined || (!stats.isFile() && !stats.isSymbolicLink())) return [];
  const isExecutable = (stats.mode & 0o100) !== 0;
  const gitMode = stats.isSymbolicLink() ? symlinkMode : isExecutable ? '100755' : '100644';
  const { size, mtimeMs, ino } = stats;
  return [{ save: asInRepository(path, isExecutable), gitMode, status: { size, mtimeMs, ino } }];
}

/**
 * Git keeps one permission: whether the owner may execute. Symlinks arrive as text files in the artifacts of
 * CodePipeline's git sources.
 */
export function asInRepository(path: string, isExecutable: boolean): FileToSave {
  return { path, mode: isExecutable ? 0o755 : 0o644, symlinkAsText: true };
}

/** The files as this definition has them: a job of a workflow gets what git has, symlinks among it. */
export function filesFor({ workflow }: WithWorkflow, files: readonly FileToSave[]): readonly FileToSave[] {
  return workflow === undefined ? files : files.map((file) => ({ ...file, symlinkAsText: false }));
}

type WithWorkflow = Pick<Definition, 'workflow'>;

export function symlinkNotices(definition: WithWorkflow, files: readonly SourceFile[]): readonly string[] {
  return symlinkNotice(
    definition,
    files.filter(({ gitMode }) => gitMode === symlinkMode).map(({ save }) => save.path),
  );
}

export function symlinkNotice({ workflow }: WithWorkflow, paths: readonly string[]): readonly string[] {
  const [first] = paths;
  if (first === undefined || workflow !== undefined) return [];
  const which = counted(paths.length, 'symlink', 'symlinks');
  return [
    `${which} ("${first}"${paths.length > 1 ? ' …' : ''}) became text files that hold the target, as in AWS's source artifacts`,
  ];
}

export function submoduleNotice(paths: readonly string[]): readonly string[] {
  const [first] = paths;
  if (first === undefined) return [];
  const which = counted(paths.length, 'submodule', 'submodules');
  return [`${which} ("${first}"${paths.length > 1 ? ' …' : ''}) left out, as in AWS's source artifacts`];
}
