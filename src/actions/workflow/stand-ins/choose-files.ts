// The files that the input `path` of an action means (@actions/glob): patterns a line, those with `!` take out.
import { readdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import { compileGlob } from '../../../lib/glob.ts';
import type { JobRun } from '../job-run.ts';

export interface ChosenFiles {
  /** Absolute, in the machine, in order. */
  readonly files: readonly string[];
  /** The folders and files that the patterns begin with, before anything of them varies. */
  readonly searched: readonly string[];
}

export interface ChooseOptions {
  /** Files and folders whose names begin with a dot, unless a pattern names one. */
  readonly takesHidden: boolean;
}

export async function chooseFiles(
  { folders, machine }: JobRun,
  written: string,
  { takesHidden }: ChooseOptions,
): Promise<ChosenFiles> {
  const rules = patternsOf(written).map((line) => ruleOf(line, folders));
  const searched = [...new Set(rules.filter(({ excludes }) => !excludes).map(({ searches }) => searches))];
  const found = new Set<string>();
  for (const start of searched)
    for await (const path of walk(start, machine.outside, takesHidden)) {
      const last = rules.findLast(({ matches }) => matches(path));
      if (last !== undefined && !last.excludes) found.add(path);
    }
  return { files: [...found].toSorted(), searched };
}

export function patternsOf(written: string): readonly string[] {
  return written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

interface Rule {
  readonly excludes: boolean;
  readonly searches: string;
  readonly matches: (path: string) => boolean;
}

/** A path without anything that varies means itself and, when it is a folder, all that is in it. */
function ruleOf(line: string, folders: JobRun['folders']): Rule {
  const excludes = line.startsWith('!');
  const pattern = absolutePath(excludes ? line.slice(1).trim() : line, folders);
  const parts = pattern.split('/');
  const varies = parts.findIndex((part) => /[*?[]/.test(part));
  const globs = [pattern, `${pattern}/**`].map((each) => compileGlob(each, 'bash'));
  return {
    excludes,
    searches: varies === -1 ? pattern : parts.slice(0, varies).join('/') || '/',
    matches: (path) => globs.some((glob) => glob.matches(path)),
  };
}

/** In the machine: relative ones are of the workspace, `~` is the home folder. */
export function absolutePath(written: string, { home, workspace }: JobRun['folders']): string {
  const expanded = written === '~' ? home : written.replace(/^~\//, `${home}/`);
  const path = normalize(isAbsolute(expanded) ? expanded : join(workspace, expanded));
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

async function* walk(
  path: string,
  outside: (path: string) => string,
  takesHidden: boolean,
): AsyncGenerator<string> {
  const stats = await stat(outside(path)).catch(() => undefined);
  if (stats?.isFile() === true) yield path;
  if (stats?.isDirectory() !== true) return;
  const names = await readdir(outside(path));
  for (const name of names.toSorted())
    if (takesHidden || !name.startsWith('.')) yield* walk(join(path, name), outside, takesHidden);
}

/** The deepest folder that holds all of them. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '/', ...others] = paths;
  return others.reduce((common, path) => {
    let folder = common;
    while (folder !== '/' && path !== folder && !path.startsWith(`${folder}/`)) folder = dirname(folder);
    return folder;
  }, first);
}
