// A job of a stage, as the engine sees it. Pure.

export interface JobDeclaration {
  readonly id: string;
  /** Ids of jobs of the same stage, without circles. */
  readonly needs: readonly string[];
  /** What runs it knows how to read this. */
  readonly definition: string;
  /** Id of the job that has called the workflow to which it belongs. */
  readonly calledBy?: string;
}
