// Resources of AWS that stand next to a pipeline and that nothing here acts on: they are read, so that what is wrong with them
// is found, and reported, so that none is passed over.

/** Of a CodeBuild project: pushes and pull requests start its builds. */
export interface BuildWebhook {
  /** Unknown in what `create-webhook` answers. */
  readonly projectName?: string;
}

/** Of a pipeline: requests from outside start it. */
export interface PipelineWebhook {
  readonly name: string;
  readonly targetPipeline: string;
}

export interface ReportGroup {
  readonly name: string;
  readonly type: 'TEST' | 'CODE_COVERAGE';
}
