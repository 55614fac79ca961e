// What a workflow says of one service of a job, with everything evaluated in it.

import type { RegistryCredentials } from '../container/container-spec.ts';

export interface ServiceCall {
  readonly credentials?: RegistryCredentials;
  readonly id: string;
  readonly image: string;
  readonly env: Readonly<Record<string, string>>;
  /** As they are written: `5432`, `5432:5432`. */
  readonly ports: readonly string[];
  readonly options: string;
  readonly volumes: readonly string[];
  readonly entrypoint: string;
  readonly command: string;
}
