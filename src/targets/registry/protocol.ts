// What is kept of the registry that stands in for ECR, and what can be asked of its process.

/** What serves it: a program of this machine, or a container of an engine's. */
export type RegistrySource =
  | { readonly kind: 'program'; readonly file: string }
  | {
      readonly kind: 'container';
      /** The program of the engine. */
      readonly file: string;
      readonly image: string;
    };

export interface RegistryRecord {
  readonly source: RegistrySource;
}

export type RegistryRequest = { readonly type: 'describe' };

export interface RegistryDescription {
  /** Of 127.0.0.1. */
  readonly port: number;
  readonly source: RegistrySource;
}
