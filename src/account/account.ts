// The register of what exists in the account, whatever made it: files of a definition, deployments, calls of AWS's API.
import type { Conflict, Seed } from './plan-seed.ts';
import type { AwsPlace } from '../model/place.ts';
import type {
  Maker,
  Resource,
  ResourceKey,
  ResourceType,
  ResourceValues,
  ResourceVersion,
} from './resource.ts';

/**
 * Durable: what a call has changed is on disk when it returns. Processes of one state folder may have it open at the
 * same time, each call is one transaction.
 */
export interface Account extends Disposable {
  /** As a pipeline sees it. */
  readonly at: (place: AwsPlace, home?: AwsPlace) => Resources;
  /** All, in order of type and name. */
  readonly list: () => readonly Resource[];
  /** Oldest first; empty for one that does not exist. Of most types only the newest are kept. */
  readonly versions: <T extends ResourceType>(key: ResourceKey<T>) => readonly ResourceVersion<T>[];
  /** Takes over what a definition's files say. Nothing is changed when there are conflicts. */
  readonly seed: (seed: Seed) => readonly Conflict[];
  /** Makes the resource, or a new version of it when it says something new or `isRevision` asks for one. */
  readonly put: <T extends ResourceType>(given: PutResource<T>) => Resource<T>;
  /** With all of its versions. A file that still declares it makes it again when it is read next. */
  readonly remove: (key: ResourceKey) => void;
}

/** What a run needs of it. */
export interface AccountOfRun {
  readonly at: Account['at'];
  readonly put: <T extends ResourceType>(given: PutResource<T>) => Pick<Resource, 'version'>;
}

/** What one account has in one region, with what is in no region, and what the pipeline's own region has besides. */
export interface Resources {
  readonly find: <T extends ResourceType>(type: T, name: string) => Resource<T> | undefined;
  /** In order of name. */
  readonly list: <T extends ResourceType>(type: T) => readonly Resource<T>[];
  /** The values alone. */
  readonly valuesOf: <T extends ResourceType>(type: T) => readonly ResourceValues[T][];
}

export interface PutResource<T extends ResourceType = ResourceType> extends ResourceKey<T> {
  readonly partition: string;
  readonly values: ResourceValues[T];
  readonly tags?: Readonly<Record<string, string>>;
  readonly madeBy: Maker;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** A new version also when it says nothing new, as each call of RegisterTaskDefinition makes one. */
  readonly isRevision?: true;
  /** Its number is larger than this one as well. */
  readonly after?: number;
}
