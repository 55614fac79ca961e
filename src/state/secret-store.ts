// Parameters and secrets, encrypted at rest: the local Parameter Store and Secrets Manager.

export interface SecretStore {
  /** A parameter's value by name, as Parameter Store gives it, or undefined when it does not exist. */
  readonly parameter: (name: string) => string | undefined;
  /** A secret's text by id and stage (`AWSCURRENT` when absent), or undefined when it does not exist. */
  readonly secret: (secretId: string, stage?: string) => string | undefined;
  readonly putParameter: (name: string, value: string) => void;
  readonly putSecret: (secretId: string, value: string) => void;
}
