// Where the files of a source action come from here: the definition's folder unless the caller names another place.
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repositoryNameOf } from '../../model/triggers/source-repository.ts';
import type { ActionContext } from '../provider.ts';
import { assetOf } from './asset.ts';
import type { SourceOptions } from './source-options.ts';
import { folderOf, hostedNameOf, repositoriesFolder } from './hosted-folder.ts';

export type SourcePlace =
  /** The files of a folder as they are, or those of a ref of its repository. */
  | { readonly kind: 'folder'; readonly folder: string; readonly ref?: string }
  | { readonly kind: 'remote'; readonly url: string; readonly ref?: string };

/** A URL, or ssh's short form `user@host:path`. */
const remote = /^[a-z][a-z0-9+.-]*:\/\/|^[^/\\:@]+@[^/\\:]+:/i;

/** What of a source says where it is. */
type Placed = Pick<ActionContext<SourceOptions>, 'configuration' | 'definition' | 'definitionFolder'> &
  Partial<Pick<ActionContext<SourceOptions>, 'sourceRevision'>> & {
    readonly declaration: Pick<ActionContext<SourceOptions>['declaration'], 'name'>;
    readonly options: SourceOptions;
    readonly state: { readonly path: string };
  };

/** Reads `folder`, `folder#ref`, `url` or `url#ref`. A commit given at the start of the execution is the ref. */
export function sourcePlace(context: Placed): SourcePlace {
  const { sources } = context.options;
  const given =
    sources[context.declaration.name] ?? sources['*'] ?? assetOf(context) ?? hostedFolder(context) ?? '.';
  const hash = isFolder(resolve(context.definitionFolder, given)) ? -1 : given.lastIndexOf('#');
  const where = hash === -1 ? given : given.slice(0, hash);
  const ref = context.sourceRevision ?? (hash === -1 ? undefined : given.slice(hash + 1));
  const place = remote.test(where)
    ? { kind: 'remote' as const, url: where }
    : { kind: 'folder' as const, folder: resolve(context.definitionFolder, where) };
  return ref === undefined ? place : { ...place, ref };
}

function hostedFolder({ options, state, configuration }: Placed): string | undefined {
  return options.takesPushes === true ? pushedFolder(state.path, configuration) : undefined;
}

/** What was pushed to the server of this state folder under the name of the repository of a source. */
export function pushedFolder(
  stateFolder: string,
  configuration: Readonly<Record<string, string>> = {},
): string | undefined {
  const repository = repositoryNameOf(configuration);
  if (repository === undefined) return undefined;
  const root = join(stateFolder, repositoriesFolder);
  const name = hostedNameOf(root, repository);
  return name === undefined ? undefined : folderOf(root, name);
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
