// What a source action calls its repository. Pure.

/** `acme/app` of a connection, `app` of CodeCommit, `Owner/Repo` of GitHub version 1; undefined for other sources. */
export function repositoryNameOf(configuration: Readonly<Record<string, string>> = {}): string | undefined {
  const { FullRepositoryId, RepositoryName, Owner, Repo } = configuration;
  const name = FullRepositoryId ?? RepositoryName ?? (Repo === undefined ? '' : `${Owner ?? ''}/${Repo}`);
  return name === '' ? undefined : name;
}

/** The part behind the owner or the groups. */
export function shortName(repository: string): string {
  return repository.split('/').at(-1) ?? '';
}

/** GitLab nests groups 20 deep. */
const maxParts = 21;

/**
 * Parts as in CodeCommit: letters, digits, `.`, `_` and `-`, at most 100, with `/` between them as with a connection. A
 * name is a folder here, so it is checked before it becomes one.
 */
export function isRepositoryName(name: string): boolean {
  const parts = name.split('/');
  return parts.length <= maxParts && parts.every(isPart);
}

function isPart(part: string): boolean {
  return /^[A-Za-z0-9._-]{1,100}$/.test(part) && !/^\.+$/.test(part) && !part.toLowerCase().endsWith('.git');
}
