// The stages of a pipeline from left to right, each with what is in it and what waits before it.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ActionView, ExecutionView, StageView } from '../../view/execution-view.ts';
import type { StageStatus } from '../../view/pipeline-status.ts';
import { useAsk } from '../data/ask.ts';
import { BreakingName } from './breaking-name.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { Mark, stageStatus } from './states.tsx';
import { formatDuration, shortId } from './words.ts';

export function StageGraph({
  pipelineName,
  stages,
  inFlight,
}: {
  readonly pipelineName: string;
  readonly stages: readonly StageStatus[];
  readonly inFlight: readonly ExecutionView[];
}): ReactNode {
  return (
    <>
      <h2 className="hidden">Stages</h2>
      <ol className="graph" tabIndex={0} aria-label="Stages">
        {stages.map((stage, index) => (
          <li key={stage.name}>
            {index === 0 ? null : (
              <Transition
                pipelineName={pipelineName}
                stage={stage}
                waiting={waitingBefore(stages, index, inFlight)}
              />
            )}
            <Stage stage={stage} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Executions that are through with the stage before and not in this one. */
function waitingBefore(
  stages: readonly StageStatus[],
  index: number,
  inFlight: readonly ExecutionView[],
): readonly ExecutionView[] {
  const before = stages[index - 1]?.name;
  const name = stages[index]?.name;
  return inFlight.filter((execution) => {
    const statusOfStage = (stage: string | undefined) =>
      execution.stages.find((one) => one.name === stage)?.displayStatus;
    return statusOfStage(before) === 'Succeeded' && statusOfStage(name) === 'Pending';
  });
}

function Stage({ stage: { name, latest } }: { readonly stage: StageStatus }): ReactNode {
  const displayStatus = latest === undefined ? 'Pending' : stageStatus(latest.stage);
  return (
    <section className={`stage ${displayStatus}`} aria-label={`Stage ${name}`}>
      <h3>
        <Mark displayStatus={displayStatus} />
        <span>
          <BreakingName name={name} />
        </span>
      </h3>
      {latest === undefined ? (
        <p className="quiet">Nothing has been here yet</p>
      ) : (
        <>
          <Link
            to="/executions/$executionId"
            params={{ executionId: latest.execution.executionId }}
            className="quiet"
          >
            {shortId(latest.execution.executionId)}
          </Link>
          <ul>
            {shownActions(latest.stage).map((action) => (
              <Action key={action.name} action={action} executionId={latest.execution.executionId} />
            ))}
          </ul>
          <FoldedActions stage={latest.stage} />
        </>
      )}
    </section>
  );
}

/** More are few lines only where something is not as it should be. */
const shownAtOnce = 8;

/** All of a few; of many those that have not succeeded, in their order. */
function shownActions({ actions }: StageView): readonly ActionView[] {
  return actions.length <= shownAtOnce ? actions : actions.filter((action) => !isQuiet(action));
}

function isQuiet({ displayStatus }: ActionView): boolean {
  return displayStatus === 'Succeeded' || displayStatus === 'Reused';
}

function FoldedActions({ stage }: { readonly stage: StageView }): ReactNode {
  const folded = stage.actions.length - shownActions(stage).length;
  if (folded === 0) return null;
  return (
    <p className="quiet">
      <Mark displayStatus="Succeeded" /> {folded} of {stage.actions.length} succeeded
    </p>
  );
}

function Action({
  action,
  executionId,
}: {
  readonly action: ActionView;
  readonly executionId: string;
}): ReactNode {
  const { name, provider, displayStatus, startedAt, endedAt, actionExecutionId } = action;
  const took = startedAt === undefined || endedAt === undefined ? '' : formatDuration(endedAt - startedAt);
  return (
    <li className="action">
      <Mark displayStatus={displayStatus} />{' '}
      {actionExecutionId === undefined ? (
        name
      ) : (
        <Link
          to="/executions/$executionId/logs/$actionExecutionId"
          params={{ executionId, actionExecutionId }}
        >
          {name}
        </Link>
      )}{' '}
      <span className="quiet">
        {provider} {took}
      </span>
    </li>
  );
}

function Transition({
  pipelineName,
  stage: { name, closed },
  waiting,
}: {
  readonly pipelineName: string;
  readonly stage: StageStatus;
  readonly waiting: readonly ExecutionView[];
}): ReactNode {
  const ask = useAsk(pipelineName);
  const [isAsking, setAsking] = useState(false);
  const isOpen = closed === undefined;
  const change = (form: FormData): void => {
    const reason = form.get('reason');
    ask.mutate(
      {
        type: isOpen ? 'DisableStageTransition' : 'EnableStageTransition',
        stageName: name,
        transitionType: 'Inbound',
        reason: typeof reason === 'string' ? reason : '',
      },
      { onSuccess: () => setAsking(false) },
    );
  };
  return (
    <div className={`transition ${isOpen ? 'open' : 'closed'}`}>
      <button
        type="button"
        role="switch"
        aria-checked={isOpen}
        aria-label={`Transition into ${name}`}
        title={isOpen ? `Executions may enter ${name}` : `Disabled by ${closed.by}: ${closed.reason}`}
        onClick={() => setAsking(true)}
      />
      {isOpen ? null : <span className="quiet">{closed.reason}</span>}
      {waiting.map(({ executionId }) => (
        <Link key={executionId} to="/executions/$executionId" params={{ executionId }} className="chip">
          {shortId(executionId)} waits
        </Link>
      ))}
      {isAsking ? (
        <AskDialog
          title={isOpen ? `Let nothing into ${name}` : `Let executions into ${name} again`}
          action={isOpen ? 'Disable' : 'Enable'}
          isPending={ask.isPending}
          error={ask.error}
          onAsk={change}
          onClose={() => setAsking(false)}
        >
          {isOpen ? (
            <label>
              Why
              <input name="reason" required maxLength={300} />
            </label>
          ) : null}
        </AskDialog>
      ) : null}
    </div>
  );
}
