// The files by which VS Code completes, checks and lints what Slipway reads: the schemas, its settings, and a task.
import { join } from 'node:path';
import { withItem, withMember } from '../../lib/edit-json.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import type { FileSchema } from '../../load/schemas.ts';
import { textIfThere } from '../../lib/text-if-there.ts';

export interface EditorFile {
  /** Relative to the folder. */
  readonly path: string;
  /** What it holds now; absent where there is none. */
  readonly before?: string;
  /** With what was missing, and all else as it was; undefined for a file that cannot be read as JSON. */
  readonly text: string | undefined;
  /** What such a file is to have. */
  readonly wanted: string;
}

export interface EditorSettings {
  readonly 'json.schemas': readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
  readonly 'yaml.schemas': Readonly<Record<string, readonly string[]>>;
}

/** The folder of the schemas below that of the user. */
export const schemaFolder = join('.vscode', 'schemas');

export function editorFiles(folder: string, schemas: readonly FileSchema[]): readonly EditorFile[] {
  const settings = editorSettings(schemas, schemaFolder);
  const tasks = { version: '2.0.0', tasks: [lintTask] };
  return [
    ...schemas.map((schema) => {
      const text = schemaText(schema);
      return fileAt(folder, join(schemaFolder, schemaFile(schema)), { wanted: text, add: () => text });
    }),
    fileAt(folder, join('.vscode', 'settings.json'), {
      wanted: jsonText(settings),
      add: (before) => addSettings(before, settings),
    }),
    fileAt(folder, join('.vscode', 'tasks.json'), { wanted: jsonText(tasks), add: addTask }),
  ];
}

interface Addition {
  readonly wanted: string;
  readonly add: (before: string) => string | undefined;
}

function fileAt(folder: string, path: string, { wanted, add }: Addition): EditorFile {
  const before = textIfThere(join(folder, path));
  return before === undefined ? { path, text: wanted, wanted } : { path, before, text: add(before), wanted };
}

/** VS Code's own words; its extension for YAML takes the others. @param folder of the schemas, relative */
export function editorSettings(schemas: readonly FileSchema[], folder: string): EditorSettings {
  const place = (one: FileSchema): string => `./${join(folder, schemaFile(one))}`;
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

export function schemaFile({ name }: FileSchema): string {
  return `${name}.schema.json`;
}

export function schemaText({ schema }: FileSchema): string {
  return jsonText(schema);
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function addSettings(before: string, settings: EditorSettings): string | undefined {
  let text: string | undefined = before;
  for (const item of settings['json.schemas'])
    text = and(text, (so) =>
      withItem(so, { key: 'json.schemas', item, isSame: (each) => textAt(each, 'url') === item.url }),
    );
  for (const [url, files] of Object.entries(settings['yaml.schemas']))
    text = and(text, (so) => withMember(so, ['yaml.schemas', url], files));
  return text;
}

function addTask(before: string): string | undefined {
  const isSame = (each: Node): boolean => textAt(each, 'label') === lintTask.label;
  const text = withItem(before, { key: 'tasks', item: lintTask, isSame, isKept: true });
  // VS Code refuses tasks without it.
  return text === undefined || /"version"\s*:/.test(text) ? text : withMember(text, ['version'], '2.0.0');
}

function and(text: string | undefined, change: (text: string) => string | undefined): string | undefined {
  return text === undefined ? undefined : change(text);
}

function textAt(node: Node, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** The first line of a finding: `pipeline.json:3:5  error  What is wrong [Code]`. */
export const findingPattern = {
  regexp: String.raw`^(.+?):(\d+):(\d+)\s+(error|warning|notice)\s+(.*) \[(\w+)\]$`,
  file: 1,
  line: 2,
  column: 3,
  severity: 4,
  message: 5,
  code: 6,
} as const;

const lintTask = {
  label: 'slipway lint',
  type: 'shell',
  command: 'slipway lint --no-color',
  // A finding is one line, however wide the terminal is.
  options: { env: { TERM: 'dumb' } },
  problemMatcher: {
    owner: 'slipway',
    fileLocation: ['autoDetect', '${workspaceFolder}'],
    pattern: findingPattern,
  },
};
