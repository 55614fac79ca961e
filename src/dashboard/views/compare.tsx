// Two executions side by side: what differs in commits, files, variables, results, durations and artifacts.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';
import { useNow } from '../data/clock.ts';
import { executionQuery, executionsQuery, useWaitingExecutions } from '../data/queries.ts';
import { Commits, movesBetween } from '../parts/commits.tsx';
import { ArtifactChanges } from '../parts/compare/artifact-changes.tsx';
import {
  commitsBetween,
  comparedArtifacts,
  comparedInputs,
  comparedOutputs,
  comparedTimes,
} from '../parts/compare/compared.ts';
import { ComparedTable, TimeTable } from '../parts/compare/tables.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { FailedPage, Loading, Status } from '../parts/states.tsx';
import { Time } from '../parts/time.tsx';
import { formatDuration, shortId } from '../parts/words.ts';

export function Compare(): ReactNode {
  const { left, right } = useParams({ from: '/compare/$left/$right' });
  usePageTitle(`Compare ${shortId(left)} and ${shortId(right)}`);
  const first = useQuery(executionQuery(left));
  const second = useQuery(executionQuery(right));
  const error = first.error ?? second.error;
  if (error !== null) return <FailedPage page="Two executions" error={error} />;
  if (first.data === undefined || second.data === undefined) return <Loading page="Two executions" />;
  return <Compared left={first.data} right={second.data} />;
}

interface Sides {
  readonly left: ExecutionDetail;
  readonly right: ExecutionDetail;
}

function Compared({ left, right }: Sides): ReactNode {
  const { all } = useSearch({ from: '/compare/$left/$right' });
  const params = { left: left.view.executionId, right: right.view.executionId };
  const isAll = all === 1;
  return (
    <>
      <div className="row">
        <h1>Two executions</h1>
        <span className="fill" />
        <Link
          to="/compare/$left/$right"
          params={{ left: params.right, right: params.left }}
          search={isAll ? { all: 1 } : {}}
          className="button"
        >
          Swap sides
        </Link>
        <Link to="/compare/$left/$right" params={params} search={isAll ? {} : { all: 1 }} className="button">
          {isAll ? 'Only differences' : 'Show all'}
        </Link>
      </div>
      <div className="sides">
        <Side execution={left} />
        <Side execution={right} />
      </div>
      <CommitsCard left={left} right={right} />
      <Files left={left} right={right} isAll={isAll} />
      <ComparedTable title="Start and variables" rows={comparedInputs(left, right)} isAll={isAll} />
      <TimeTable rows={comparedTimes(left, right)} isAll={isAll} />
      <ComparedTable title="Output variables" rows={comparedOutputs(left, right)} isAll={isAll} />
    </>
  );
}

function Side({ execution: { view } }: { readonly execution: ExecutionDetail }): ReactNode {
  const now = useNow();
  const waiting = useWaitingExecutions();
  const { executionId, pipelineName, displayStatus, startedAt, endedAt } = view;
  return (
    <section className="card" aria-label={`Execution ${shortId(executionId)}`}>
      <p>
        <Link to="/executions/$executionId" params={{ executionId }}>
          {shortId(executionId)}
        </Link>{' '}
        <Status displayStatus={waiting.has(executionId) ? 'Waiting' : displayStatus} />{' '}
        <span className="quiet">{pipelineName}</span>
      </p>
      {startedAt === undefined ? null : (
        <p className="quiet">
          <Time at={startedAt} />, {formatDuration((endedAt ?? now) - startedAt)}
        </p>
      )}
    </section>
  );
}

const knownExecutions = 500;

function CommitsCard({ left, right }: Sides): ReactNode {
  const { pipelineName } = left.view;
  const isSame = pipelineName === right.view.pipelineName;
  const moves = movesBetween(left.summary.sourceRevisions, right.summary.sourceRevisions);
  return (
    <section className="card" aria-label="Commits">
      <h2>Commits</h2>
      {isSame && moves.length > 0 ? (
        moves.map((move) => (
          <Commits
            key={move.actionName}
            pipelineName={pipelineName}
            move={move}
            otherwise={<TakenCommits left={left} right={right} />}
          />
        ))
      ) : (
        <p className="quiet">
          {isSame ? 'Both are of the same commits.' : 'The executions are of two pipelines.'}
        </p>
      )}
    </section>
  );
}

/** What is known without the repository: those that executions have taken. */
function TakenCommits({ left, right }: Sides): ReactNode {
  const { data = [] } = useQuery(executionsQuery(left.view.pipelineName, knownExecutions));
  const commits = commitsBetween(data, [left.summary, right.summary]);
  if (commits.length === 0) return null;
  return (
    <>
      <p className="quiet">
        {counted(commits.length, 'commit')} that executions have taken between the two, newest first.
      </p>
      <ul className="plain">
        {commits.map(({ executionId, revisionId, summary }) => (
          <li key={revisionId}>
            <code title={revisionId}>{shortId(revisionId)}</code> {summary}{' '}
            <Link to="/executions/$executionId" params={{ executionId }} className="quiet">
              {shortId(executionId)}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Files({ left, right, isAll }: Sides & { readonly isAll: boolean }): ReactNode {
  const artifacts = comparedArtifacts(left, right);
  const shown = artifacts.filter(({ differs }) => differs || isAll);
  return (
    <section className="card">
      <h2>Artifacts and their files</h2>
      {shown.length === 0 ? (
        <p className="quiet">
          {artifacts.length === 0 ? 'Neither has given any artifact.' : 'All artifacts are the same.'}
        </p>
      ) : (
        shown.map((artifact, index) => (
          <ArtifactChanges key={artifact.name} artifact={artifact} isFirst={index === 0} />
        ))
      )}
    </section>
  );
}
