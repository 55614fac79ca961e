// What a shell could not start: it says "not found" of a path for many reasons, and only the file shows which.
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from 'node:fs';
import { basename, dirname, relative, resolve } from 'node:path';
import { nearest } from '../../lib/nearest.ts';

export interface ScriptLookup {
  readonly exitCode: number | null;
  /** The last lines of the failed command. */
  readonly text: string;
  /** Where it ran. */
  readonly folder: string;
  /** The root of the source: files outside of it may be those of a container. */
  readonly sourceFolder: string;
  /** Where a path of the machine that it ran on lies for this process. */
  readonly outside: (path: string) => string;
}

/** Why the path that the shell complains of could not be run; undefined when it complains of none. */
export function inspectScript(lookup: ScriptLookup): string | undefined {
  const { exitCode, text, folder, sourceFolder, outside } = lookup;
  const written = unopened(text) ?? (exitCode === 126 || exitCode === 127 ? pathIn(text) : undefined);
  if (written === undefined) return undefined;
  const inside = resolve(folder, written);
  const below = relative(sourceFolder, inside);
  const path = outside(inside);
  if (below.startsWith('..')) return undefined;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return missing(written, path, relative(sourceFolder, folder));
  if (stats.isDirectory()) return `"${written}" is a folder, and no program.`;
  return (
    whyNotStarted(written, path, outside) ??
    notExecutable(written, path, below) ??
    otherMachine(written, text)
  );
}

/** A script that a shell was to read. */
function unopened(text: string): string | undefined {
  return /^(?:\S*sh: \d+|\S*script\.sh: \d+: \.): (?:cannot|can't) open '?([^\s':]+)'?/m.exec(text)?.[1];
}

/** A path, and no bare name, that dash or bash says it cannot run. */
function pathIn(text: string): string | undefined {
  const complaint =
    /(?:^|[\s:])([^\s:]*\/[^\s:]+): (?:not found|No such file or directory|Permission denied|cannot execute|Is a directory|Exec format error|[^\n]*bad interpreter)/m;
  return complaint.exec(text)?.[1] ?? /^bash: ([^\s:]+): No such file/m.exec(text)?.[1];
}

function missing(written: string, path: string, folder: string): string {
  const parent = dirname(path);
  const names = existsSync(parent) ? readdirSync(parent) : [];
  const meant = nearest(basename(path), names);
  const where = folder === '' ? 'the root of the source' : `the folder ${folder} of the source`;
  const hint = meant === undefined ? '' : ` There is "${meant}" in that folder.`;
  return `"${written}" does not exist, seen from ${where}, where the command ran.${hint} Check the path, and that the file is committed.`;
}

/** The first line of a script names the program that runs it. */
function whyNotStarted(written: string, path: string, outside: ScriptLookup['outside']): string | undefined {
  const start = firstLine(path);
  if (!start.startsWith('#!')) return undefined;
  if (start.endsWith('\r')) {
    const interpreter = start.slice(2, -1).trim();
    return `"${written}" has Windows line endings: the system looks for an interpreter called "${interpreter}\\r". Save it with LF line endings; "*.sh text eol=lf" in .gitattributes keeps them.`;
  }
  const [interpreter = '', argument = ''] = start.slice(2).trim().split(/\s+/);
  if (!existsSync(outside(interpreter)))
    return `"${written}" needs the interpreter "${interpreter}", which is not there: install it, or correct the first line of the script.`;
  // The path exists and can be run, so what was not found is what env looks for.
  return basename(interpreter) === 'env' && argument !== '' && isExecutable(path)
    ? `"${written}" needs the interpreter "${argument}", which is not on PATH: install it, or install it in the install phase.`
    : undefined;
}

function notExecutable(written: string, path: string, below: string): string | undefined {
  return isExecutable(path)
    ? undefined
    : `"${written}" is not executable: "git update-index --chmod=+x ${below}" and commit, or run it with its interpreter ("sh ${written}").`;
}

function otherMachine(written: string, text: string): string | undefined {
  return text.includes('Exec format error')
    ? `"${written}" is no program of this machine: it is built for another system or processor, or it is a script without "#!".`
    : undefined;
}

function isExecutable(path: string): boolean {
  return (statSync(path).mode & 0o111) !== 0;
}

function firstLine(path: string): string {
  try {
    accessSync(path, constants.R_OK);
    const file = openSync(path, 'r');
    const bytes = Buffer.alloc(256);
    const length = readSync(file, bytes, 0, bytes.length, 0);
    closeSync(file);
    return bytes.subarray(0, length).toString('utf8').split('\n')[0] ?? '';
  } catch {
    return '';
  }
}
