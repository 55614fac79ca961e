// Which projects may take what an earlier build gave. Slipway's own: CodeBuild builds whenever it is asked to. Pure.

export interface ReusedProject {
  readonly projectName: string;
  /** Patterns for the files of its sources that it depends on; all of them when absent. */
  readonly paths?: readonly string[];
}
