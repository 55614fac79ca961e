// Sets VS Code up in the working folder. Files that are there keep what they hold.
import { dirname, join } from 'node:path';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { makeFolders } from '../../lib/make-folders.ts';
import { fileSchemas } from '../../load/schemas.ts';
import type { Terminal } from '../terminal.ts';
import { editorFiles, schemaFolder, type EditorFile } from './editor-files.ts';

/** Of a file that cannot be read it is printed what to add. */
export function setUpEditor({ cwd, write }: Terminal): void {
  const files = editorFiles(cwd, fileSchemas());
  for (const file of files) writeEditorFile(cwd, file);
  const schemas = files.filter(({ path }) => dirname(path) === schemaFolder);
  write(`  wrote ${schemaFolder} (${schemas.length} schemas)\n`);
  for (const { path, before, text, wanted } of files.filter((file) => !schemas.includes(file)))
    if (text === undefined) write(`${path} is no JSON, and is left as it is. Add to it:\n${wanted}`);
    else write(before === text ? `  ${path} has it already\n` : `  wrote ${path}\n`);
}

/** Also a new version of a schema. */
export function writeEditorFile(folder: string, { path, before, text }: EditorFile): void {
  if (text === undefined || text === before) return;
  makeFolders(dirname(join(folder, path)));
  writeAtomically(join(folder, path), text);
}
