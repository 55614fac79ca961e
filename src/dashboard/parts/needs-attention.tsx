// What waits for a person, then what failed: before everything else.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { useNow } from '../data/clock.ts';
import { ApproveButton } from './approve-button.tsx';
import { Status } from './states.tsx';
import { ago, firstLine, formatDuration, shortId } from './words.ts';

export function NeedsAttention({
  pipelines,
}: {
  readonly pipelines: readonly PipelineOverview[];
}): ReactNode {
  const waiting = pipelines
    .flatMap(({ pipelineName, waiting: own }) => own.map((place) => ({ ...place, pipelineName })))
    .toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0));
  const failing = pipelines.filter(isFailing);
  if (waiting.length + failing.length === 0) return null;
  return (
    <section className="card flush" aria-label="Needs a person">
      <header className="card-head">
        <h2>Needs a person</h2>
        <span className="quiet">waiting first, then failed, longest first</span>
      </header>
      <ul className="attention">
        {waiting.map((approval) => (
          <Waiting
            key={`${approval.executionId}/${approval.stageName}/${approval.actionName}`}
            {...approval}
          />
        ))}
        {failing.map((pipeline) => (
          <Failing key={pipeline.pipelineName} pipeline={pipeline} />
        ))}
      </ul>
    </section>
  );
}

/** The last execution that ended did so with an error, and none is under way that may change it. */
export function isFailing({ recent, running, waiting }: PipelineOverview): boolean {
  return recent[0]?.status === 'Failed' && running.length + waiting.length === 0;
}

function Waiting(approval: Parameters<typeof ApproveButton>[0]['approval']): ReactNode {
  const { pipelineName, executionId, stageName, actionName, since } = approval;
  const now = useNow();
  return (
    <li className="Waiting">
      <Status displayStatus="Waiting" />
      <span>
        <Link to="/executions/$executionId" params={{ executionId }} className="strong">
          {stageName} › {actionName} waits for approval
        </Link>
        <span className="below">{pipelineName}</span>
      </span>
      <span className="quiet">{since === undefined ? '' : `waits ${formatDuration(now - since)}`}</span>
      <ApproveButton approval={approval} />
    </li>
  );
}

function Failing({
  pipeline: { pipelineName, recent, stages },
}: {
  readonly pipeline: PipelineOverview;
}): ReactNode {
  const now = useNow();
  const [last] = recent;
  if (last === undefined) return null;
  const { executionId, sourceRevisions, endedAt, startedAt, trigger } = last;
  const stage = stages.find(({ displayStatus }) => displayStatus === 'Failed')?.name;
  const [revision] = sourceRevisions;
  return (
    <li className="Failed">
      <Status displayStatus="Failed" />
      <span>
        <Link to="/executions/$executionId" params={{ executionId }} className="strong">
          {stage === undefined ? shortId(executionId) : `${stage} failed`}
        </Link>
        <span className="below">{pipelineName}</span>
      </span>
      <span className="quiet">
        {ago(endedAt ?? startedAt, now)}
        {revision === undefined
          ? ''
          : `, ${shortId(revision.revisionId)} ${firstLine(revision.revisionSummary ?? '')}`}{' '}
        by {trigger.triggerDetail}
      </span>
      <Link to="/executions/$executionId" params={{ executionId }} className="button small">
        Cause
      </Link>
    </li>
  );
}
