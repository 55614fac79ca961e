// How long an action may take (CodePipeline user guide, "Quotas": timeouts by action type), and a whole execution.
import { counted } from '../lib/counted.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { DecideContext } from './scope.ts';
import type { ActionRun, Execution } from './state.ts';
import { isHalted } from './state.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const otherLimitMinutes = 60;

/** Milliseconds since the epoch. */
export function deadlineOf(
  action: ActionRun,
  declaration: ActionDeclaration,
  context: Pick<DecideContext, 'timeLimitMinutes' | 'pausedMs'>,
): number {
  if (action.approval !== undefined) return action.approval.expiresAt;
  const ends = action.clockFrom + timeLimitMs(declaration, context);
  // An approval is no work that could be paused.
  if (declaration.actionTypeId.category === 'Approval') return ends;
  return ends + (context.pausedMs?.(action.started.executionId) ?? 0);
}

/** Milliseconds since the epoch; undefined when it may take as long as its actions, and when it ends anyway. */
export function executionDeadlineOf(
  execution: Execution,
  { pausedMs }: Pick<DecideContext, 'pausedMs'>,
): number | undefined {
  const { timeoutInMinutes, clockFrom } = execution;
  if (timeoutInMinutes === undefined || isHalted(execution)) return undefined;
  return clockFrom + timeoutInMinutes * minuteMs + (pausedMs?.(execution.executionId) ?? 0);
}

export function describeTimeLimit(
  declaration: ActionDeclaration,
  context: Pick<DecideContext, 'timeLimitMinutes'>,
): string {
  return describeSpan(timeLimitMs(declaration, context));
}

export function describeMinutes(minutes: number): string {
  return describeSpan(minutes * minuteMs);
}

/** In the largest unit of which it is a whole number. */
function describeSpan(limitMs: number): string {
  const [unit, unitMs] = units.find(([, ms]) => limitMs % ms === 0) ?? ['millisecond', 1];
  return counted(limitMs / unitMs, unit);
}

const units: readonly (readonly [string, number])[] = [
  ['day', dayMs],
  ['hour', hourMs],
  ['minute', minuteMs],
  ['second', 1000],
];

/** Only manual approvals may set their own. */
function timeLimitMs(
  { actionTypeId, timeoutInMinutes }: ActionDeclaration,
  { timeLimitMinutes }: Pick<DecideContext, 'timeLimitMinutes'>,
): number {
  const own = actionTypeId.category === 'Approval' ? timeoutInMinutes : undefined;
  return (own ?? timeLimitMinutes(actionTypeId) ?? otherLimitMinutes) * minuteMs;
}
