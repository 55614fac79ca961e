// The schema command.
import { join, resolve } from 'node:path';
import { makeFolders } from '../../lib/make-folders.ts';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { problem, ProblemError } from '../../lib/problem.ts';
import { fileSchemas, type FileSchema } from '../../load/schemas.ts';
import { setUpVsCode, type EditorSettings } from './set-up-vscode.ts';
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
  if (name !== undefined) terminal.write(textOf(find(name, schemas)));
  else if (vscode === true) setUpVsCode(writeAll(schemas, join('.vscode', 'schemas'), terminal), terminal);
  else if (write !== undefined) terminal.write(settingsText(writeAll(schemas, write, terminal)));
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

function textOf({ schema }: FileSchema): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function listAll(schemas: readonly FileSchema[], terminal: Terminal): void {
  const width = Math.max(...schemas.map(({ name }) => name.length));
  writeLines(
    terminal,
    schemas.map(({ name, title }) => [span(`  ${name.padEnd(width)}  ${title}`)]),
  );
}

/** VS Code's own words; its extension for YAML takes the others. */
function writeAll(schemas: readonly FileSchema[], folder: string, { cwd }: Terminal): EditorSettings {
  const path = resolve(cwd, folder);
  makeFolders(path);
  for (const one of schemas) writeAtomically(join(path, fileOf(one)), textOf(one));
  const place = (one: FileSchema): string => `./${join(folder, fileOf(one))}`;
  const ofFormat = (one: FileSchema, format: RegExp) => one.files.filter((file) => format.test(file));
  return {
    'json.schemas': schemas.flatMap((one) => {
      const fileMatch = ofFormat(one, /\.json$/);
      return fileMatch.length === 0 ? [] : [{ fileMatch, url: place(one) }];
    }),
    'yaml.schemas': Object.fromEntries(
      schemas.flatMap((one) => {
        const files = ofFormat(one, /\.ya?ml$/);
        return files.length === 0 ? [] : [[place(one), files]];
      }),
    ),
  };
}

function settingsText(settings: EditorSettings): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

function fileOf({ name }: FileSchema): string {
  return `${name}.schema.json`;
}
