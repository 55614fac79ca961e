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
