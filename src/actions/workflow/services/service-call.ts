// What a workflow says of one service of a job, with everything evaluated in it.

export interface ServiceCall {
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
