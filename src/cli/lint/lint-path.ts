// One argument of lint: a folder with all that it holds, or a file by what it is.
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { Sources } from '../../lib/render-problem.ts';
import type { SourceFile } from '../../lib/source-file.ts';
import { readAppSpec } from '../../load/appspec.ts';
import { placeInBuildspec, readBuildspec } from '../../load/buildspec.ts';
import { buildspecFileProblems } from '../../load/buildspec-findings.ts';
import { readBuildProject } from '../../load/codebuild-project.ts';
import { readApplication, readDeploymentConfig, readDeploymentGroup } from '../../load/codedeploy.ts';
import { describeForeign } from '../../load/describe-foreign.ts';
import { functionCodeFindings } from '../../load/find-function-code.ts';
import { openFiles, parseFile, type Files } from '../../load/files.ts';
import { isFleet, readFleet } from '../../load/fleet.ts';
import { isFunction, readFunction } from '../../load/function.ts';
import { checkDefinition, loadDefinition, type LoadedDefinition } from '../../load/load-definition.ts';
import { hookFunctionFindings } from '../../load/hook-functions.ts';
import { imageNameFindings } from '../../load/image-names.ts';
import { neededFileFindings } from '../../load/needed-files.ts';
import { isPipeline } from '../../load/pipeline.ts';
import { isPolicy, readPolicy } from '../../load/policy.ts';
import { recognise, recogniseName } from '../../load/recognise.ts';
import { rightsFindings } from '../../load/rights.ts';
import type { Definition } from '../../model/definition.ts';
import { checkBatchAlone } from '../../model/rules/buildspec-in-action.ts';
import { completeDefinition } from '../../model/complete-definition.ts';
import { engineFindings } from './engine-findings.ts';

export interface Linted {
  readonly problems: readonly Problem[];
  readonly sources: Sources;
  /** What was understood as something and checked, as the user would name it. */
  readonly checked: readonly string[];
}

export async function lintPath(path: string, cwd: string): Promise<Linted> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory() === true) return await lintFolder(absolute, cwd);
  if (found === undefined || /\.[cm]?[jt]s$/.test(path)) return await lintDefinition(absolute, cwd);
  return await lintFile(absolute, cwd);
}

async function lintDefinition(path: string, cwd: string): Promise<Linted> {
  const loaded = await loadDefinition(path, { cwd });
  const files = openFiles(cwd);
  const { definition } = loaded;
  const inContext =
    definition === undefined
      ? []
      : await contextProblems(loaded, completeDefinition(definition).definition, files);
  return {
    problems: [...checkDefinition(loaded).problems, ...inContext],
    sources: (file) => loaded.sources(file) ?? files.textOf(file),
    checked: [nameOf(path, cwd)],
  };
}

/** What the files say about each other: buildspecs in their projects, artifacts in the actions that take them. */
async function contextProblems(
  { folder, locate }: LoadedDefinition,
  definition: Definition,
  files: Files,
): Promise<readonly Problem[]> {
  const found = [
    ...(await neededFileFindings(definition, folder, files)),
    ...functionCodeFindings(definition, folder),
    ...(await imageNameFindings(definition, folder, files)),
    ...(await hookFunctionFindings(definition, folder, files)),
    ...(await engineFindings(definition)),
    ...(await rightsFindings(definition, { folder, files })),
  ];
  return [
    ...(await buildspecFileProblems(definition, folder, files)),
    ...found.flatMap((finding) => locate(finding) ?? []),
  ];
}

/** The definition, and the buildspecs and appspecs that lie beside it. */
async function lintFolder(folder: string, cwd: string): Promise<Linted> {
  const names = (await readdir(folder)).filter((name) => recogniseName(name) !== undefined);
  const files = await Promise.all(
    names.toSorted().map(async (name) => await lintFile(join(folder, name), cwd)),
  );
  const definition = await lintDefinition(folder, cwd);
  // A folder of buildspecs without a pipeline is a sound thing to lint.
  const isNone = definition.problems.every(({ code }) => code === 'DefinitionNotFound');
  const all = isNone && files.length > 0 && definition.problems.length > 0 ? files : [definition, ...files];
  return {
    problems: all.flatMap((one) => one.problems),
    checked: all.flatMap((one) => one.checked),
    sources: (file) => all.map((one) => one.sources(file)).find((text) => text !== undefined),
  };
}

async function lintFile(path: string, cwd: string): Promise<Linted> {
  const files = openFiles(cwd);
  const file = await files.read(path).catch((error: unknown) => (error as Error).message);
  if (typeof file === 'string') return only(unreadable(files.nameOf(path), file), files);
  const named = recogniseName(path);
  const { root } = parseFile(file);
  const kind = named ?? (root === undefined ? undefined : recognise(root, path));
  if (root !== undefined && kind === undefined && isPipeline(root)) return await lintDefinition(path, cwd);
  return { problems: problemsOf(file, kind), sources: files.textOf, checked: [file.path] };
}

function problemsOf(file: SourceFile, kind: ReturnType<typeof recognise>): readonly Problem[] {
  if (kind === 'buildspec') return buildspecProblems(file);
  if (kind === 'appspec') return readAppSpec(file).problems;
  const { root, problems } = parseFile(file);
  if (root === undefined) return problems;
  const reader = kind === undefined ? readerByContent(root) : readers[kind];
  return [...problems, ...(reader === undefined ? [foreign(root, file)] : reader(root).problems)];
}

/** A file that only batches builds has nothing else that could be checked. */
function buildspecProblems(file: SourceFile): readonly Problem[] {
  const { buildspec, root, problems } = readBuildspec(file);
  if (buildspec === undefined || root === undefined) return problems;
  return [...problems, ...placeInBuildspec(root, checkBatchAlone(buildspec))];
}

function readerByContent(root: Node): ReadPart | undefined {
  if (isFunction(root)) return readFunction;
  if (isPolicy(root)) return readPolicy;
  return isFleet(root) ? readFleet : undefined;
}

type ReadPart = (root: Node) => { readonly problems: readonly Problem[] };

const readers: Readonly<Record<string, ReadPart>> = {
  project: readBuildProject,
  application: readApplication,
  'deployment-group': readDeploymentGroup,
  'deployment-config': readDeploymentConfig,
};

function foreign(root: Node, file: SourceFile): Problem {
  return problem({
    code: 'DefinitionInvalid',
    whose: 'call',
    message: `Not a file that slipway lint knows: ${describeForeign(root, file.path)}`,
    at: { file: file.path, start: 0, end: 0 },
    remedy:
      'Give a pipeline, a CodeBuild or CodeDeploy resource, a fleet, a function, a policy, a buildspec or an appspec',
  });
}

function only(one: Problem, files: Files): Linted {
  return { problems: [one], sources: files.textOf, checked: [] };
}

function unreadable(name: string, reason: string): Problem {
  return problem({
    code: 'DefinitionNotFound',
    whose: 'machine',
    message: `${name} cannot be read: ${reason}`,
  });
}

function nameOf(path: string, cwd: string): string {
  return path === cwd ? '.' : openFiles(cwd).nameOf(path);
}
