// What a pipeline and what it deploys to would cost at AWS in a month. Nothing is guessed: what is neither measured nor
// assumed in a file is listed as not known, and is in no sum. Pure.
import type { ActionTypes } from './action-type.ts';
import type { CostInput, CostLine } from './cost-line.ts';
import { buildLines, pipelineLines } from './delivery-costs.ts';
import { hostingLines, sourceLines } from './hosting-costs.ts';

export interface CostEstimate {
  readonly lines: readonly CostLine[];
  /** In US dollars, of the lines that are known. */
  readonly totalUsd: number;
  readonly isComplete: boolean;
}

export function estimateCosts(input: CostInput, types: ActionTypes): CostEstimate {
  const isAlone = input.definition.standalone === true;
  const lines = [
    ...(isAlone ? [] : sourceLines(input, types)),
    ...pipelineLines(input),
    ...buildLines(input, types),
    ...hostingLines(input, types),
  ];
  return {
    lines,
    totalUsd: lines.reduce((sum, { usd = 0 }) => sum + usd, 0),
    isComplete: lines.every(({ usd }) => usd !== undefined),
  };
}
