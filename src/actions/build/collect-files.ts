// The files of one artifact, found in the base directory, with CodeBuild's lines about it.
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { problem, ProblemError } from '../../lib/problem.ts';
import { realPathIn } from '../../lib/real-path-in.ts';
import type { Explanation, Result } from '../../lib/result.ts';
import type { BuildspecArtifacts } from '../../model/build.ts';
import type { Build } from './build.ts';
import type { Prepared } from './prepare-shell.ts';
import { listFiles, type ListedFile } from './list-files.ts';
import { isGlob, matcher, mayMatchBelow, patternBelow, plainPattern } from './path-pattern.ts';
import { selectFiles } from './select-files.ts';

/** `from` is absolute. */
interface CollectedFile {
  readonly path: string;
  readonly from: string;
}

type Collected = Result<{ readonly files: readonly CollectedFile[] }, Explanation>;

export async function collectFiles(
  build: Build,
  prepared: Prepared,
  section: BuildspecArtifacts,
): Promise<Collected> {
  const { log } = build;
  const written = section.baseDirectory ?? '.';
  const expand = await expander(prepared, [written, ...section.files, ...section.excludePaths]);
  const base = expand(written);
  log.line(`Expanding base directory path: ${base}`);
  log.line('Assembling file list');
  log.line(`Expanding ${base}`);
  const folders = await expandBase(prepared, plainPattern(base));
  if (folders.length === 0) return noBase(base);
  log.line(`Expanding file paths for base directory ${base}`);
  log.line('Assembling file list');
  const wanted = {
    ...section,
    files: section.files.map(expand),
    excludePaths: section.excludePaths.map(expand),
  };
  for (const pattern of wanted.files) log.line(`Expanding ${pattern}`);
  const found = new Map<string, CollectedFile>();
  const missing: string[] = [];
  for (const folder of folders) {
    const part = await collectIn(build, { folder, root: prepared.machine.outside('/') }, wanted);
    for (const file of part.files) found.set(file.path, file);
    missing.push(...part.missing);
  }
  for (const path of new Set(missing)) log.line(`Skipping invalid file path ${path}`);
  if (found.size === 0) return noFiles(base, wanted.files);
  log.line(`Found ${found.size} file(s)`);
  return { files: [...found.values()] };
}

async function collectIn(
  build: Build,
  { folder, root }: { readonly folder: string; readonly root: string },
  wanted: BuildspecArtifacts,
): Promise<{ readonly files: readonly CollectedFile[]; readonly missing: readonly string[] }> {
  const { inside, outside } = await relativeTo({ folder, root }, wanted);
  const tests = inside.files.map((pattern) => mayMatchBelow(plainPattern(pattern)));
  const listed = await listFiles(folder, {
    mayHold: (below) => tests.some((test) => test(below)),
    keepsLinks: wanted.enableSymlinks,
    root,
    onSkipped: (path, why) => build.log.line(`Skipping ${shortened(path)}: ${why}`),
  });
  const byPath = new Map<string, ListedFile>(listed.map((file) => [file.path, file]));
  const selected = selectFiles([...byPath.keys()], inside);
  for (const path of selected.collisions)
    build.log.line(`WARNING: discard-paths gives several files the name ${path}; the last one stays`);
  const files = selected.files.flatMap(({ path, from }) => {
    const file = byPath.get(from);
    if (file?.unusable !== undefined) throw unusable(path, file.unusable);
    return file === undefined ? [] : [{ path, from: file.from }];
  });
  return { files, missing: [...selected.missing, ...outside] };
}

function unusable(path: string, why: string): ProblemError {
  const message = `"${shortened(path)}" ${why}: it cannot be uploaded`;
  const remedy = 'Rename it or move it further up, or leave it out with exclude-paths.';
  return new ProblemError([problem({ code: 'FileUnusable', message, remedy })]);
}

function shortened(path: string): string {
  return path.length > 160 ? `${path.slice(0, 80)}…${path.slice(-60)}` : path;
}

/** Absolute patterns, such as $CODEBUILD_SRC_DIR/target/**, as they are below the folder; others choose nothing. */
async function relativeTo(
  place: { readonly folder: string; readonly root: string },
  wanted: BuildspecArtifacts,
): Promise<{ readonly inside: BuildspecArtifacts; readonly outside: readonly string[] }> {
  const below = patternBelow(await namesOf(place));
  const inside = wanted.files.flatMap((pattern) => below(pattern) ?? []);
  const excludePaths = wanted.excludePaths.flatMap((pattern) => below(pattern) ?? []);
  return {
    inside: { ...wanted, files: inside, excludePaths },
    outside: wanted.files.filter((pattern) => below(pattern) === undefined),
  };
}

/** The paths by which the build knows a folder. */
async function namesOf({
  folder,
  root,
}: {
  readonly folder: string;
  readonly root: string;
}): Promise<readonly string[]> {
  const real = (await realPathIn(root, folder)) ?? folder;
  return [folder, real].map((path) => (root === '/' ? path : `/${relative(root, path)}`));
}

/** A folder, or every top-level folder whose name a pattern matches; the matched name is no part of the artifact. */
async function expandBase({ folders, machine }: Prepared, base: string): Promise<readonly string[]> {
  const source = folders.source(0);
  if (!isGlob(base)) {
    const folder = machine.outside(resolve(source, base));
    return (await isFolder(machine.outside('/'), folder)) ? [folder] : [];
  }
  const root = machine.outside(source);
  const matches = matcher(
    patternBelow(await namesOf({ folder: root, root: machine.outside('/') }))(base) ?? base,
  );
  const entries = await readdir(root, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && matches(entry.name))
    .map((entry) => join(root, entry.name))
    .sort();
}

async function isFolder(root: string, path: string): Promise<boolean> {
  const real = await realPathIn(root, path);
  return real !== undefined && (await stat(real)).isDirectory();
}

function noBase(base: string): Collected {
  return {
    failed: {
      message: `no matching base directory path found for ${base}`,
      remedy: `No folder "${base}" lies in the primary source after the commands: make it in the build, or fix base-directory.`,
    },
  };
}

function noFiles(base: string, patterns: readonly string[]): Collected {
  return {
    failed: {
      message: 'no matching artifact paths found',
      remedy: `After the commands no file below "${base}" of the primary source matches ${patterns.join(', ')}.${hintOf(patterns)}`,
    },
  };
}

function hintOf(patterns: readonly string[]): string {
  const absolute = patterns.find((pattern) => pattern.startsWith('/'));
  return absolute === undefined ? '' : ` Files of another folder are taken by naming it in base-directory.`;
}

const reference = /\$(?:\{(\w+)\}|(\w+))/g;

/** Variables in paths have the values that the commands left. */
async function expander({ session }: Prepared, texts: readonly string[]): Promise<(text: string) => string> {
  const names = texts.flatMap((text) => [...text.matchAll(reference)].map(([, a, b]) => a ?? b ?? ''));
  const values = names.length === 0 ? {} : await session.read([...new Set(names)]);
  return (text) =>
    text.replaceAll(reference, (_, braced?: string, plain?: string) => values[braced ?? plain ?? ''] ?? '');
}
