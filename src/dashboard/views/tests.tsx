// Report groups, each with its latest result and its trend.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { reportsQuery } from '../data/queries.ts';
import { Trend } from '../parts/trend.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { formatTime } from '../parts/words.ts';
import { usePageTitle } from '../parts/page-title.ts';

export function Tests(): ReactNode {
  usePageTitle('Tests');
  const reports = useQuery(reportsQuery);
  if (reports.isPending) return <Loading />;
  if (reports.error !== null) return <Failure error={reports.error} retry={() => void reports.refetch()} />;
  return (
    <>
      <h1>Tests and coverage</h1>
      {reports.data.length === 0 ? (
        <section className="card">
          <p>
            There are no reports yet. A build that leaves JUnit, LCOV or another known format has them found
            by themselves; <code>reports</code> in its buildspec names them.
          </p>
        </section>
      ) : null}
      <div className="cards">
        {reports.data.map(({ reportGroup, trend }) => {
          const latest = trend.at(-1);
          return (
            <section key={reportGroup} className="card" aria-label={reportGroup}>
              <h2>
                <Link to="/tests/$reportGroup" params={{ reportGroup }}>
                  {reportGroup}
                </Link>
              </h2>
              {latest === undefined ? null : (
                <p>
                  <Trend trend={trend} />
                  <span className="quiet"> {formatTime(latest.createdAt)}</span>
                </p>
              )}
            </section>
          );
        })}
      </div>
    </>
  );
}
