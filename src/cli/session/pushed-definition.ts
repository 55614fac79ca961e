// A pipeline whose definition lies in the repository that it builds: what is pushed there counts from the execution that takes
// it, as for a pipeline that updates itself (CDK Pipelines, selfMutation).
import { existsSync } from 'node:fs';
import { readdir, rename, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { RunOptions } from '../../actions/provider.ts';
import { pushedFolder } from '../../actions/source/source-place.ts';
import { newId } from '../../lib/id.ts';
import { removeTree } from '../../lib/remove-tree.ts';
import { openFiles } from '../../load/files.ts';
import { findDefinition } from '../../load/find-definition.ts';
import { isWorkflowFile } from '../../load/load-workflow.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import type { Records } from '../../state/records.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { foldersUpward } from '../find-upward.ts';
import { checkOutDefinition, commitOf, hasFile, linkRepository } from './check-out-definition.ts';

export interface PushedDefinition {
  readonly commitId: string;
  /** Its file, with the files next to it as they are in the commit. */
  readonly path: string;
}

interface Taken {
  readonly options: Pick<RunOptions, 'sources'>;
  /** By the name of the source action; the head of its branch where there is none. */
  readonly sourceRevisions: Readonly<Record<string, string>>;
}

/**
 * Undefined when nothing was pushed that holds it. A definition that is a program is never taken from a push: it would run
 * here, outside of any build.
 * @param path of the definition that is known, absolute
 */
export async function pushedDefinition(
  state: StateFolder,
  { path, pipeline }: { readonly path: string; readonly pipeline: PipelineDeclaration },
  taken: Taken,
): Promise<PushedDefinition | undefined> {
  const found = await findDefinition(path, { cwd: path, files: openFiles(path) });
  if (found.kind !== 'pipeline') return undefined;
  const root = foldersUpward(found.folder).find((folder) => existsSync(join(folder, '.git')));
  const isWorkflow = isWorkflowFile(found.file);
  // Of a workflow all files of the repository count: other workflows that it calls, and actions.
  const own = isWorkflow ? (root ?? found.folder) : found.folder;
  const [folder, file] = [own, found.file].map((each) => relative(root ?? found.folder, each));
  for (const { repository, revision } of pushedSources(state, pipeline, taken)) {
    const commitId = await commitWith(repository, revision, file ?? '');
    if (commitId === undefined) continue;
    const all = await state.folder('definitions');
    const place = await checkOutDefinition(all, { repository, commitId, folder: folder ?? '' });
    if (isWorkflow && root !== undefined) await linkRepository(place, root);
    return { commitId, path: join(place, relative(own, found.file)) };
  }
  return undefined;
}

interface PushedSource {
  readonly repository: string;
  readonly revision: string;
}

/** Those that another place stands for are not taken from what was pushed. */
function pushedSources(
  state: StateFolder,
  { stages }: PipelineDeclaration,
  { options: { sources }, sourceRevisions }: Taken,
): readonly PushedSource[] {
  return stages
    .flatMap(({ actions }) => actions)
    .filter(({ actionTypeId, name }) => actionTypeId.category === 'Source' && sources[name] === undefined)
    .filter(() => sources['*'] === undefined)
    .flatMap(({ name, configuration = {} }) => {
      const repository = pushedFolder(state.path, configuration);
      const branch = configuration['BranchName'] ?? configuration['Branch'] ?? 'HEAD';
      return repository === undefined ? [] : [{ repository, revision: sourceRevisions[name] ?? branch }];
    });
}

/** The commit, when it has the file. */
async function commitWith(repository: string, revision: string, file: string): Promise<string | undefined> {
  const commitId = await commitOf(repository, revision);
  return commitId !== undefined && (await hasFile(repository, commitId, file)) ? commitId : undefined;
}

const kind = 'pushed-definition';

interface NotedPush {
  readonly path: string;
  /** The folder of the definition that was known before the push. */
  readonly knownAt?: string;
}

/** The definition that was pushed last and could be run. */
export function notedPush(records: Records, pipelineName: string): NotedPush | undefined {
  return records.get<NotedPush>(kind, pipelineName);
}

export async function notePushed(state: StateFolder, pipelineName: string, noted: NotedPush): Promise<void> {
  state.records.put(kind, pipelineName, { ...noted });
  await removeOldDefinitions(state);
}

/** All but a few: executions that still run were defined by them. */
export async function removeOldDefinitions(state: StateFolder): Promise<void> {
  const all = await state.folder('definitions');
  const noted = state.records.list<NotedPush>(kind).map(({ value }) => value.path);
  const names = await readdir(all);
  // What another process makes just now is its own.
  const places = names.filter((name) => !/\.(?:new|git|gone)$/.test(name)).map((name) => join(all, name));
  const free = places.filter((place) => !noted.some((each) => each.startsWith(`${place}/`)));
  const dated = await Promise.all(free.map(async (place) => ({ place, at: await usedLast(place) })));
  const old = dated.toSorted((a, b) => b.at - a.at).slice(keptDefinitions);
  const gone = names.filter((name) => name.endsWith('.gone')).map((name) => join(all, name));
  for (const { place } of old) gone.push(...(await putAside(place)));
  for (const place of gone) await removeTree(place);
}

/** Using it again counts; 0 when another process has removed it meanwhile. */
async function usedLast(place: string): Promise<number> {
  return (await stat(place).catch(() => undefined))?.mtimeMs ?? 0;
}

/** A folder that is half removed must not be taken for a whole one. */
async function putAside(place: string): Promise<readonly string[]> {
  const gone = `${place}.${newId()}.gone`;
  return await rename(place, gone).then(
    () => [gone],
    () => [],
  );
}

const keptDefinitions = 10;
