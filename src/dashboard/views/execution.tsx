// One execution: how it stands, why it failed, when what happened and what it printed, what it gave; and everything that can
// be asked of it.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';
import type { DisplayStatus, ExecutionView, StageView } from '../../view/execution-view.ts';
import { useNow } from '../data/clock.ts';
import { executionQuery, executionsQuery } from '../data/queries.ts';
import { Approvals } from '../parts/approvals.tsx';
import { Cause } from '../parts/cause.tsx';
import { CopyButton } from '../parts/copy-button.tsx';
import { ExecutionButtons } from '../parts/execution-buttons.tsx';
import { ExecutionPane } from '../parts/execution-pane.tsx';
import { Annotations } from '../parts/jobs/annotation-list.tsx';
import { JobsCard } from '../parts/jobs/jobs-card.tsx';
import { Summaries } from '../parts/jobs/summaries.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { isRolledBack } from '../../view/rollback.ts';
import { StageSection, StagesToCome } from '../parts/stage-section.tsx';
import { StageStrip } from '../parts/stage-strip.tsx';
import { FailedPage, Loading, RolledBack, stageStatus, Status } from '../parts/states.tsx';
import { WhatStoodIn } from '../parts/stood-in.tsx';
import { Time } from '../parts/time.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { firstLine, formatDuration, shortId } from '../parts/words.ts';

export function Execution(): ReactNode {
  const { executionId } = useParams({ from: '/executions/$executionId' });
  const execution = useQuery(executionQuery(executionId));
  if (execution.isPending) return <Loading page={`Execution ${shortId(executionId)}`} />;
  if (execution.error !== null)
    return (
      <FailedPage
        page={`Execution ${shortId(executionId)}`}
        error={execution.error}
        retry={() => void execution.refetch()}
      />
    );
  return <Shown execution={execution.data} />;
}

function Shown({ execution }: { readonly execution: ExecutionDetail }): ReactNode {
  const { view } = execution;
  const { executionId, pipelineName, displayStatus, runName } = view;
  const status = view.stages.some((stage) => stageStatus(stage) === 'Waiting') ? 'Waiting' : displayStatus;
  const failedAction = view.stages.flatMap(({ actions }) => actions).find(isFailed);
  usePageTitle(
    [shortId(executionId), failedAction?.name ?? '', runName ?? '', pipelineName].filter(Boolean).join(' '),
    status,
  );
  const toCome = view.stages.filter((stage) => stageStatus(stage) === 'Pending');
  const begun = view.stages.filter((stage) => stageStatus(stage) !== 'Pending');
  const deployedBadly = begun.filter((stage) => isFailed(stage) && hasDeployment(stage));
  return (
    <>
      <div className="row crumbs">
        <p className="quiet">
          <Link to="/pipelines/$pipelineName" params={{ pipelineName }}>
            {pipelineName}
          </Link>{' '}
          › execution
        </p>
        <span className="fill" />
        <Neighbours view={view} />
      </div>
      <div className="row">
        <h1>
          {runName === undefined ? null : `${runName} `}
          <code>{shortId(executionId)}</code> <CopyButton text={executionId} what="the execution ID" />{' '}
          <Status displayStatus={status} /> {view.stages.some(isRolledBack) ? <RolledBack /> : null}
        </h1>
        <span className="fill" />
        <ExecutionButtons view={view} />
      </div>
      <Facts execution={execution} />
      {(view.notices ?? []).map((notice) => (
        <p key={notice} className="quiet">
          ! {notice}
        </p>
      ))}
      <StageStrip view={view} />
      <Approvals view={view} />
      <Cause execution={execution} />
      {deployedBadly.map((stage) => (
        <StageSection key={stage.name} stage={stage} executionId={executionId} />
      ))}
      <Chronicle execution={execution} />
      <Summaries executionId={executionId} />
      <WhatStoodIn view={view} />
      {begun
        .filter((stage) => !deployedBadly.includes(stage))
        .toSorted((a, b) => Number(isFailed(b)) - Number(isFailed(a)))
        .map((stage) => (
          <StageSection key={stage.name} stage={stage} executionId={executionId} />
        ))}
      <StagesToCome stages={toCome} />
    </>
  );
}

