// How long a whole execution may take. Slipway's own: CodePipeline limits its actions only. Pure.

export interface ExecutionLimit {
  /** Every pipeline of the folder when absent. */
  readonly pipelineName?: string;
  readonly timeoutInMinutes: number;
}

/** In minutes; the limit that names the pipeline goes before the one for every pipeline. */
export function limitOf(pipelineName: string, limits: readonly ExecutionLimit[]): number | undefined {
  const own = limits.find((limit) => limit.pipelineName === pipelineName);
  return (own ?? limits.find((limit) => limit.pipelineName === undefined))?.timeoutInMinutes;
}
