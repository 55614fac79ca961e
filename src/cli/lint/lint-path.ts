// One argument of lint: a folder with all that it holds, or a file by what it is.
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Node } from '../../lib/node.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import { sortProblems, type Sources } from '../../lib/render-problem.ts';
import { startOf, type SourceFile } from '../../lib/source-file.ts';
import { readAppSpec } from '../../load/appspec/appspec.ts';
import { placeInBuildspec, readBuildspec } from '../../load/buildspec/buildspec.ts';
import { pipelineType, typesIn } from '../../load/cloudformation-template.ts';
import { describeForeign } from '../../load/describe-foreign.ts';
import { openFiles, parseFile, type Files } from '../../load/files.ts';
import { kinds, partNames, partsIn } from '../../load/kinds/index.ts';
import { loadBuild } from '../../load/load-build.ts';
import { loadDefinition } from '../../load/load-definition.ts';
import { isWorkflowFile, loadWorkflow, workflowFiles } from '../../load/load-workflow.ts';
import { isPipeline } from '../../load/pipeline/pipeline.ts';
import { recognise, recogniseName } from '../../load/recognise.ts';
import { noList } from '../../load/siblings.ts';
import { templateProblems } from '../../load/template/load-template.ts';
import { isPartType } from '../../load/template/template-parts.ts';
import { checkBatchAlone } from '../../check/rules/buildspec-in-action.ts';
import { missingValueFindings } from '../../check/machine/missing-values.ts';
import { EncryptedSecretStore } from '../../state/encrypted-secret-store.ts';
import { defaultStatePath } from '../state-path.ts';
import { checkDefinition } from '../../check/check-definition.ts';
import { checkRules } from '../../check/check-rules.ts';
import { executableFindings } from '../../check/machine/executable-findings.ts';
import { providers } from '../../actions/registry.ts';
import type { LintedWorkflow } from '../../actions/workflow/lint-scripts.ts';
import { defined } from '../../lib/defined.ts';

export interface Linted {
  readonly problems: readonly Problem[];
  readonly sources: Sources;
  /** What was understood as something and checked, as the user would name it. */
  readonly checked: readonly string[];
  /** Those whose scripts are still to be checked, together. */
  readonly workflows?: readonly LintedWorkflow[];
}

export async function lintPath(path: string, cwd: string): Promise<Linted> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory() === true) return await lintFolder(absolute, cwd);
  if (found === undefined || /\.[cm]?[jt]s$/.test(path)) return await lintDefinition(absolute, cwd);
  const linted = await lintFile(absolute, cwd);
  // A workflow is no build by itself.
  return isWorkflowFile(absolute) ? linted : withMissing(linted, await problemsOfBuild(absolute, cwd));
}

function withMissing(linted: Linted, missing: readonly Problem[]): Linted {
  return { ...linted, problems: [...linted.problems, ...missing] };
}

/**
 * Of a build that `path` is by itself: what the rules say of its project, whether this machine can build it, and which values are
 * stored nowhere here.
 */
async function problemsOfBuild(path: string, cwd: string): Promise<readonly Problem[]> {
  const call = { variables: [], secondarySources: [] };
  const build = await loadBuild(path, { cwd, call, hasOwnSource: false });
  if (build?.definition === undefined) return [];
  const sources = { folder: build.folder, files: openFiles(cwd), hasOwnSource: false };
  const found = [
    ...executableFindings(build.definition, providers),
    ...(await missingValueFindings(build.definition, sources, storedValues(build.folder))),
  ];
  // What loading found in the file is reported by its reader.
  const { problems } = checkRules({ ...build, problems: [] });
  const ofMachine = found.map(({ code, severity = 'error', message, remedy, aws }) =>
    problem({ code, severity, whose: 'machine', message, ...defined({ remedy, aws }) }),
  );
  return [...problems, ...ofMachine];
}

async function lintDefinition(path: string, cwd: string): Promise<Linted> {
  const loaded = await loadDefinition(path, { cwd });
  const files = openFiles(cwd);
  return {
    problems: (await checkDefinition(loaded, { files, values: storedValues })).problems,
    sources: (file) => loaded.sources(file) ?? files.textOf(file),
    checked: [nameOf(path, cwd)],
  };
}

