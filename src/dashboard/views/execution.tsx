// One execution: how it stands, why it failed, when what happened and what it printed, what it gave; and everything that can
// be asked of it.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Fragment, useState, type ReactNode } from 'react';
import type { DisplayStatus, ExecutionView, StageView } from '../../view/execution-view.ts';
import { useNow } from '../data/clock.ts';
import { executionQuery } from '../data/queries.ts';
import { ActionCard } from '../parts/action-card.tsx';
import { Approvals } from '../parts/approvals.tsx';
import { Cause } from '../parts/cause.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { ExecutionButtons } from '../parts/execution-buttons.tsx';
import { ActionLog } from '../parts/log-lines.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { isRolledBack } from '../parts/rollback.ts';
import { StageStrip } from '../parts/stage-strip.tsx';
import { Failure, Loading, Mark, stageStatus, Status } from '../parts/states.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { firstLine, formatDuration, formatTime, shortId } from '../parts/words.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';

export function Execution(): ReactNode {
  const { executionId } = useParams({ from: '/executions/$executionId' });
  const execution = useQuery(executionQuery(executionId));
  if (execution.isPending) return <Loading />;
  if (execution.error !== null)
    return <Failure error={execution.error} retry={() => void execution.refetch()} />;
  return <Shown execution={execution.data} />;
}

function Shown({ execution }: { readonly execution: ExecutionDetail }): ReactNode {
  const { view } = execution;
  const { executionId, pipelineName, displayStatus, runName } = view;
  const status = view.stages.some((stage) => stageStatus(stage) === 'Waiting') ? 'Waiting' : displayStatus;
  usePageTitle(`${runName ?? shortId(executionId)} ${pipelineName}`, status);
  return (
    <>
      <p className="quiet">
        <Link to="/pipelines/$pipelineName" params={{ pipelineName }}>
          {pipelineName}
        </Link>{' '}
        › execution
      </p>
      <div className="row">
        <h1>
          {runName === undefined ? null : `${runName} `}
          <code>{shortId(executionId)}</code> <CopyButton text={executionId} what="the execution ID" />{' '}
          <Status displayStatus={status} />{' '}
          {view.stages.some(isRolledBack) ? <span className="status RolledBack">↺ rolled back</span> : null}
        </h1>
        <span className="fill" />
        <ExecutionButtons view={view} />
      </div>
      <Facts execution={execution} />
      <StageStrip view={view} />
      <Approvals view={view} />
      <Cause view={view} />
      {view.stages.filter(isFailed).map((stage) => (
        <Stage key={stage.name} stage={stage} execution={execution} />
      ))}
      <TimelineWithLog view={view} />
      {view.stages
        .filter((stage) => !isFailed(stage))
        .map((stage) => (
          <Stage key={stage.name} stage={stage} execution={execution} />
        ))}
    </>
  );
}

/** What failed stands before the chronicle of everything. */
function isFailed({ displayStatus }: StageView): boolean {
  return displayStatus === 'Failed';
}

/** The log of the action that is chosen in the timeline; until then of the one that matters most. */
function TimelineWithLog({ view }: { readonly view: ExecutionView }): ReactNode {
  const [chosen, setChosen] = useState<string>();
  const shown = chosen ?? mostRelevant(view);
  const action = view.stages
    .flatMap(({ actions }) => actions)
    .find(({ actionExecutionId }) => actionExecutionId !== undefined && actionExecutionId === shown);
  return (
    <div className="panes">
      <Timeline view={view} chosen={shown} onChoose={setChosen} />
      {action === undefined || shown === undefined ? null : (
        <section className="card flush log-pane" aria-label={`Log of ${action.name}`}>
          <header className="card-head">
            <h2>
              {action.name} <Mark displayStatus={action.displayStatus} />
            </h2>
            <span className="fill" />
            <Link
              to="/executions/$executionId/logs/$actionExecutionId"
              params={{ executionId: view.executionId, actionExecutionId: shown }}
            >
              Whole page
            </Link>
          </header>
          <ActionLog key={shown} executionId={view.executionId} actionExecutionId={shown} />
        </section>
      )}
    </div>
  );
}

