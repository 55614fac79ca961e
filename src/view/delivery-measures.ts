// The measures of delivery by their definitions (dora.dev, "DORA's software delivery performance metrics"), from deployments
// to production alone: a build that fails changes none of them. Pure.
import { defined } from '../lib/defined.ts';
import { medianOf } from '../lib/median.ts';
import type { ExecutionSummary } from '../state/execution-history.ts';
import type { ProductionDeployment } from './production-deployments.ts';

export interface DeliveryMeasures extends PeriodMeasures {
  /** That began in the period and ended by themselves, wherever they came to; no measure of DORA. */
  readonly executions: { readonly succeeded: number; readonly failed: number };
  /** The same of the period before, of the same length. */
  readonly before: PeriodMeasures;
  /** The period in equal parts, oldest first. */
  readonly trend: readonly TrendPart[];
}

/** Of one part of the period; what nothing was deployed for is absent. */
export interface TrendPart extends Pick<
  PeriodMeasures,
  'leadTimeMs' | 'changeFailureRate' | 'timeToRestoreMs' | 'reworkRate'
> {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly succeeded: number;
  readonly failed: number;
}

export interface PeriodMeasures {
  /** To production, that succeeded. */
  readonly deployments: number;
  /** Deployment frequency: those that succeeded, for each day of the period. */
  readonly deploymentsPerDay: number;
  /** Change lead time: from the commit to its success in production, the median in milliseconds. */
  readonly leadTimeMs?: number;
  /** Change fail rate: how many of the deployments that were no rollback failed or were rolled back, 0 to 1. */
  readonly changeFailureRate?: number;
  /** Failed deployment recovery time: from the end of one to the next success in production, the median in milliseconds. */
  readonly timeToRestoreMs?: number;
  /** Deployment rework rate: how many of all were made because one before had failed, 0 to 1. */
  readonly reworkRate?: number;
  /** Of how many each figure is. */
  readonly samples: {
    readonly leadTime: number;
    readonly changes: number;
    readonly restored: number;
    readonly all: number;
  };
}

interface Period {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

const trendParts = 12;

/** Of any pipelines, in any order; of the period before as well. */
export interface Delivered {
  readonly deployments: readonly ProductionDeployment[];
  readonly executions: readonly Pick<ExecutionSummary, 'status' | 'startedAt'>[];
}

export function deliveryMeasures(
  { deployments, executions }: Delivered,
  { from, to }: Period,
): DeliveryMeasures {
  const ended = (status: ExecutionSummary['status']): number =>
    executions.filter((each) => each.status === status && each.startedAt >= from && each.startedAt < to)
      .length;
  const judged = [...Map.groupBy(deployments, ({ pipelineName }) => pipelineName).values()].flatMap(judge);
  const part = (to - from) / trendParts;
  return {
    ...measuresOf(judged, { from, to }),
    executions: { succeeded: ended('Succeeded'), failed: ended('Failed') },
    before: measuresOf(judged, { from: from - (to - from), to: from }),
    trend: Array.from({ length: trendParts }, (_, index) => {
      const begin = from + index * part;
      const {
        deployments: succeeded,
        samples,
        ...found
      } = measuresOf(judged, { from: begin, to: begin + part });
      const { deploymentsPerDay: _ofDays, ...figures } = found;
      return { from: begin, succeeded, failed: samples.all - succeeded, ...figures };
    }),
  };
}

/** A deployment with what became of it. */
interface Judged extends ProductionDeployment {
  readonly neededIntervention: boolean;
  /** Because of one before that had failed. */
  readonly isRework: boolean;
  /** Of one that needed an intervention: until production was right again. */
  readonly restoredAfterMs?: number;
}

/** @param own of one pipeline */
function judge(own: readonly ProductionDeployment[]): readonly Judged[] {
  const inOrder = own.toSorted((a, b) => a.at - b.at);
  return inOrder.map((each, index) => {
    const next = inOrder[index + 1];
    const neededIntervention = !each.isRollback && (!each.succeeded || next?.isRollback === true);
    const restored = inOrder.slice(index + 1).find(({ succeeded }) => succeeded);
    const before = inOrder[index - 1];
    return {
      ...each,
      neededIntervention,
      isRework: each.isRollback || before?.succeeded === false,
      ...defined({
        restoredAfterMs: neededIntervention && restored !== undefined ? restored.at - each.at : undefined,
      }),
    };
  });
}

function within<T extends ProductionDeployment>(all: readonly T[], { from, to }: Period): readonly T[] {
  return all.filter(({ at }) => at >= from && at < to);
}

function measuresOf(all: readonly Judged[], period: Period): PeriodMeasures {
  const own = within(all, period);
  const succeeded = own.filter((each) => each.succeeded);
  const changes = own.filter(({ isRollback }) => !isRollback);
  const leadTimes = succeeded.flatMap(({ at, committedAt, isRollback }) =>
    committedAt === undefined || isRollback ? [] : [Math.max(0, at - committedAt)],
  );
  const restored = own.flatMap(({ restoredAfterMs }) => restoredAfterMs ?? []);
  const share = (part: number, whole: number): number | undefined => (whole === 0 ? undefined : part / whole);
  const days = Math.max(1, (period.to - period.from) / 86_400_000);
  return {
    deployments: succeeded.length,
    deploymentsPerDay: succeeded.length / days,
    ...defined({
      leadTimeMs: medianOf(leadTimes),
      changeFailureRate: share(
        changes.filter(({ neededIntervention }) => neededIntervention).length,
        changes.length,
      ),
      timeToRestoreMs: medianOf(restored),
      reworkRate: share(own.filter(({ isRework }) => isRework).length, own.length),
    }),
    samples: {
      leadTime: leadTimes.length,
      changes: changes.length,
      restored: restored.length,
      all: own.length,
    },
  };
}
