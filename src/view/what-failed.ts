// What has made an execution fail, in a few words. Pure.
import type { ActionView, DeploymentView, ExecutionView, LifecycleEventView } from './execution-view.ts';
import { isRollback, isRolledBack } from './rollback.ts';

export interface FailedAction {
  readonly stageName: string;
  readonly action: ActionView;
}

/** Those of which the execution fails, in their order. */
export function failedActions({ stages }: Pick<ExecutionView, 'stages'>): readonly FailedAction[] {
  return stages.flatMap((stage) =>
    stage.actions
      .filter(({ displayStatus, mayFail }) => displayStatus === 'Failed' && mayFail !== true)
      .map((action) => ({ stageName: stage.name, action })),
  );
}

export interface FailedEvent {
  readonly targetId: string;
  readonly event: LifecycleEventView;
}

/** Of what was asked for; a rollback is shown apart. */
export function failedEvents(deployments: readonly DeploymentView[]): readonly FailedEvent[] {
  return deployments
    .filter((deployment) => !isRollback(deployment))
    .flatMap(({ targets }) =>
      targets.flatMap(({ targetId, events }) =>
        events.filter(({ status }) => status === 'Failed').map((event) => ({ targetId, event })),
      ),
    );
}

/** `ValidateService failed on i-1 and 2 more`; undefined for what is no deployment. */
export function failedEventInWords({ deployments }: Pick<ActionView, 'deployments'>): string | undefined {
  const events = failedEvents(deployments);
  const [first] = events;
  if (first === undefined) return undefined;
  const more = events.length - 1;
  return `${first.event.name} failed on ${first.targetId}${more === 0 ? '' : ` and ${more} more`}`;
}

export interface FailureInShort {
  readonly stageName: string;
  readonly actionName: string;
  /** One line. */
  readonly what: string;
  /** How many other actions failed. */
  readonly more: number;
  readonly isRolledBack: boolean;
}

/** Undefined when no action failed: a condition did, or the time limit of the pipeline. */
export function failureInShort(view: Pick<ExecutionView, 'stages'>): FailureInShort | undefined {
  const failed = failedActions(view);
  const [first] = failed;
  if (first === undefined) return undefined;
  const { stageName, action } = first;
  const { message = '', code = '' } = action.error ?? {};
  return {
    stageName,
    actionName: action.name,
    what: failedEventInWords(action) ?? (message.split('\n', 1)[0] || code),
    more: failed.length - 1,
    isRolledBack: view.stages.some(isRolledBack),
  };
}