/** What runs, else what failed, else what ran last. Approvals print nothing. */
function mostRelevant({ stages }: ExecutionView): string | undefined {
  const actions = stages
    .flatMap((stage) => stage.actions)
    .filter(({ actionExecutionId, approval }) => actionExecutionId !== undefined && approval === undefined);
  const last = (status: DisplayStatus) =>
    actions.findLast(({ displayStatus }) => displayStatus === status)?.actionExecutionId;
  return last('InProgress') ?? last('Failed') ?? actions.at(-1)?.actionExecutionId;
}

function Facts({
  execution: { view, summary, variables },
}: {
  readonly execution: ExecutionDetail;
}): ReactNode {
  const { startedAt, endedAt, trigger, rollback, stopRequested, supersededBy } = view;
  const now = useNow();
  return (
    <dl className="facts">
      <Fact name="Started">
        {startedAt === undefined ? '–' : formatTime(startedAt)} by {trigger?.triggerDetail ?? '–'}{' '}
        <span className="quiet">{trigger?.triggerType}</span>
      </Fact>
      <Fact name="Took">{startedAt === undefined ? '–' : formatDuration((endedAt ?? now) - startedAt)}</Fact>
      {summary.sourceRevisions.map(({ actionName, revisionId, revisionSummary = '' }) => (
        <Fact key={actionName} name={actionName}>
          <code>{shortId(revisionId)}</code> <span title={revisionSummary}>{firstLine(revisionSummary)}</span>
        </Fact>
      ))}
      {rollback === undefined ? null : (
        <Fact name="Rollback">
          of {rollback.stageName} to{' '}
          <Link to="/executions/$executionId" params={{ executionId: rollback.targetExecutionId }}>
            {shortId(rollback.targetExecutionId)}
          </Link>
        </Fact>
      )}
      {stopRequested === undefined ? null : (
        <Fact name="Stop">
          asked by {stopRequested.by}: {stopRequested.reason}
        </Fact>
      )}
      {supersededBy === undefined ? null : (
        <Fact name="Superseded by">
          <Link to="/executions/$executionId" params={{ executionId: supersededBy }}>
            {shortId(supersededBy)}
          </Link>
        </Fact>
      )}
      {Object.entries(variables).map(([name, value]) => (
        <Fact key={name} name={name}>
          <code title={value}>{value}</code>
        </Fact>
      ))}
    </dl>
  );
}

function Stage({
  stage,
  execution: { view, outputVariables },
}: {
  readonly stage: StageView;
  readonly execution: ExecutionDetail;
}): ReactNode {
  return (
    <section aria-label={`Stage ${stage.name}`} id={`stage-${stage.name}`}>
      <h2 className="stage-name">
        {stage.name} <Status displayStatus={stageStatus(stage)} />
      </h2>
      {stage.conditions.map(({ type, displayStatus, rules }) => (
        <p key={type}>
          {type} <Status displayStatus={displayStatus} />
          {rules.map(({ name, message = '', ruleExecutionId }) => (
            <Fragment key={name}>
              {` ${name}: ${message} `}
              {ruleExecutionId === undefined ? null : (
                <Link
                  to="/executions/$executionId/logs/$actionExecutionId"
                  params={{ executionId: view.executionId, actionExecutionId: ruleExecutionId }}
                >
                  Log of {name}
                </Link>
              )}
            </Fragment>
          ))}
        </p>
      ))}
      {stage.actions.map((action) => (
        <ActionCard
          key={action.name}
          executionId={view.executionId}
          action={action}
          outputVariables={outputVariables[`${stage.name}/${action.name}`] ?? {}}
        />
      ))}
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
