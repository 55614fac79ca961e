// What a definition asks for and this machine does not do. It is never passed over: the run reports it, and so does lint.

export interface NotExecuted {
  /** As the file spells it: `source.reportBuildStatus`. */
  readonly what: string;
  /** What happens in its place. */
  readonly reason: string;
}
