// The submodules of a source that is a repository: with fetchSubmodules they are there with their own submodules, without
// it each is an empty folder (CodeBuild API reference, GitSubmodulesConfig).
import { existsSync } from 'node:fs';
import { isAbsolute, join, posix, resolve } from 'node:path';
import type { Failed } from '../../lib/result.ts';
import type { Build } from './build.ts';
import { gitInBuild, readGit } from './git-in-build.ts';

export interface SubmodulesOf {
  /** The folder of the source, with its `.git`. */
  readonly folder: string;
  /** Of the repository: relative urls of submodules count from it. */
  readonly url: string;
  /** A repository of this machine that may have fetched them already, so that no network is needed. */
  readonly copy: string | undefined;
  readonly isFetching: boolean;
}

/** Gives git's words when a submodule cannot be had. */
export async function placeSubmodules(
  build: Build,
  { folder, url, copy, isFetching }: SubmodulesOf,
): Promise<Failed | undefined> {
  const paths = await submodulePaths(build, folder);
  if (paths.length === 0) return undefined;
  // Git makes the folders, and goes through no symlink for it.
  const error = await gitInBuild(build, ['checkout-index', '--force', '--quiet', '--', ...paths], folder);
  if (error !== undefined) return { failed: error };
  if (isFetching) return fetchAll(build, folder, { paths, gitFolder: await gitFolderOf(build, copy), url });
  build.context.report({
    kind: 'Notice',
    message: `${paths.length === 1 ? 'The folder of the submodule' : 'The folders of the submodules'} ${paths.join(', ')} ${paths.length === 1 ? 'is' : 'are'} empty, as on AWS without "gitSubmodulesConfig": { "fetchSubmodules": true } in the source of the project`,
  });
  return undefined;
}

/** Of the commit: a submodule is an entry of mode 160000 (git-ls-files). */
async function submodulePaths(build: Build, folder: string): Promise<readonly string[]> {
  const listed = await readGit(build, ['ls-files', '--stage', '-z'], folder);
  return (listed ?? '')
    .split('\0')
    .filter((entry) => entry.startsWith('160000 '))
    .map((entry) => entry.slice(entry.indexOf('\t') + 1));
}

async function gitFolderOf(build: Build, copy: string | undefined): Promise<string | undefined> {
  if (copy === undefined || !isAbsolute(copy) || !existsSync(copy)) return undefined;
  return (await readGit(build, ['rev-parse', '--path-format=absolute', '--git-common-dir'], copy))?.trim();
}

interface Superproject {
  readonly paths: readonly string[];
  readonly gitFolder: string | undefined;
  readonly url: string;
}

async function fetchAll(
  build: Build,
  folder: string,
  { paths, gitFolder, url }: Superproject,
): Promise<Failed | undefined> {
  const modules = await declaredModules(build, folder);
  for (const path of paths) {
    const module = modules.find((each) => each.path === path);
    if (module === undefined) return { failed: `.gitmodules has no url for the submodule "${path}"` };
    const from = { url: absoluteUrl(module.url, url), copy: ownCopy(gitFolder, module.name) };
    const error = await fetchOne(build, folder, { ...module, ...from });
    if (error !== undefined) return { failed: error };
    const nested = await placeSubmodules(build, { folder: join(folder, path), ...from, isFetching: true });
    if (nested !== undefined) return nested;
  }
  return undefined;
}

interface Module {
  readonly name: string;
  readonly path: string;
  readonly url: string;
}

async function declaredModules(build: Build, folder: string): Promise<readonly Module[]> {
  const args = [
    'config',
    '--file',
    '.gitmodules',
    '--null',
    '--get-regexp',
    String.raw`^submodule\..*\.(path|url)$`,
  ];
  const entries = ((await readGit(build, args, folder)) ?? '').split('\0').filter((entry) => entry !== '');
  const values = new Map(entries.map((entry) => splitAt(entry, entry.indexOf('\n'))));
  return [...values]
    .filter(([key]) => key.endsWith('.path'))
    .map(([key, path]) => {
      const name = key.slice('submodule.'.length, -'.path'.length);
      return { name, path, url: values.get(`submodule.${name}.url`) ?? '' };
    });
}

function splitAt(text: string, at: number): readonly [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

/** What the user's repository has fetched already, so that no network is needed. */
function ownCopy(gitFolder: string | undefined, name: string): string | undefined {
  if (gitFolder === undefined || name.split('/').includes('..')) return undefined;
  const path = join(gitFolder, 'modules', name);
  return existsSync(path) ? path : undefined;
}

/** A relative url counts from that of the repository around it (git-submodule, "add"). */
function absoluteUrl(url: string, around: string): string {
  if (!/^\.\.?\//.test(url)) return url;
  if (isAbsolute(around)) return resolve(around, url);
  const [, start = '', path = ''] = /^(\w+:\/\/[^/]*|[^/:]+:)(.*)$/.exec(around) ?? [];
  return `${start}${posix.join(path, url)}`;
}

/** From the copy, and from its url when the copy does not have the commit. */
async function fetchOne(
  build: Build,
  folder: string,
  module: Module & { readonly copy: string | undefined },
): Promise<string | undefined> {
  const { copy, url } = module;
  const fromCopy = copy === undefined ? 'none' : await update(build, folder, { ...module, url: copy });
  return fromCopy === undefined ? undefined : update(build, folder, { ...module, url });
}

async function update(
  build: Build,
  folder: string,
  { name, path, url }: Module,
): Promise<string | undefined> {
  // Git takes submodules from folders only when it is asked to, because of what they may link to.
  const allowing = isAbsolute(url) || url.startsWith('file://') ? ['-c', 'protocol.file.allow=always'] : [];
  return (
    (await gitInBuild(build, ['config', `submodule.${name}.url`, url], folder)) ??
    (await gitInBuild(build, ['config', `submodule.${name}.active`, 'true'], folder)) ??
    (await gitInBuild(build, [...allowing, 'submodule', '--quiet', 'update', '--', path], folder))
  );
}
