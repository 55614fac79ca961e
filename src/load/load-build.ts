// A buildspec or a CodeBuild project alone, as a definition that can be run.
import { existsSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { defined } from '../lib/defined.ts';
import { problem, type Problem } from '../lib/problem.ts';
import type { Finding } from '../lib/finding.ts';
import { entryOf, type Node } from '../lib/node.ts';
import { startOf, type SourceFile } from '../lib/source-file.ts';
import type { BuildProject, Buildspec } from '../model/build.ts';
import { isInlineBuildspec } from '../model/inline-buildspec.ts';
import { projectFor, projectName, standaloneDefinition, type StartBuild } from '../model/standalone-build.ts';
import { readBuildspec } from './buildspec/buildspec.ts';
import { readBuildProject } from './kinds/codebuild-project.ts';
import { openFiles, parseFile, type Files } from './files.ts';
import { noParts, partsIn } from './kinds/index.ts';
import { findDefinition } from './find-definition.ts';
import type { LoadedDefinition } from './load-definition.ts';
import { locate, type Roots } from './locate.ts';
import { recognise } from './recognise.ts';
import { candidateFiles } from './siblings.ts';

export interface LoadBuild {
  readonly cwd: string;
  readonly call: StartBuild;
  /** The folder that is built; absent when `path` decides. */
  readonly folder?: string;
  /** Whether another source stands in for the folder, so that the buildspec may not lie in it. */
  readonly hasOwnSource: boolean;
}

/**
 * Undefined when `path` is neither a buildspec nor a project, nor a folder with a buildspec and without a pipeline.
 *
 * A folder is built itself. For a file it is the working directory when the file lies below it, as paths of buildspecs
 * are relative to the root of a source on AWS; else the folder of the file.
 */
export async function loadBuild(path: string, load: LoadBuild): Promise<LoadedDefinition | undefined> {
  const files = openFiles(load.cwd);
  const found = await findBuild(resolve(load.cwd, path), load.cwd, files);
  if (found === undefined) return undefined;
  const folder = load.folder ?? folderOf(found, load.cwd);
  const all = found.kind === 'projects' ? await readProject(found.file, folder, files) : readSpec(found.file);
  const read = withoutPhases(all, found.file, load.call);
  // What is framed around the build stands in no file, and nothing is said of both.
  const roots = new Map(read.node === undefined ? [] : [['projects.0', read.node] as const]);
  const nothing: LoadedDefinition = {
    folder,
    sources: files.textOf,
    problems: read.problems,
    locate: (finding) => locateAlone(finding, roots, files),
  };
  if (read.buildspec === undefined) return nothing;
  const project = read.project ?? projectFor(nameFor(found.path, folder), buildspecOf(found, folder, load));
  const frame = standaloneDefinition(project, read.buildspec, load.call);
  return { ...nothing, definition: { ...noParts, ...frame } };
}

/** The folder is built whatever source the project names, as by StartBuild with an override: that is no error of the build. */
function locateAlone(finding: Finding, roots: Roots, files: Files): Problem | undefined {
  if (finding.notes?.some(({ path }) => path?.[0] === 'pipeline') === true) return undefined;
  const found = locate(finding, roots, files.textOf);
  return found?.code === 'ProjectSourceInvalid' ? { ...found, severity: 'warning' } : found;
}

/** A build by itself needs the phases that a file for batches alone may leave out. */
function withoutPhases(read: Read, file: SourceFile, { batch }: StartBuild): Read {
  const { buildspec: spec, ...rest } = read;
  if (spec?.onlyBatches !== true || batch === true) return read;
  const missing = problem({
    code: 'MissingKey',
    message: 'The buildspec has no "phases"',
    at: startOf(file),
    remedy: 'Start its batch with --batch, or add "phases".',
    aws: 'The build fails in DOWNLOAD_SOURCE with YAML_FILE_ERROR.',
  });
  return { ...rest, problems: [...read.problems, missing] };
}

interface FoundBuild {
  readonly kind: 'buildspec' | 'projects';
  readonly path: string;
  readonly file: SourceFile;
  readonly isInFolder: boolean;
}

async function findBuild(path: string, cwd: string, files: Files): Promise<FoundBuild | undefined> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return await findInFolder(path, cwd, files);
  if (stats === undefined || !/\.(json|ya?ml)$/i.test(path)) return undefined;
  const file = await files.read(path).catch(() => undefined);
  if (file === undefined) return undefined;
  const { root } = parseFile(file);
  if (root !== undefined && entryOf(root, 'stages') !== undefined) return undefined;
  // A file that cannot be read at all is still a buildspec by its name.
  const kind = recognise(root ?? { kind: 'map', entries: [], place: startOf(file) }, path);
  return kind === 'buildspec' || kind === 'projects' ? { kind, path, file, isInFolder: false } : undefined;
}

