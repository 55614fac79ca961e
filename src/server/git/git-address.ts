// The addresses of git's smart protocol over HTTP (gitprotocol-http(5)): /v1/repos/NAME/SERVICE, NAME with or without
// `.git` and with as many slashes as the repository has. Pure.
import { isRepositoryName, shortName } from '../../model/triggers/source-repository.ts';
import { gitPath } from '../http/paths.ts';

export type Service = 'git-upload-pack' | 'git-receive-pack';

export interface GitAddress {
  readonly name: string;
  /** `info/refs` is asked before one of the services. */
  readonly endpoint: 'info/refs' | Service;
}

/** Undefined when it is no address of git. @param path as it came, percent-encoded */
export function readGitAddress(path: string): GitAddress | undefined {
  const [, rawName = '', endpoint] =
    /^\/(.+?)\/+(info\/refs|git-upload-pack|git-receive-pack)$/.exec(path.slice(gitPath.length)) ?? [];
  const name = decoded(rawName)?.replace(/\.git$/i, '');
  if (name === undefined || !isRepositoryName(name)) return undefined;
  return { name, endpoint: endpoint as GitAddress['endpoint'] };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

export type Named = { readonly name: string } | { readonly oneOf: readonly string[] };

/**
 * The repository that is meant: spelled as the source action spells it, though it was asked for in other letters or
 * without its owner.
 */
export function meantRepository(asked: string, repositories: readonly string[]): Named {
  const isAsked = (name: string): boolean => name.toLowerCase() === asked.toLowerCase();
  const whole = repositories.find((name) => name === asked) ?? repositories.find(isAsked);
  if (whole !== undefined) return { name: whole };
  const short = [...new Set(repositories.filter((name) => isAsked(shortName(name))))];
  if (short.length > 1) return { oneOf: short.toSorted() };
  return { name: short[0] ?? asked };
}
