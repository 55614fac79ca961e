// Where the definition of each pipeline lies and how it was last run, so that later commands need no path.
import { relative, resolve } from 'node:path';
import type { RunOptions } from '../../actions/provider.ts';
import { defined } from '../../lib/defined.ts';
import { counted } from '../../lib/counted.ts';
import { problem, ProblemError, type Problem } from '../../lib/problem.ts';
import { openFiles } from '../../load/files.ts';
import { findDefinition } from '../../load/find-definition.ts';
import { loadBuild, type LoadBuild } from '../../load/load-build.ts';
import { loadOnlyWorkflow, loadWorkflow } from '../../load/load-workflow.ts';
import { loadDefinition, type LoadedDefinition } from '../../load/load-definition.ts';
import type { CheckedDefinition, Definition } from '../../model/definition.ts';
import type { StartBuild } from '../../model/standalone-build.ts';
import type { Records } from '../../state/records.ts';
import { checkDefinition } from '../../check/check-definition.ts';
import { foldersUpward } from '../find-upward.ts';
import { showProblems } from '../show-problems.ts';
import type { Terminal } from '../terminal.ts';

export interface DefinitionRecord {
  /** Absolute path of the folder or file that `run` was given. */
  readonly path: string;
  readonly options: RunOptions;
  /** Set for one build that is run by itself. */
  readonly build?: RecordedBuild;
}

/** What must be known to frame the same build again. */
interface RecordedBuild {
  readonly call: StartBuild;
  readonly folder: string;
  readonly hasOwnSource: boolean;
}

const kind = 'definition';

export function recordDefinition(records: Records, pipelineName: string, record: DefinitionRecord): void {
  records.put(kind, pipelineName, record);
}

/** Of every pipeline that was run from this state folder, builds by themselves left out. */
export function recordedDefinitions(
  records: Records,
): readonly { readonly pipelineName: string; readonly path: string }[] {
  return records
    .list<DefinitionRecord>(kind)
    .filter(({ value }) => value.build === undefined)
    .map(({ id, value }) => ({ pipelineName: id, path: value.path }));
}

/** Where the definition of the pipeline lay when it was last run. */
export function definitionPath(records: Records, pipelineName: string): string | undefined {
  return records.get<DefinitionRecord>(kind, pipelineName)?.path;
}

/** Whether the pipeline is only the frame of one build that was run by itself. */
export function isBuildAlone(records: Records, pipelineName: string): boolean {
  return records.get<DefinitionRecord>(kind, pipelineName)?.build !== undefined;
}

/** Throws a ProblemError when the pipeline was never run from this state folder. */
export function recordedDefinition(records: Records, pipelineName: string): DefinitionRecord {
  const record = records.get<DefinitionRecord>(kind, pipelineName);
  if (record !== undefined) return record;
  throw new ProblemError([
    problem({
      code: 'PipelineNotFoundException',
      whose: 'call',
      message: `The state folder does not know where the definition of "${pipelineName}" lies`,
      remedy: 'Run it once with slipway run',
    }),
  ]);
}

export interface ReadyDefinition {
  readonly definition: CheckedDefinition;
  /** Absolute paths: what was asked for, and the folder that holds it. */
  readonly path: string;
  readonly folder: string;
  readonly build?: RecordedBuild;
}

/** How a build is meant, should `path` lead to one. */
type BuildMeant = Omit<RecordedBuild, 'folder'> & { readonly folder?: string };

