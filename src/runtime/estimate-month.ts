// What a month of a pipeline costs at AWS, by what was measured here of late, and what of it the month has cost so far.
import { providers } from '../actions/registry.ts';
import { budgetStates, type BudgetState } from '../model/budget.ts';
import type { BilledResource, CostInput } from '../model/cost-line.ts';
import { estimateCosts, type CostEstimate } from '../model/costs.ts';
import type { Definition } from '../model/definition.ts';
import { allowancesOf, type Allowance } from '../model/free-tier.ts';
import { actionsOf } from '../model/pipeline-walk.ts';
import { prices } from '../model/prices.ts';
import { openFiles } from '../load/files.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { measuredUse } from '../view/measured-use.ts';

export interface MonthEstimate extends CostEstimate {
  /** In US dollars, since the month began: builds and actions as they were, everything else by the days that have passed. */
  readonly actualUsd: number;
}

export interface Estimated {
  readonly definition: Definition;
  /** Absolute path of the definition's folder. */
  readonly folder: string;
  readonly state: StateFolder;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const dayMs = 24 * 60 * 60 * 1000;

export async function estimateMonth({ definition, folder, state, now }: Estimated): Promise<MonthEstimate> {
  const [assumptions = {}] = definition.costs;
  const resources = await resourcesOf(definition, folder);
  const begin = monthStart(now);
  const estimateOf = (since: number, given: CostInput['assumptions']): CostEstimate =>
    estimateCosts(
      {
        definition,
        assumptions: given,
        measured: measure(definition.pipeline.name, state, since),
        resources,
      },
      providers,
    );
  const month = estimateOf(now - 30 * dayMs, assumptions);
  const { executionsPerMonth: _, ...soFar } = assumptions;
  const passed = (now - begin) / (monthStart(begin + 32 * dayMs) - begin);
  const measured = new Set(['CodePipeline', 'CodeBuild']);
  const actualUsd = estimateOf(begin, soFar).lines.reduce(
    (sum, { service, usd = 0 }) => sum + (measured.has(service) ? usd : usd * passed),
    0,
  );
  return { ...month, actualUsd };
}

/** What a month costs, with what is free in it and what its budgets say. */
export interface MonthReport extends MonthEstimate {
  /** The day and the Region of the prices. */
  readonly asOf: string;
  readonly region: string;
  readonly allowances: readonly Allowance[];
  readonly budgets: readonly BudgetState[];
}

export async function reportMonth(estimated: Estimated): Promise<MonthReport> {
  const estimate = await estimateMonth(estimated);
  const spending = { actualUsd: estimate.actualUsd, forecastedUsd: estimate.totalUsd };
  const { asOf, region } = prices;
  return {
    ...estimate,
    asOf,
    region,
    allowances: allowancesOf(estimate.lines),
    budgets: estimated.definition.budgets.flatMap((budget) => budgetStates(budget, spending)),
  };
}

/** In UTC, as bills are. */
function monthStart(at: number): number {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

async function resourcesOf(definition: Definition, folder: string): Promise<readonly BilledResource[]> {
  const nearby = { definition, folder, files: openFiles(folder), types: providers };
  const found = actionsOf(definition.pipeline).map(
    async (placed) =>
      (await providers.find(placed.action.actionTypeId)?.billedResources?.(placed, nearby)) ?? [],
  );
  return (await Promise.all(found)).flat();
}

function measure(pipelineName: string, { history, journal }: StateFolder, since: number) {
  const executions = history
    .executions({ pipelineName })
    .filter(({ startedAt }) => startedAt >= since)
    .map((summary) => ({ ...summary, actions: history.actions(summary.executionId) }));
  const reused = executions.flatMap(({ executionId }) =>
    [...journal.read({ executionId })].flatMap(({ event }) =>
      event.type === 'ActionProgressed' && event.progress.kind === 'Reused' ? [event.actionExecutionId] : [],
    ),
  );
  return measuredUse(executions, new Set(reused));
}
