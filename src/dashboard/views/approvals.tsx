// Everything that waits for a person, with a place to answer it.
import { useQueries, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { executionQuery, pipelinesQuery } from '../data/queries.ts';
import { Approvals } from '../parts/approvals.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { FailedPage, Loading } from '../parts/states.tsx';
import { firstLine, shortId } from '../parts/words.ts';

export function WaitingApprovals(): ReactNode {
  usePageTitle('Approvals');
  const pipelines = useQuery(pipelinesQuery);
  const ids = [
    ...new Set(
      (pipelines.data ?? []).flatMap(({ waiting }) => waiting.map(({ executionId }) => executionId)),
    ),
  ];
  const executions = useQueries({ queries: ids.map((id) => executionQuery(id)) });
  if (pipelines.isPending) return <Loading page="Approvals" />;
  if (pipelines.error !== null)
    return <FailedPage page="Approvals" error={pipelines.error} retry={() => void pipelines.refetch()} />;
  return (
    <>
      <h1>Approvals</h1>
      {ids.length === 0 ? <p className="quiet">Nothing waits for an approval.</p> : null}
      {executions.map(({ data }) =>
        data === undefined ? null : (
          <section key={data.view.executionId}>
            <p>
              <Link to="/executions/$executionId" params={{ executionId: data.view.executionId }}>
                {data.view.pipelineName} {shortId(data.view.executionId)}
              </Link>{' '}
              {data.summary.sourceRevisions.map(({ actionName, revisionId, revisionSummary = '' }) => (
                <span key={actionName} className="quiet">
                  <code>{shortId(revisionId)}</code> {firstLine(revisionSummary)}
                </span>
              ))}
            </p>
            <Approvals view={data.view} />
          </section>
        ),
      )}
    </>
  );
}
