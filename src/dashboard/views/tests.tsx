// Report groups, each with its latest result and its trend.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { reportsQuery } from '../data/queries.ts';
import type { ReportHead } from '../../server/http/shapes/report-shapes.ts';
import { Trend } from '../parts/trend.tsx';
import { FailedPage, Loading, Status } from '../parts/states.tsx';
import { Ago } from '../parts/time.tsx';
import { formatDuration } from '../parts/words.ts';
import { usePageTitle } from '../parts/page-title.ts';

export function Tests(): ReactNode {
  usePageTitle('Tests');
  const reports = useQuery(reportsQuery);
  if (reports.isPending) return <Loading page="Tests and coverage" />;
  if (reports.error !== null)
    return (
      <FailedPage page="Tests and coverage" error={reports.error} retry={() => void reports.refetch()} />
    );
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
      {reports.data.length === 0 ? null : <Groups groups={reports.data} />}
    </>
  );
}

type Group = Pick<ReportHead, 'reportGroup'> & { readonly trend: readonly ReportHead[] };

/** Those whose last report has failed first, then the rest by name. */
function Groups({ groups }: { readonly groups: readonly Group[] }): ReactNode {
  const sorted = groups.toSorted((a, b) => failedOf(b) - failedOf(a));
  return (
    <section className="card flush" aria-label="Report groups">
      <div className="scroll" tabIndex={0} role="region" aria-label="Report groups by their last report">
        <table className="list rows">
          <thead>
            <tr>
              <th>State</th>
              <th>Report group</th>
              <th>Last report</th>
              <th>Trend</th>
              <th>When</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((group) => (
              <Row key={group.reportGroup} group={group} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Row({ group }: { readonly group: Group }): ReactNode {
  const { reportGroup, trend } = group;
  const latest = trend.at(-1);
  return (
    <tr>
      <td>
        <Status displayStatus={failedOf(group) > 0 ? 'Failed' : 'Succeeded'} />
      </td>
      <th scope="row" className="whole">
        <Link to="/tests/$reportGroup" params={{ reportGroup }} data-row="">
          {reportGroup}
        </Link>
      </th>
      <td>{latest === undefined ? null : wordsOf(latest)}</td>
      <td className="time">
        <Trend trend={trend} />
      </td>
      <td className="time">{latest === undefined ? null : <Ago at={latest.createdAt} />}</td>
    </tr>
  );
}

function failedOf({ trend }: Group): number {
  const counts = trend.at(-1)?.tests?.statusCounts;
  return counts === undefined ? 0 : counts.FAILED + counts.ERROR;
}

function wordsOf({ tests, coverage }: ReportHead): string {
  if (tests !== undefined) {
    const { SUCCEEDED, FAILED, ERROR, SKIPPED } = tests.statusCounts;
    return [
      `${SUCCEEDED} passed`,
      ...(FAILED + ERROR > 0 ? [`${FAILED + ERROR} failed`] : []),
      ...(SKIPPED > 0 ? [`${SKIPPED} skipped`] : []),
      `in ${formatDuration(tests.durationMs)}`,
    ].join(', ');
  }
  if (coverage === undefined) return '';
  const { linesCovered, linesMissed } = coverage;
  return `${linesCovered} of ${linesCovered + linesMissed} lines ran`;
}
