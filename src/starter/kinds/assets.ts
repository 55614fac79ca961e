// What a compiled server reads while it runs, and what is therefore delivered next to it. Pure.
import { isSupportingFolder, type Folder } from '../folder.ts';

const notRead = /^(\.|bin$|deploy$)/;

/**
 * Folders that hold none of its sources: templates, static files, migrations. Of one that holds some, the folders in it.
 * Those of the documentation, of tests and of tools are passed over.
 */
export function assetsOf({ files }: Folder, sources: RegExp): readonly string[] {
  const folders = new Set(files.flatMap((file) => foldersOf(file)));
  const hasSources = (folder: string): boolean =>
    files.some((file) => file.startsWith(`${folder}/`) && sources.test(file));
  const isAsset = (folder: string): boolean =>
    !folder.split('/').some((name) => notRead.test(name) || isSupportingFolder(name)) && !hasSources(folder);
  return [...folders]
    .filter((folder) => isAsset(folder) && !foldersOf(folder).some(isAsset))
    .map((folder) => `${folder}/**/*`);
}

/** All that it lies in: `a` and `a/b` for `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
