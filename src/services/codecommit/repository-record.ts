// A repository of CodeCommit as it is kept, of every Region in one list; what is in it lies in the hosted repository of its name.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodeCommitApi } from '../../aws/operations/codecommit.ts';
import { folderOf, isHosted, repositoriesFolder } from '../../actions/source/hosted-folder.ts';
import { defined } from '../../lib/defined.ts';
import { formatArn } from '../../model/arn.ts';
import type { AwsPlace } from '../../model/place.ts';
import { hostedRepository, type HostedRepository } from '../../server/git/hosted-repositories.ts';
import { documentsOf, type Keeping } from '../documents.ts';
import { refuse, type Ground } from '../service.ts';

export type Shapes = CodeCommitApi['shapes'];
export type Trigger = Shapes['RepositoryTrigger'];

export interface RepositoryRecord {
  readonly name: string;
  readonly place: AwsPlace;
  readonly id: string;
  readonly description?: string;
  readonly kmsKeyId?: string;
  /** Nothing was pushed under its name before it was made. */
  readonly holdsAllPushed: boolean;
  readonly triggers: readonly Trigger[];
  /** Of the last change of the triggers. */
  readonly configurationId?: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
}

const repositories = documentsOf<RepositoryRecord>('codecommit/repository');

function everywhere({ ground, place }: Keeping): Keeping {
  return { ground, place: { ...place, region: '*' } };
}

const keyOf = ({ region }: AwsPlace, name: string) => `${region}/${name}`;

export function findRepository(call: Keeping, name: string): RepositoryRecord | undefined {
  return repositories.get(everywhere(call), keyOf(call.place, name));
}

/** @throws AwsError */
export function existingRepository(call: Keeping, name: string): RepositoryRecord {
  const found = findRepository(call, name);
  if (found === undefined)
    throw refuse<CodeCommitApi>('RepositoryDoesNotExistException', `${name} does not exist`);
  return found;
}

/** Of the caller's Region, in order of name. */
export function repositoriesHere(call: Keeping): readonly RepositoryRecord[] {
  return repositories.list(everywhere(call)).filter(({ place }) => place.region === call.place.region);
}

/** Of every account and Region. */
export function repositoriesNamed(ground: Keeping['ground'], name: string): readonly RepositoryRecord[] {
  return repositories
    .places({ ground })
    .flatMap(({ account }) =>
      repositories.list({ ground, place: { account, region: '*', partition: 'aws' } }),
    )
    .filter((record) => record.name === name);
}

export function saveRepository(call: Keeping, record: RepositoryRecord): void {
  repositories.put(everywhere(call), keyOf(record.place, record.name), record);
}

export function removeRepository(call: Keeping, { place, name }: RepositoryRecord): void {
  repositories.remove(everywhere(call), keyOf(place, name));
}

export function arnOfRepository({ place, name }: Pick<RepositoryRecord, 'place' | 'name'>): string {
  return formatArn({ ...place, service: 'codecommit', resource: name });
}

export function hostedOf({ stateFolder }: Pick<Ground, 'stateFolder'>, name: string): HostedRepository {
  return hostedRepository(join(stateFolder, repositoriesFolder), name);
}

export function isThere({ stateFolder }: Pick<Ground, 'stateFolder'>, name: string): boolean {
  return isHosted(join(stateFolder, repositoriesFolder), name);
}

/** The branch that a clone checks out; undefined until it was pushed (API reference, RepositoryMetadata). */
export function defaultBranchOf(
  { stateFolder }: Pick<Ground, 'stateFolder'>,
  name: string,
  branches: readonly string[],
): string | undefined {
  const head = join(folderOf(join(stateFolder, repositoriesFolder), name), 'HEAD');
  if (!existsSync(head)) return undefined;
  const [, branch] = /^ref: refs\/heads\/(.+)$/m.exec(readFileSync(head, 'utf8')) ?? [];
  return branch !== undefined && branches.includes(branch) ? branch : undefined;
}

export function metadataOf(
  record: RepositoryRecord,
  defaultBranch: string | undefined,
): Shapes['RepositoryMetadata'] {
  const { place, name, id, description, kmsKeyId, createdAt, changedAt } = record;
  const host = `git-codecommit.${place.region}.amazonaws.com/v1/repos/${name}`;
  return {
    accountId: place.account,
    repositoryId: id,
    repositoryName: name,
    Arn: arnOfRepository(record),
    cloneUrlHttp: `https://${host}`,
    cloneUrlSsh: `ssh://${host}`,
    creationDate: new Date(createdAt),
    lastModifiedDate: new Date(changedAt),
    ...defined({ repositoryDescription: description, kmsKeyId, defaultBranch }),
  };
}
