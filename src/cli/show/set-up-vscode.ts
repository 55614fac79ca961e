// The settings and the task by which VS Code completes, checks and lints what Slipway reads.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../lib/atomic-file.ts';
import type { Terminal } from '../terminal.ts';

export interface EditorSettings {
  readonly 'json.schemas': readonly { readonly fileMatch: readonly string[]; readonly url: string }[];
  readonly 'yaml.schemas': Readonly<Record<string, readonly string[]>>;
}

/** Files that are there keep what they say of other things. One with comments is left alone, and what to add is printed. */
export function setUpVsCode(settings: EditorSettings, terminal: Terminal): void {
  put('settings.json', terminal, (before) => ({
    ...before,
    'json.schemas': [...othersOf(before['json.schemas']), ...settings['json.schemas']],
    'yaml.schemas': { ...(before['yaml.schemas'] as object | undefined), ...settings['yaml.schemas'] },
  }));
  put('tasks.json', terminal, (before) => ({
    version: '2.0.0',
    ...before,
    tasks: [...tasksOf(before['tasks']), lintTask],
  }));
}

type Json = Readonly<Record<string, unknown>>;

function put(name: string, { cwd, write }: Terminal, change: (before: Json) => Json): void {
  const file = join(cwd, '.vscode', name);
  const shown = join('.vscode', name);
  const before = existsSync(file) ? parsed(readFileSync(file, 'utf8')) : {};
  const text = `${JSON.stringify(change(before ?? {}), null, 2)}\n`;
  if (before === undefined) write(`${shown} has comments, and is left as it is. Add to it:\n${text}`);
  else {
    writeAtomically(file, text);
    write(`  wrote ${shown}\n`);
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** All but those that an earlier call has added. */
function othersOf(schemas: unknown): readonly unknown[] {
  const isOurs = (each: unknown): boolean => String((each as Json)['url']).startsWith('./.vscode/schemas/');
  return Array.isArray(schemas) ? schemas.filter((each) => !isOurs(each)) : [];
}

function tasksOf(tasks: unknown): readonly unknown[] {
  return Array.isArray(tasks) ? tasks.filter((each: Json) => each['label'] !== lintTask.label) : [];
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
