// What the caller of a run decides for its sources.

export interface SourceOptions {
  /** Source action name, or `*`, to what takes its place: a folder, `folder#ref`, or a git URL with optional `#ref`. */
  readonly sources: Readonly<Record<string, string>>;
  /** Sources are what was pushed to the server's own repositories, where there are any. */
  readonly takesPushes?: boolean;
}
