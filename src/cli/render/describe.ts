// Small phrases about executions that several texts share.
import { counted } from '../../lib/counted.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { ActionView, Endpoint, ExecutionView, StageView } from '../../view/execution-view.ts';

/** The first eight characters: enough to distinguish executions, and taken wherever an execution is named. */
export function shortExecutionId(executionId: string): string {
  return executionId.slice(0, 8);
}

/** A commit as people write it; other revisions as they are. */
export function shortRevision(revisionId: string): string {
  return /^[0-9a-f]{40}$/.test(revisionId) ? revisionId.slice(0, 8) : revisionId;
}

export function triggerText({ trigger, rollback }: Pick<ExecutionView, 'trigger' | 'rollback'>): string {
  if (rollback !== undefined)
    return `rolls ${rollback.stageName} back to ${shortExecutionId(rollback.targetExecutionId)}`;
  if (trigger === undefined) return '';
  const { triggerType, triggerDetail } = trigger;
  return triggerDetail === '' ? triggerType : `started by ${triggerDetail}`;
}

/** How long it has taken, or takes until now; nothing for what has not begun. */
export function spanText(
  { startedAt, endedAt }: { readonly startedAt?: number; readonly endedAt?: number },
  now: number,
): string {
  return startedAt === undefined ? '' : formatDuration((endedAt ?? now) - startedAt);
}

/** In days from two on. */
export function longDuration(durationMs: number): string {
  return durationMs < 2 * dayMs ? formatDuration(durationMs) : `${Math.round(durationMs / dayMs)} days`;
}

const dayMs = 24 * 3600 * 1000;

/** What an action gave, in a few words: its own, else the revision of a source, else its artifacts. */
export function actionResult({ summary, outputArtifacts, phases, deployments }: ActionView): string {
  const isSource = phases.length === 0 && deployments.length === 0;
  const revision = isSource ? outputArtifacts.find(({ revisionId }) => revisionId !== undefined) : undefined;
  if (revision?.revisionId !== undefined)
    return `${shortRevision(revision.revisionId)} ${firstLine(revision.revisionSummary ?? summary ?? '')}`.trim();
  if (summary !== undefined && summary !== '') return firstLine(summary);
  return outputArtifacts.map(({ name, files }) => `${name}: ${counted(files, 'file')}`).join(', ');
}

/** The addresses that people open: a balancer before single hosts, each once. */
export function endpointsOf(view: ExecutionView): readonly Endpoint[] {
  const all = actionsOf(view).flatMap(({ action }) => action.endpoints);
  return [...new Map(all.map((endpoint) => [endpoint.url, endpoint])).values()];
}

export function actionsOf(
  view: ExecutionView,
): readonly { readonly stage: StageView; readonly action: ActionView }[] {
  return view.stages.flatMap((stage) => stage.actions.map((action) => ({ stage, action })));
}

export function firstLine(text: string): string {
  return text.split('\n')[0]?.trim() ?? '';
}
