// One stage of an execution: its conditions and its actions; those that failed or run first, many of them side by side.
import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { ActionView, ConditionView, StageView } from '../../view/execution-view.ts';
import { ActionCard } from './action-card.tsx';
import { stageStatus, Status } from './states.tsx';

/** From so many on, as of a matrix, they stand side by side. */
const manyActions = 6;

export function StageSection({
  stage,
  executionId,
}: {
  readonly stage: StageView;
  readonly executionId: string;
}): ReactNode {
  const { name, conditions, jobs = [] } = stage;
  // How its jobs stand is seen in their graph.
  const actions = jobs.length === 0 ? stage.actions : stage.actions.filter(saysMore);
  const isMany = actions.length >= manyActions;
  return (
    <section aria-label={`Stage ${name}`} id={`stage-${name}`} className="card flush stage-section">
      <header className="card-head">
        <h2>
          {name} <Status displayStatus={stageStatus(stage)} />
        </h2>
        {isMany ? <span className="quiet">{countsOf(actions)}</span> : null}
      </header>
      {conditions.map((condition) => (
        <Condition key={condition.type} condition={condition} executionId={executionId} />
      ))}
      <div className={isMany ? 'actions many' : 'actions'}>
        {(isMany ? firstMattering(actions) : actions).map((action) => (
          <ActionCard key={action.name} executionId={executionId} action={action} isBrief={isMany} />
        ))}
      </div>
    </section>
  );
}

/** Of a job: more than that it ran. */
function saysMore({
  displayStatus,
  notices,
  notExecuted,
  reports,
  endpoints,
  approval,
  ...action
}: ActionView): boolean {
  return (
    displayStatus === 'Failed' ||
    [notices, notExecuted, reports, endpoints, action.infrastructure, action.deployments].some(
      (each) => each.length > 0,
    ) ||
    approval !== undefined ||
    action.error !== undefined
  );
}

/** What failed, then what is at work, then the rest in their order. */
function firstMattering(actions: readonly ActionView[]): readonly ActionView[] {
  const rank = ({ displayStatus }: ActionView): number => {
    const at = ['Failed', 'Waiting', 'InProgress'].indexOf(displayStatus);
    return at === -1 ? Infinity : at;
  };
  return actions.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function countsOf(actions: readonly ActionView[]): string {
  const count = (status: string): number => actions.filter((each) => each.displayStatus === status).length;
  const words = [
    ['Failed', 'failed'],
    ['InProgress', 'running'],
    ['Succeeded', 'succeeded'],
    ['Skipped', 'skipped'],
  ] as const;
  return words
    .flatMap(([status, word]) => (count(status) === 0 ? [] : [`${count(status)} ${word}`]))
    .join(', ');
}

function Condition({
  condition: { type, displayStatus, rules },
  executionId,
}: {
  readonly condition: ConditionView;
  readonly executionId: string;
}): ReactNode {
  return (
    <p className="pad">
      {type} <Status displayStatus={displayStatus} />
      {rules.map(({ name, message = '', ruleExecutionId }) => (
        <Fragment key={name}>
          {` ${name}: ${message} `}
          {ruleExecutionId === undefined ? null : (
            <Link
              to="/executions/$executionId/logs/$actionExecutionId"
              params={{ executionId, actionExecutionId: ruleExecutionId }}
            >
              Log of {name}
            </Link>
          )}
        </Fragment>
      ))}
    </p>
  );
}

/** What is still to come, in one line. */
export function StagesToCome({ stages }: { readonly stages: readonly StageView[] }): ReactNode {
  if (stages.length === 0) return null;
  return (
    <section className="card" aria-label="Not started">
      <h2>
        Not started <Status displayStatus="Pending" />
      </h2>
      {stages.map((stage) => (
        <p key={stage.name} id={`stage-${stage.name}`}>
          <b>{stage.name}</b>{' '}
          <span className="quiet">
            {stage.actions.map(({ name, provider }) => `${name}, ${provider}`).join(' · ')}
            {stage.reason === undefined ? '' : ` – ${stage.reason}`}
            {stage.closed === undefined ? '' : ` – nothing may enter: ${stage.closed.reason}`}
          </span>
        </p>
      ))}
    </section>
  );
}