/** A pipeline goes before everything; a project, when it is the only one, before a buildspec. */
async function findInFolder(folder: string, cwd: string, files: Files): Promise<FoundBuild | undefined> {
  const found = await findDefinition(folder, { cwd, files });
  const isNone = found.kind === 'none' && found.problems.every(({ code }) => code === 'DefinitionNotFound');
  if (!isNone) return undefined;
  const projects: FoundBuild[] = [];
  for (const path of await candidateFiles(folder)) {
    const file = await files.read(path);
    const { root } = parseFile(file);
    if (root !== undefined && recognise(root, path) === 'projects')
      projects.push({ kind: 'projects', path, file, isInFolder: true });
  }
  const [project, second] = projects;
  if (project !== undefined && second === undefined) return project;
  const spec = ['buildspec.yml', 'buildspec.yaml'].map((name) => join(folder, name)).find(existsSync);
  if (spec === undefined) return undefined;
  return { kind: 'buildspec', path: spec, file: await files.read(spec), isInFolder: true };
}

function folderOf({ path, isInFolder }: FoundBuild, cwd: string): string {
  return !isInFolder && isBelow(path, cwd) ? cwd : dirname(path);
}

function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Builds of different buildspecs of one folder are different projects. */
function nameFor(path: string, folder: string): string {
  const own = basename(path).replace(/\.[^.]*$/, '');
  const name = basename(folder) || 'build';
  return projectName(own === 'buildspec' ? name : `${name}-${own}`);
}

/** By its path where the source has it, so that messages name the file; else the text itself. */
function buildspecOf({ path, file }: FoundBuild, folder: string, { hasOwnSource }: LoadBuild): string {
  return !hasOwnSource && isBelow(path, folder) ? relative(folder, path).replaceAll(sep, '/') : file.text;
}

interface Read {
  readonly buildspec?: Buildspec;
  readonly project?: BuildProject;
  /** Of the project. */
  readonly node?: Node;
  readonly problems: readonly Problem[];
}

function readSpec(file: SourceFile): Read {
  const { buildspec, problems } = readBuildspec(file);
  return { problems, ...defined({ buildspec }) };
}

/** The buildspec is read here only to learn which artifacts there will be; the build reads it in its source. */
async function readProject(file: SourceFile, folder: string, files: Files): Promise<Read> {
  const { root, problems } = parseFile(file);
  if (root === undefined) return { problems };
  const found = partsIn(root).filter(([name]) => name === 'projects');
  const [[, node] = [], second] = found;
  if (node === undefined || second !== undefined)
    return { problems: [...problems, notOne(file, found.length)] };
  const read = readBuildProject(node);
  const all = [...problems, ...read.problems];
  const project = read.value;
  if (project === undefined || all.some(({ severity }) => severity === 'error')) return { problems: all };
  const wanted = project.source.buildspec ?? '';
  if (isInlineBuildspec(wanted)) {
    const spec = readSpec({ path: file.path, text: wanted });
    return { ...spec, project, node: read.node, problems: [...all, ...spec.problems] };
  }
  const path = resolve(folder, wanted === '' ? 'buildspec.yml' : wanted);
  const text = await files.read(path).catch(() => undefined);
  if (text === undefined) return { problems: [...all, noBuildspec(file, files.nameOf(path))] };
  const spec = readSpec(text);
  return { ...spec, project, node: read.node, problems: [...all, ...spec.problems] };
}

function notOne(file: SourceFile, count: number): Problem {
  return problem({
    code: 'DefinitionAmbiguous',
    whose: 'call',
    message: `The file holds ${count} CodeBuild projects, and one is run`,
    at: startOf(file),
    remedy: 'Ask AWS for the one that is meant: aws codebuild batch-get-projects --names NAME',
  });
}

function noBuildspec(file: SourceFile, name: string): Problem {
  return problem({
    code: 'DefinitionNotFound',
    message: `The buildspec of this project is not there: ${name}`,
    at: startOf(file),
    remedy: 'Start the command in the root of the source, or name the buildspec in source.buildspec.',
    aws: 'The build fails in DOWNLOAD_SOURCE with YAML_FILE_ERROR.',
  });
}
