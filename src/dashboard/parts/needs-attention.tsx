// What waits for a person, then what failed: before everything else.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { useNow } from '../data/clock.ts';
import { ApproveButton } from './approve-button.tsx';
import { isFailing } from './pipeline-rank.ts';
import { RolledBack, Status } from './states.tsx';
import { Ago } from './time.tsx';
import { firstLine, formatDuration, shortId } from './words.ts';

export function NeedsAttention({
  pipelines,
}: {
  readonly pipelines: readonly PipelineOverview[];
}): ReactNode {
  const waiting = pipelines
    .flatMap(({ pipelineName, waiting: own }) => own.map((place) => ({ ...place, pipelineName })))
    .toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0));
  const failing = pipelines.filter(isFailing).toSorted((a, b) => endOf(b) - endOf(a));
  const [isAll, setAll] = useState(false);
  if (waiting.length + failing.length === 0) return null;
  return (
    <section className="card flush" aria-label="Needs a person">
      <header className="card-head">
        <h2>Needs a person</h2>
        <span className="quiet">waiting first, longest first; then failed, newest first</span>
      </header>
      <ul className="attention">
        {waiting.map((approval) => (
          <Waiting
            key={`${approval.executionId}/${approval.stageName}/${approval.actionName}`}
            {...approval}
          />
        ))}
        {(isAll ? failing : failing.slice(0, shownFailing)).map((pipeline) => (
          <Failing key={pipeline.pipelineName} pipeline={pipeline} />
        ))}
      </ul>
      {isAll || failing.length <= shownFailing ? null : (
        <div className="more">
          <button type="button" className="small" onClick={() => setAll(true)}>
            Show {failing.length - shownFailing} more that failed
          </button>
        </div>
      )}
    </section>
  );
}

/** All that waits is shown; of many that failed, those that did so last. */
const shownFailing = 5;

function endOf({ recent: [last] }: PipelineOverview): number {
  return last?.endedAt ?? 0;
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
  pipeline: { pipelineName, recent, stages, failure },
}: {
  readonly pipeline: PipelineOverview;
}): ReactNode {
  const [last] = recent;
  if (last === undefined) return null;
  const { executionId, sourceRevisions, endedAt, startedAt, trigger } = last;
  const [revision] = sourceRevisions;
  return (
    <li className="Failed">
      {failure?.isRolledBack === true ? <RolledBack /> : <Status displayStatus="Failed" />}
      <span>
        <Link to="/executions/$executionId" params={{ executionId }} className="strong">
          {placeOf(failure, stages) ?? shortId(executionId)}
        </Link>
        <span className="below">{pipelineName}</span>
      </span>
      <span className="why">
        {failure === undefined ? null : (
          <span className="clamped" title={failure.what}>
            {failure.what}
          </span>
        )}
        <span className="quiet">
          <Ago at={endedAt ?? startedAt} />
          {revision === undefined
            ? ''
            : `, ${shortId(revision.revisionId)} ${firstLine(revision.revisionSummary ?? '')}`}{' '}
          by {trigger.triggerDetail}
        </span>
      </span>
      <Link to="/executions/$executionId" params={{ executionId }} className="button small">
        Cause
      </Link>
    </li>
  );
}

/** The action, or for want of one the stage: of a condition. */
function placeOf(
  failure: PipelineOverview['failure'],
  stages: PipelineOverview['stages'],
): string | undefined {
  if (failure !== undefined)
    return `${failure.stageName} › ${failure.actionName}${failure.more === 0 ? '' : ` and ${failure.more} more`} failed`;
  const stage = stages.find(({ displayStatus }) => displayStatus === 'Failed')?.name;
  return stage === undefined ? undefined : `${stage} failed`;
}