export interface Readying extends Omit<ReadOptions, 'cwd'> {
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** Loads and checks. Undefined when it cannot be run: then everything that is wrong has been shown. */
export async function readyDefinition(
  path: string,
  { terminal, json, ...reading }: Readying,
): Promise<ReadyDefinition | undefined> {
  const options = { cwd: terminal.cwd, ...reading };
  const taken = await withDefinition(path, options);
  if (taken !== path && !json && !terminal.isQuiet)
    terminal.writeError(
      `The definition is the one in ${relative(terminal.cwd, taken)}: this folder has none\n`,
    );
  const { ready, problems, loaded } = await readDefinition(taken, options);
  if (ready === undefined) showProblems(problems, { terminal, json, sources: loaded.sources });
  else if (!json && !terminal.isQuiet) {
    const isAlone = ready.definition.standalone === true;
    reportFindings(problems, isAlone ? ready.path : loaded.folder, terminal);
  }
  return ready;
}

interface ReadOptions {
  readonly cwd: string;
  readonly build?: BuildMeant;
  /** The folder with the environments of a workflow, which no ref has: that of the definition when absent. */
  readonly environmentsIn?: string;
  /** The folder that says which repository a workflow belongs to: that of the definition when absent. */
  readonly knownAt?: string;
}

/** The current folder, when it is meant and has no definition, leads to the nearest one above that has. */
export async function withDefinition(path: string, options: ReadOptions): Promise<string> {
  if (path !== '.') return path;
  const { cwd, build } = options;
  for (const folder of foldersUpward(cwd)) {
    const taken = folder === cwd ? path : folder;
    if (await hasPipeline(folder, cwd)) return taken;
    if ((await loadBuild(folder, { cwd, ...(build ?? plainBuild) })) !== undefined) return taken;
  }
  return path;
}

/** Also when it has several, or one that cannot be read. */
export async function hasPipeline(folder: string, cwd: string): Promise<boolean> {
  const found = await findDefinition(folder, { cwd, files: openFiles(cwd) });
  return found.kind !== 'none' || found.problems.some(({ code }) => code !== 'DefinitionNotFound');
}

const plainBuild: BuildMeant = { call: { variables: [], secondarySources: [] }, hasOwnSource: false };

/** The same with nothing shown: `ready` is absent when it cannot be run. */
export async function readDefinition(
  path: string,
  {
    cwd,
    build,
    hasOwnSource,
    environmentsIn,
    knownAt,
  }: ReadOptions & {
    /** Whether sources come from elsewhere than the definition's folder; as `build` says when absent. */
    readonly hasOwnSource?: (definition: Definition) => boolean;
  },
): Promise<{
  readonly ready?: ReadyDefinition;
  readonly problems: readonly Problem[];
  readonly loaded: LoadedDefinition;
}> {
  const meant = build ?? plainBuild;
  const files = openFiles(cwd);
  const read = await loadAny(path, { cwd, ...meant, ...defined({ environmentsIn, knownAt }) });
  const loaded = { ...read, sources: (file: string) => read.sources(file) ?? files.textOf(file) };
  const isElsewhere = loaded.definition !== undefined && hasOwnSource?.(loaded.definition);
  const { checked, problems } = await checkDefinition(loaded, {
    files,
    hasOwnSource: hasOwnSource === undefined ? meant.hasOwnSource : isElsewhere === true,
  });
  if (checked === undefined) return { problems, loaded };
  const { folder } = loaded;
  const plain = { definition: checked, path: resolve(cwd, path), folder };
  const ready = checked.standalone === true ? { ...plain, build: { ...meant, folder } } : plain;
  return { ready, problems, loaded };
}

/** What lies there, unchecked: also when it could not be run. */
export async function loadDefinitionAt(path: string, options: ReadOptions): Promise<LoadedDefinition> {
  const build = options.build ?? plainBuild;
  return await loadAny(await withDefinition(path, options), { cwd: options.cwd, ...build });
}

/** A workflow of GitHub by its file, a build, a pipeline; a folder without any of them can have a workflow. */
async function loadAny(
  path: string,
  { environmentsIn, knownAt, ...build }: LoadBuild & Pick<ReadOptions, 'environmentsIn' | 'knownAt'>,
): Promise<LoadedDefinition> {
  const { cwd } = build;
  const place = { cwd, ...defined({ environmentsIn, knownAt }) };
  const loaded =
    (await loadWorkflow(path, place)) ??
    (await loadBuild(path, build)) ??
    (await loadDefinition(path, { cwd }));
  const isNone = loaded.problems.some(({ code }) => code === 'DefinitionNotFound');
  return (isNone ? await loadOnlyWorkflow(path, place) : undefined) ?? loaded;
}

/** What decides about the end of a run is said in full before it starts, and said again by `lint` with its place. */
const decisive: ReadonlySet<string> = new Set([
  'ActionNotExecutable',
  'BuildspecNotFound',
  'ContainerEngineNotFound',
  'InputFileMissing',
]);

/** All else is one line: the run is what people wait for. @param linted what `lint` says them of */
function reportFindings(
  problems: readonly Problem[],
  linted: string,
  { cwd, writeError, hints }: Terminal,
): void {
  for (const { code, message, remedy = '' } of problems)
    if (decisive.has(code)) writeError(`warning: ${message}\n    help: ${hints.complete(remedy)}\n`);
    else if (code === 'NotExecutedHere') writeError(`notice: ${message}\n`);
  const count = problems.filter(({ severity }) => severity === 'warning').length;
  if (count === 0) return;
  const where = relative(cwd, linted);
  const path = where === '' ? [] : [where.startsWith('..') ? linted : where];
  const command = hints.command(['lint', ...path]);
  writeError(`${counted(count, 'warning')} about the definition: ${command}\n`);
}