/** What failed stands before the chronicle of everything. */
function isFailed({ displayStatus }: Pick<StageView, 'displayStatus'>): boolean {
  return displayStatus === 'Failed';
}

function hasDeployment({ actions }: StageView): boolean {
  return actions.some(({ deployments }) => deployments.length > 0);
}

const knownExecutions = 500;

/** The executions of the pipeline before and after this one, and the comparison with the one before. */
function Neighbours({ view: { pipelineName, executionId } }: { readonly view: ExecutionView }): ReactNode {
  const { data = [] } = useQuery(executionsQuery(pipelineName, knownExecutions));
  const at = data.findIndex((each) => each.executionId === executionId);
  if (at === -1) return null;
  const [after, before] = [data[at - 1], data[at + 1]];
  return (
    <nav className="row" aria-label="Executions before and after">
      {before === undefined ? null : (
        <>
          <Link
            to="/compare/$left/$right"
            params={{ left: before.executionId, right: executionId }}
            className="button small"
            data-key="c"
          >
            Compare with {shortId(before.executionId)}
          </Link>
          <Link
            to="/executions/$executionId"
            params={{ executionId: before.executionId }}
            className="button small"
            data-key="["
          >
            ‹ Before
          </Link>
        </>
      )}
      {after === undefined ? null : (
        <Link
          to="/executions/$executionId"
          params={{ executionId: after.executionId }}
          className="button small"
          data-key="]"
        >
          After ›
        </Link>
      )}
    </nav>
  );
}

/**
 * The jobs where there are some, the timeline, and the log of the action that is chosen in one of them; until then of the one
 * that matters most.
 */
function Chronicle({ execution }: { readonly execution: ExecutionDetail }): ReactNode {
  const { view } = execution;
  const { at } = useSearch({ from: route });
  const navigate = useNavigate({ from: route });
  const all = view.stages.flatMap((stage) =>
    stage.actions.map((action) => ({ action, place: `${stage.name}/${action.name}` })),
  );
  const chosen = all.find(({ place, action }) => place === at && action.actionExecutionId !== undefined);
  const shown = chosen?.action.actionExecutionId ?? mostRelevant(view);
  const action = all.find(({ action: each }) => each.actionExecutionId === shown)?.action;
  const choose = (actionExecutionId: string | undefined): void => {
    const place = all.find(({ action: each }) => each.actionExecutionId === actionExecutionId)?.place;
    if (actionExecutionId === undefined || place === undefined) return;
    void navigate({ search: ({ tab: _tab, ...rest }) => ({ ...rest, at: place }), replace: true });
  };
  return (
    <>
      {view.stages
        .filter(({ jobs = [] }) => jobs.length > 0)
        .map((stage) => (
          <JobsCard
            key={stage.name}
            stage={stage}
            chosen={shown}
            onChoose={(cell) => choose(cell.action?.actionExecutionId)}
          />
        ))}
      <div className="panes">
        <div>
          <Timeline view={view} chosen={shown} onChoose={choose} />
          <Annotations view={view} onChoose={choose} />
        </div>
        <ExecutionPane execution={execution} action={shown === undefined ? undefined : action} />
      </div>
    </>
  );
}

const route = '/executions/$executionId';

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
        {startedAt === undefined ? '–' : <Time at={startedAt} />} by {trigger?.triggerDetail ?? '–'}{' '}
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
      {Object.entries(variables)
        .filter(says)
        .map(([name, value]) => (
          <Fact key={name} name={name}>
            <code title={value}>{value}</code>
          </Fact>
        ))}
    </dl>
  );
}

/** What an event of a workflow left empty says nothing here; all of them are among the variables. */
function says([, value]: readonly [string, string]): boolean {
  return !['', '{}', '*'].includes(value);
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
