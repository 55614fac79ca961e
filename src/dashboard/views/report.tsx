// One report group: failed tests first, tests that fail now and then, or coverage by file with the lines that are missed.
import { counted } from '../../lib/counted.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { notKept, testSummary, type ReportContent, type TestCase } from '../../model/report.ts';
import { reportQuery } from '../data/queries.ts';
import { Coverage } from '../parts/report/coverage.tsx';
import { SlowTests } from '../parts/report/slow-tests.tsx';
import { TestTable } from '../parts/report/test-table.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { FailedPage, Loading } from '../parts/states.tsx';
import { Trend } from '../parts/trend.tsx';
import { Time } from '../parts/time.tsx';
import { shortId } from '../parts/words.ts';

export function ReportGroup(): ReactNode {
  const { reportGroup } = useParams({ from: '/tests/$reportGroup' });
  usePageTitle(reportGroup);
  const report = useQuery(reportQuery(reportGroup));
  if (report.isPending) return <Loading page={reportGroup} />;
  if (report.error !== null)
    return <FailedPage page={reportGroup} error={report.error} retry={() => void report.refetch()} />;
  const { latest, trend, flaky, slow } = report.data;
  const { content } = latest;
  const isFlaky = (test: TestCase): boolean =>
    flaky.some(({ name, testSuiteName }) => name === test.name && testSuiteName === test.testSuiteName);
  return (
    <>
      <p className="quiet">
        <Link to="/tests">Tests</Link> ›
      </p>
      <h1>{reportGroup}</h1>
      <p>
        <Trend trend={trend} />{' '}
        <span className="quiet">
          of build {latest.buildNumber}, <Time at={latest.createdAt} />,{' '}
          <Link to="/executions/$executionId" params={{ executionId: latest.executionId }}>
            {shortId(latest.executionId)}
          </Link>
          {notKept(content) > 0
            ? `, ${counted(testsOf(content), 'test')}, of which ${notKept(content)} are counted and not kept`
            : ''}
        </span>
      </p>
      {content.type === 'TEST' ? (
        <>
          {hasFailed(content.testCases) ? null : <SlowTests tests={slow} />}
          <TestTable tests={content.testCases} isFlaky={isFlaky} />
          {hasFailed(content.testCases) ? <SlowTests tests={slow} /> : null}
        </>
      ) : (
        <Coverage reportGroup={reportGroup} executionId={latest.executionId} files={content.files} />
      )}
    </>
  );
}

/** What failed comes first. */
function hasFailed(tests: readonly TestCase[]): boolean {
  return tests.some(({ status }) => status === 'FAILED' || status === 'ERROR');
}

function testsOf(content: ReportContent): number {
  return content.type === 'TEST' ? testSummary(content).total : 0;
}