/** Of the state folder that a run would have without another word. */
function storedValues(folder: string) {
  const path = defaultStatePath({ cwd: folder, env: process.env }, folder);
  return { path, secrets: new EncryptedSecretStore(path) };
}

/** The definition, and the buildspecs and appspecs next to it. */
async function lintFolder(folder: string, cwd: string): Promise<Linted> {
  const names = [
    ...(await readdir(folder)).filter((name) => recogniseName(name) !== undefined),
    ...workflowFiles(folder),
  ];
  const files = await Promise.all(
    names.toSorted().map(async (name) => await lintFile(join(folder, name), cwd)),
  );
  const definition = await lintDefinition(folder, cwd);
  // A folder of buildspecs without a pipeline is a sound thing to lint.
  const isNone = definition.problems.every(({ code }) => code === 'DefinitionNotFound');
  const isWithout = isNone && files.length > 0 && definition.problems.length > 0;
  const all = isWithout ? files : [definition, ...files];
  const missing = isWithout ? await problemsOfBuild(folder, cwd) : [];
  return {
    problems: [...all.flatMap((one) => one.problems), ...missing],
    checked: all.flatMap((one) => one.checked),
    workflows: all.flatMap((one) => one.workflows ?? []),
    sources: (file) => all.map((one) => one.sources(file)).find((text) => text !== undefined),
  };
}

async function lintFile(path: string, cwd: string): Promise<Linted> {
  const files = openFiles(cwd);
  const file = await files.read(path).catch((error: unknown) => (error as Error).message);
  if (typeof file === 'string') return only(unreadable(files.nameOf(path), file), files);
  const { sources, ...linted } = await problemsOf(file, path, cwd);
  return { ...linted, sources: (name) => sources?.(name) ?? files.textOf(name) };
}

/** With the texts of what was read besides the file. */
async function problemsOf(
  file: SourceFile,
  path: string,
  cwd: string,
): Promise<Omit<Linted, 'sources'> & Partial<Pick<Linted, 'sources'>>> {
  const checked = [file.path];
  if (isWorkflowFile(path)) return { ...(await lintWorkflow(file, { path, cwd })), checked };
  const { root, problems } = parseFile(file);
  const kind = recogniseName(path) ?? (root === undefined ? undefined : recognise(root, path));
  if (kind === 'buildspec') return { problems: buildspecProblems(file), checked };
  if (kind === 'appspec') return { problems: readAppSpec(file).problems, checked };
  if (root === undefined) return { problems, checked };
  if (kind === undefined && isPipeline(root)) return await lintDefinition(path, cwd);
  if (typesIn(root).includes(pipelineType)) return await lintDefinition(path, cwd);
  if (typesIn(root).some(isPartType)) return { problems: templateProblems(file), checked };
  const wrong = [
    ...noList(root),
    ...partsIn(root).flatMap(([name, node]) => kinds[name].read(node).problems),
  ];
  if (kind !== undefined || wrong.length > 0) return { problems: [...problems, ...wrong], checked };
  // What YAML thinks of the tags and texts of another kind of file is no help.
  return { problems: [foreign(root, file)], checked };
}

async function lintWorkflow(
  file: SourceFile,
  { path, cwd }: { readonly path: string; readonly cwd: string },
): Promise<Pick<Linted, 'problems' | 'workflows'>> {
  const loaded = await loadWorkflow(path, { cwd });
  const workflow = loaded?.definition?.workflow;
  return {
    problems: sortProblems(loaded?.problems ?? []),
    workflows: workflow === undefined ? [] : [{ workflow, file }],
  };
}

/** A file that only batches builds has nothing else that could be checked. */
function buildspecProblems(file: SourceFile): readonly Problem[] {
  const { buildspec, root, problems } = readBuildspec(file);
  if (buildspec === undefined || root === undefined) return problems;
  return [...problems, ...placeInBuildspec(root, checkBatchAlone(buildspec))];
}

function foreign(root: Node, file: SourceFile): Problem {
  const { what, remedy } = describeForeign(root, file.path);
  const titles = partNames.map((name) => kinds[name].title.replace(/^an? /, ''));
  return problem({
    code: 'DefinitionInvalid',
    whose: 'call',
    message: `Not a file that slipway lint knows: ${what}`,
    at: startOf(file),
    remedy: remedy ?? `It takes a folder, a pipeline, a buildspec, an appspec, or: ${titles.join(', ')}.`,
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
