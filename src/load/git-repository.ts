// What the files of a repository say of it, without asking git: its name, its branches.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { WorkflowRepository } from '../model/workflow.ts';

export interface RepositoryFiles extends WorkflowRepository {
  /** In full; of the default branch when none is checked out. */
  readonly head: string;
}

/** Of a folder that is no repository it is made up: `local/FOLDER`, on `main`. */
export function readRepository(folder: string): RepositoryFiles {
  const name = `local/${basename(folder).replaceAll(/[^\w.-]+/g, '-') || 'repository'}`;
  const git = gitFolder(folder);
  if (git === undefined) return { name, defaultBranch: 'main', head: 'refs/heads/main' };
  const common = commonFolder(git);
  const checkedOut = /^ref: (refs\/heads\/.+)$/m.exec(read(join(git, 'HEAD')))?.[1];
  const defaultBranch = defaultBranchOf(common, checkedOut);
  return {
    name: remoteName(read(join(common, 'config'))) ?? name,
    defaultBranch,
    head: checkedOut ?? `refs/heads/${defaultBranch}`,
  };
}

/** In full, also of a folder below the root; undefined when a commit alone is checked out, and where there is no repository. */
export function checkedOutRef(folder: string): string | undefined {
  const git = gitFolder(repositoryAbove(folder) ?? folder);
  return git === undefined ? undefined : /^ref: (refs\/.+)$/m.exec(read(join(git, 'HEAD')))?.[1];
}

/** A short name is a tag when there is one and no branch of it, else a branch. */
export function fullRef(ref: string, folder: string): string {
  if (ref.startsWith('refs/')) return ref;
  const hasOnlyTag = hasRef(folder, `refs/tags/${ref}`) && !hasRef(folder, `refs/heads/${ref}`);
  return `refs/${hasOnlyTag ? 'tags' : 'heads'}/${ref}`;
}

/** @param ref in full */
function hasRef(folder: string, ref: string): boolean {
  const git = gitFolder(repositoryAbove(folder) ?? folder);
  if (git === undefined) return false;
  const common = commonFolder(git);
  return existsSync(join(common, ref)) || read(join(common, 'packed-refs')).includes(` ${ref}\n`);
}

/** The root of the repository that the folder lies in; undefined for the root itself, and where there is none. */
export function repositoryAbove(folder: string): string | undefined {
  if (gitFolder(folder) !== undefined) return undefined;
  for (let at = folder; at !== dirname(at); at = dirname(at))
    if (gitFolder(dirname(at)) !== undefined) return dirname(at);
  return undefined;
}

/** Of a worktree or a submodule `.git` is a file that names it. */
export function gitFolder(folder: string): string | undefined {
  const path = join(folder, '.git');
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return path;
  const named = stats === undefined ? undefined : /^gitdir: (.+)$/m.exec(read(path))?.[1];
  return named === undefined ? undefined : resolve(folder, named);
}

function commonFolder(git: string): string {
  const named = read(join(git, 'commondir')).trim();
  if (named === '') return git;
  return isAbsolute(named) ? named : join(git, named);
}

function defaultBranchOf(git: string, checkedOut: string | undefined): string {
  const remote = /^ref: refs\/remotes\/origin\/(.+)$/m.exec(read(join(git, 'refs/remotes/origin/HEAD')))?.[1];
  if (remote !== undefined) return remote;
  const packed = read(join(git, 'packed-refs'));
  const known = ['main', 'master'].find(
    (name) => existsSync(join(git, 'refs/heads', name)) || packed.includes(` refs/heads/${name}\n`),
  );
  return known ?? checkedOut?.replace('refs/heads/', '') ?? 'main';
}

/** `owner/name` of the remote `origin`. */
function remoteName(config: string): string | undefined {
  const section = /\[remote "origin"\]([^[]*)/.exec(config)?.[1] ?? '';
  const url = /^\s*url\s*=\s*(.+)$/m.exec(section)?.[1]?.trim() ?? '';
  const [, owner, name] = /[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(url) ?? [];
  return owner === undefined || name === undefined ? undefined : `${owner}/${name}`;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
