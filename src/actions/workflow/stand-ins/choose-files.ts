// The files that the input `path` of an action means (@actions/glob): patterns a line, those with `!` take out.
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { compileGlob } from '../../../lib/glob.ts';
import { realPathIn } from '../../../lib/real-path-in.ts';
import { listFiles } from '../../build/list-files.ts';
import type { JobRun } from '../job-run.ts';
import { absolutePath, rootOfLinks } from './paths-in-job.ts';

/** A file that is meant. */
interface ChosenFile {
  /** Absolute, in the machine. */
  readonly path: string;
  /** The file whose content is taken, for this process. */
  readonly from: string;
}

export interface ChosenFiles {
  /** In the order of their paths. */
  readonly files: readonly ChosenFile[];
  /** The folders and files that the patterns begin with, before anything of them varies. */
  readonly searched: readonly string[];
}

export interface ChooseOptions {
  /** Files and folders whose names begin with a dot, unless a pattern names one. */
  readonly takesHidden: boolean;
}

/** Links are followed as a runner follows them, as far as they lead to files and not round. What is left out is said. */
export async function chooseFiles(
  job: JobRun,
  written: string,
  { takesHidden }: ChooseOptions,
): Promise<ChosenFiles> {
  const rules = patternsOf(written).map((line) => ruleOf(line, job.folders));
  const searched = [...new Set(rules.filter(({ excludes }) => !excludes).map(({ searches }) => searches))];
  const found = new Map<string, ChosenFile>();
  for (const start of searched)
    for (const file of await filesAt(start, { job, takesHidden })) {
      const last = rules.findLast(({ matches }) => matches(file.path));
      if (last !== undefined && !last.excludes) found.set(file.path, file);
    }
  return { files: [...found.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), searched };
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

/** The file itself, or all that is below the folder. */
async function filesAt(
  start: string,
  { job, takesHidden }: ChooseOptions & { readonly job: JobRun },
): Promise<readonly ChosenFile[]> {
  const { machine, context } = job;
  const root = rootOfLinks(job, start);
  const real = await realPathIn(root, machine.outside(start));
  const stats = real === undefined ? undefined : await stat(real).catch(() => undefined);
  if (real === undefined || stats === undefined) return [];
  if (stats.isFile()) return [{ path: start, from: real }];
  if (!stats.isDirectory()) return [];
  const leave = (path: string, why: string): void =>
    context.log.line(`warning: ${join(start, path)} is left out: ${why}`);
  const isTaken = (path: string): boolean => takesHidden || !/(?:^|\/)\./.test(path);
  const options = { mayHold: isTaken, keepsLinks: false, onSkipped: leave, root };
  const listed = (await listFiles(real, options)).filter(({ path }) => isTaken(path));
  for (const { path, unusable } of listed) if (unusable !== undefined) leave(path, `it ${unusable}`);
  return listed
    .filter(({ unusable }) => unusable === undefined)
    .map(({ path, from }) => ({ path: join(start, path), from }));
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
