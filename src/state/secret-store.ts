// Parameters and secrets, encrypted at rest: the local Parameter Store and Secrets Manager.

export type SecretKind = 'parameter' | 'secret';

/** What may be shown of one: never its value. */
export interface StoredSecret {
  readonly kind: SecretKind;
  readonly name: string;
  /** Milliseconds since the epoch; absent for what was put before times were kept. */
  readonly changedAt?: number;
  /** Of a secret: the id of its current version. */
  readonly versionId?: string;
}

/** Which version of a secret: AWSCURRENT when nothing is said. */
export interface SecretVersion {
  readonly stage?: string;
  readonly versionId?: string;
}

/** A stage of a secret, or a version of a parameter, with the version that it names. */
export interface StoredStage {
  readonly stage: string;
  readonly versionId: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

/** One change of a parameter or a secret; all of it is on disk, or nothing. */
export interface SecretChange {
  /** What is kept with it besides its values: plain JSON, and never a value. Absent when it stays. */
  readonly description?: object;
  /** In place of what these stages had. */
  readonly put?: readonly (StoredStage & { readonly value: string })[];
  readonly drop?: readonly string[];
}

/**
 * The store as AWS's API needs it: every version. The current value of a parameter has the stage '', that of a secret
 * `AWSCURRENT`: those are what a SecretStore gives.
 */
export interface VersionedSecretStore extends SecretStore {
  /** Undefined for one that was never described: it may exist, put by another way. */
  readonly description: (kind: SecretKind, name: string) => unknown;
  readonly stages: (kind: SecretKind, name: string) => readonly StoredStage[];
  readonly valueAt: (kind: SecretKind, name: string, stage: string) => string | undefined;
  readonly change: (kind: SecretKind, name: string, change: SecretChange) => void;
  /** Names of all that have a value or a description, in order. */
  readonly names: (kind: SecretKind) => readonly string[];
}

export interface SecretStore {
  /** A parameter's value by name, as Parameter Store gives it, or undefined when it does not exist. */
  readonly parameter: (name: string) => string | undefined;
  /** A secret's text, or undefined when there is no such secret or version. */
  readonly secret: (secretId: string, version?: SecretVersion) => string | undefined;
  readonly putParameter: (name: string, value: string) => void;
  /** What was current becomes AWSPREVIOUS. */
  readonly putSecret: (secretId: string, value: string) => void;
  /** By kind and name. */
  readonly list: () => readonly StoredSecret[];
  /**
   * Remembers values that the actions of a pipeline were given, wherever they came from, so that they stay hidden in all that
   * is printed later. Only `used` gives them.
   */
  readonly keepUsed: (pipelineName: string, values: readonly string[]) => void;
  /** Of that pipeline, or of all. */
  readonly used: (pipelineName?: string) => readonly string[];
  /** All its versions. False when there was none. */
  readonly remove: (kind: SecretKind, name: string) => boolean;
}
