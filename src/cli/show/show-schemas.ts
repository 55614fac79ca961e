// The schema command.
import { join, resolve } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { fileSchemas, type FileSchema } from '../../load/schemas.ts';
import { editorSettings, schemaFile, schemaText } from '../editor/editor-files.ts';
import { setUpEditor } from '../editor/set-up-editor.ts';
import type { ExitStatus, Terminal } from '../terminal.ts';
import { writeLines } from '../write-lines.ts';
import { span } from '../render/line.ts';

export interface SchemaOptions {
  readonly write?: string;
  readonly vscode?: boolean;
  readonly json?: boolean;
}

export function showSchemas(
  name: string | undefined,
  { write, vscode, json }: SchemaOptions,
  terminal: Terminal,
): ExitStatus {
  const schemas = fileSchemas();
  if (name !== undefined) terminal.write(schemaText(find(name, schemas)));
  else if (vscode === true) setUpEditor(terminal);
  else if (write !== undefined) writeAll(schemas, write, terminal);
  else if (json === true)
    terminal.write(
      `${JSON.stringify({ schemas: schemas.map(({ name: kind, title, files }) => ({ name: kind, title, files })) })}\n`,
    );
  else listAll(schemas, terminal);
  return 0;
}

function find(name: string, schemas: readonly FileSchema[]): FileSchema {
  const found = schemas.find((one) => one.name === name || one.files.includes(name));
  if (found !== undefined) return found;
  const names = schemas.map((one) => one.name);
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `There is no schema "${name}"`,
      remedy: didYouMean(name, names, `Take one of ${names.join(', ')}`),
    }),
  ]);
}

function listAll(schemas: readonly FileSchema[], terminal: Terminal): void {
  const width = Math.max(...schemas.map(({ name }) => name.length));
  writeLines(
    terminal,
    schemas.map(({ name, title }) => [span(`  ${name.padEnd(width)}  ${title}`)]),
  );
}

function writeAll(schemas: readonly FileSchema[], folder: string, { cwd, write }: Terminal): void {
  const path = resolve(cwd, folder);
  makeFolders(path);
  for (const one of schemas) writeAtomically(join(path, schemaFile(one)), schemaText(one));
  write(`${JSON.stringify(editorSettings(schemas, folder), null, 2)}\n`);
}
