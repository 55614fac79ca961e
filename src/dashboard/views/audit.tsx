// Who asked for what, and what came of it.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { auditQuery } from '../data/queries.ts';
import { FailedPage, Loading } from '../parts/states.tsx';
import { Time } from '../parts/time.tsx';
import { shortId } from '../parts/words.ts';
import { usePageTitle } from '../parts/page-title.ts';

export function Audit(): ReactNode {
  usePageTitle('Audit');
  const audit = useQuery(auditQuery);
  if (audit.isPending) return <Loading page="Audit" />;
  if (audit.error !== null)
    return <FailedPage page="Audit" error={audit.error} retry={() => void audit.refetch()} />;
  return (
    <>
      <h1>Audit</h1>
      <section className="card scroll">
        {audit.data.length === 0 ? <p className="quiet">There are no requests yet.</p> : null}
        <table className="rows">
          <thead>
            <tr>
              <th>When</th>
              <th>Who</th>
              <th>What</th>
              <th>Where</th>
              <th>Outcome</th>
            </tr>
          </thead>
          <tbody>
            {audit.data.map(({ seq, at, who, what, pipelineName, executionId, outcome, detail }) => (
              <tr key={seq}>
                <td className="time">
                  <Time at={at} />
                </td>
                <td>{who}</td>
                <td title={JSON.stringify(detail)}>{what}</td>
                <td className="whole">
                  {pipelineName ?? ''}{' '}
                  {executionId === undefined ? null : (
                    <Link to="/executions/$executionId" params={{ executionId }}>
                      {shortId(executionId)}
                    </Link>
                  )}
                </td>
                <td className={outcome === 'accepted' ? '' : 'bad'}>{outcome}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
