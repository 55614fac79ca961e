// Why an execution has failed, before all else: the action, the lifecycle events that failed with what they printed, and
// what was put back.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { defined } from '../../lib/defined.ts';
import type {
  ActionView,
  DeploymentView,
  ExecutionView,
  LifecycleEventView,
} from '../../view/execution-view.ts';
import { FailureDetail } from './failure-detail.tsx';
import { Mark } from './states.tsx';

/** Of many hosts that fail alike, the first few are enough to read. */
const shownEvents = 3;

export function Cause({ view }: { readonly view: ExecutionView }): ReactNode {
  const failed = view.stages.flatMap((stage) =>
    stage.actions
      .filter(({ displayStatus }) => displayStatus === 'Failed')
      .map((action) => ({ stageName: stage.name, action })),
  );
  return failed.map(({ stageName, action }) => (
    <section
      key={`${stageName}/${action.name}`}
      className="card cause"
      aria-label={`Why ${action.name} failed`}
    >
      <div className="row">
        <h2>
          <Mark displayStatus="Failed" /> {stageName} › {action.name}: {whatFailed(action)}
        </h2>
        <span className="fill" />
        <LogLink executionId={view.executionId} action={action} />
      </div>
      <FailedEvents deployments={action.deployments} />
      <ErrorOf action={action} />
      {action.deployments.filter(isRollback).map((rollback) => (
        <p key={rollback.deploymentId} className="rolled-back">
          ↺ {outcomeOf(rollback)}
        </p>
      ))}
    </section>
  ));
}

/** What the event has shown already is not shown twice. */
function ErrorOf({ action: { error, deployments } }: { readonly action: ActionView }): ReactNode {
  if (error === undefined) return null;
  if (failedEvents(deployments).length === 0) return <FailureDetail error={error} />;
  const { code, message, remedy } = error;
  return <FailureDetail error={{ code, message, ...defined({ remedy }) }} />;
}

interface FailedEvent {
  readonly targetId: string;
  readonly event: LifecycleEventView;
}

function failedEvents(deployments: readonly DeploymentView[]): readonly FailedEvent[] {
  return deployments
    .filter((deployment) => !isRollback(deployment))
    .flatMap(({ targets }) =>
      targets.flatMap(({ targetId, events }) =>
        events.filter(({ status }) => status === 'Failed').map((event) => ({ targetId, event })),
      ),
    );
}

function isRollback({ creator }: DeploymentView): boolean {
  return creator === 'codeDeployRollback';
}

function whatFailed({ deployments, error }: ActionView): string {
  const events = failedEvents(deployments);
  const [first] = events;
  if (first === undefined) return error?.code ?? 'failed';
  const more = events.length - 1;
  return `${first.event.name} failed on ${first.targetId}${more === 0 ? '' : ` and ${more} more`}`;
}

function FailedEvents({ deployments }: { readonly deployments: readonly DeploymentView[] }): ReactNode {
  const events = failedEvents(deployments);
  const rest = events.length - shownEvents;
  return (
    <>
      {events.slice(0, shownEvents).map(({ targetId, event: { name, diagnostics } }) => (
        <div key={`${targetId} ${name}`} className="failure">
          <p>
            <b>{name}</b> on <b>{targetId}</b>
            {diagnostics === undefined
              ? null
              : `: ${diagnostics.errorCode}${diagnostics.scriptName === '' ? '' : ` in ${diagnostics.scriptName}`}: ${diagnostics.message}`}
          </p>
          {diagnostics === undefined || diagnostics.logTail === '' ? null : (
            <pre tabIndex={0}>{diagnostics.logTail}</pre>
          )}
        </div>
      ))}
      {rest > 0 ? <p className="quiet">and {rest} more lifecycle events failed: see the deployment</p> : null}
    </>
  );
}

function LogLink({
  executionId,
  action: { actionExecutionId },
}: {
  readonly executionId: string;
  readonly action: ActionView;
}): ReactNode {
  if (actionExecutionId === undefined) return null;
  return (
    <Link
      to="/executions/$executionId/logs/$actionExecutionId"
      params={{ executionId, actionExecutionId }}
      className="button"
    >
      Log
    </Link>
  );
}

/** What came of the rollback, which makes nothing of the failure good. */
function outcomeOf({ deploymentId, status, targets }: DeploymentView): string {
  const where = `${targets.length} ${targets.length === 1 ? 'target' : 'targets'}`;
  if (status === 'Succeeded')
    return `Rolled back: the revision before is on ${where} again (${deploymentId})`;
  if (status === 'Failed')
    return `The rollback ${deploymentId} failed too: ${where} may hold either revision`;
  return `Rolling back with ${deploymentId} …`;
}
