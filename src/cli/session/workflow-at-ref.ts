// A workflow as it stands at a branch or tag that is not checked out: GitHub takes it, the workflows that it calls and the
// actions of the repository from there, and not from where someone works.
import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { problem, type Problem } from '../../lib/problem.ts';
import type { Result } from '../../lib/result.ts';
import { checkedOutRef, fullRef, gitFolder, readRepository } from '../../load/git-repository.ts';
import { isWorkflowFile, workflowRoot } from '../../load/load-workflow.ts';
import { foldersUpward } from '../find-upward.ts';
import { loadDefinitionAt, withDefinition } from './definition-record.ts';
import { checkOutDefinition, commitOf, hasFile, linkRepository } from './check-out-definition.ts';

export interface WorkflowAtRef {
  readonly commitId: string;
  /** Of the same file or folder, as the commit has it. */
  readonly path: string;
  /** As `folder`, there. */
  readonly folder: string;
}

/** Where a workflow lies here, absolute. */
export interface WorkflowHere {
  /** Its file, or the folder that it is the workflow of. */
  readonly path: string;
  /** Holds `.github`. */
  readonly folder: string;
}

/** Undefined when the path leads to no workflow: then a ref has no effect. */
export async function workflowHere(
  definition: string,
  reading: Parameters<typeof withDefinition>[1],
): Promise<WorkflowHere | undefined> {
  const path = await withDefinition(definition, reading);
  const absolute = resolve(reading.cwd, path);
  const file = workflowFileAt(absolute);
  if (file !== undefined) return file;
  const loaded = await loadDefinitionAt(path, reading);
  return loaded.definition?.workflow === undefined ? undefined : { path: absolute, folder: loaded.folder };
}

/** A file of `.github/workflows` may be there at another ref alone. Undefined when the path is no file of a workflow. */
function workflowFileAt(path: string): WorkflowHere | undefined {
  const isNamed = /\.ya?ml$/i.test(path) && dirname(path).endsWith(join(sep, '.github', 'workflows'));
  return isNamed || isWorkflowFile(path) ? { path, folder: workflowRoot(path) } : undefined;
}

/** The commit of a branch or tag; undefined for the one that is checked out, where the files count as they lie there. */
export async function commitOfRef(
  { folder }: WorkflowHere,
  ref: string,
): Promise<Result<{ readonly commitId: string }, Problem> | undefined> {
  const full = fullRef(ref, folder);
  const root = repositoryOf(folder);
  const here = root === undefined ? readRepository(folder).head : checkedOutRef(root);
  if (full === here) return undefined;
  if (root === undefined) return { failed: noRef(`"${folder}" is no git repository, so it has no "${ref}"`) };
  const git = gitFolder(root) ?? '';
  // A branch that was only fetched is one as well.
  const remote = full.replace(/^refs\/heads\//, 'refs/remotes/origin/');
  const commitId = (await commitOf(git, full)) ?? (await commitOf(git, ref)) ?? (await commitOf(git, remote));
  if (commitId === undefined) return { failed: noRef(`"${ref}" is no branch, tag or commit of "${folder}"`) };
  return { commitId };
}

/**
 * The same for a start that may name the commit itself: undefined also when the repository does not have that one. A start that
 * names none, and the ref that stands for a commit which alone is checked out, means the files as they lie there.
 */
export async function commitOfStart(
  here: WorkflowHere,
  ref: string,
  revision: string | undefined,
): Promise<Result<{ readonly commitId: string }, Problem> | undefined> {
  if (revision === undefined && fullRef(ref, here.folder) === readRepository(here.folder).head)
    return undefined;
  const wanted = await commitOfRef(here, ref);
  if (wanted === undefined || revision === undefined) return wanted;
  const root = repositoryOf(here.folder);
  const commitId = root === undefined ? undefined : await commitOf(gitFolder(root) ?? '', revision);
  return commitId === undefined ? undefined : { commitId };
}

/** @param all holds what was checked out of commits. Failed when the commit does not have the workflow. */
export async function workflowAtCommit(
  all: string,
  { path, folder }: WorkflowHere,
  commitId: string,
): Promise<Result<WorkflowAtRef, Problem>> {
  const root = repositoryOf(folder) ?? folder;
  const repository = gitFolder(root) ?? '';
  const name = relative(root, path).replaceAll(sep, '/');
  const isFile = statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true;
  if (isFile && !(await hasFile(repository, commitId, name)))
    return { failed: noWorkflow(relative(folder, path).replaceAll(sep, '/'), commitId) };
  const place = await checkOutDefinition(all, { repository, commitId, folder: '' });
  await linkRepository(place, root);
  const [there, folderThere] = [path, folder].map((each) => join(place, relative(root, each)));
  return { commitId, path: there ?? place, folder: folderThere ?? place };
}

function repositoryOf(folder: string): string | undefined {
  return foldersUpward(folder).find((each) => existsSync(join(each, '.git')));
}

function noRef(message: string): Problem {
  const remedy = 'Name another --ref, or fetch it first (git fetch --tags).';
  return problem({ code: 'CallInvalid', whose: 'call', message, remedy });
}

function noWorkflow(name: string, commitId: string): Problem {
  return problem({
    code: 'WorkflowNotStarted',
    whose: 'call',
    message: `The commit ${commitId.slice(0, 8)} of the ref has no ${name}`,
    remedy: 'Name a --ref that has the workflow, or check that ref out and add it.',
    aws: 'GitHub takes a workflow as it is at the ref, and starts no run either.',
  });
}
