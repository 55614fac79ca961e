// One report group: failed tests first, tests that fail now and then, or coverage by file with the lines that are missed.
import { counted } from '../../lib/counted.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  coveragePercentage,
  notKept,
  testSummary,
  type FileCoverage,
  type ReportContent,
  type TestCase,
} from '../../model/report.ts';
import { reportQuery } from '../data/queries.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { Failure, Loading } from '../parts/states.tsx';
import { Trend } from '../parts/trend.tsx';
import { formatDuration, formatTime, shortId } from '../parts/words.ts';

export function ReportGroup(): ReactNode {
  const { reportGroup } = useParams({ from: '/tests/$reportGroup' });
  usePageTitle(reportGroup);
  const report = useQuery(reportQuery(reportGroup));
  if (report.isPending) return <Loading />;
  if (report.error !== null) return <Failure error={report.error} retry={() => void report.refetch()} />;
  const { latest, trend, flaky } = report.data;
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
          of build {latest.buildNumber}, {formatTime(latest.createdAt)},{' '}
          <Link to="/executions/$executionId" params={{ executionId: latest.executionId }}>
            {shortId(latest.executionId)}
          </Link>
          {notKept(content) > 0
            ? `, ${counted(testsOf(content), 'test')}, of which ${notKept(content)} are counted and not kept`
            : ''}
        </span>
      </p>
      {content.type === 'TEST' ? (
        <TestTable tests={content.testCases} isFlaky={isFlaky} />
      ) : (
        <CoverageTable files={content.files} />
      )}
    </>
  );
}

function testsOf(content: ReportContent): number {
  return content.type === 'TEST' ? testSummary(content).total : 0;
}

const order = ['FAILED', 'ERROR', 'UNKNOWN', 'SKIPPED', 'SUCCEEDED'];
const shownTests = 1000;

function TestTable({
  tests,
  isFlaky,
}: {
  readonly tests: readonly TestCase[];
  readonly isFlaky: (test: TestCase) => boolean;
}): ReactNode {
  const sorted = tests.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return (
    <section className="card scroll">
      <table>
        <thead>
          <tr>
            <th>Result</th>
            <th>Test</th>
            <th>Took</th>
            <th>Why</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(0, shownTests).map((test) => (
            <tr key={`${test.testSuiteName}\n${test.name}`}>
              <td
                className={test.status === 'SUCCEEDED' ? 'good' : test.status === 'SKIPPED' ? 'quiet' : 'bad'}
              >
                {test.status.toLowerCase()}
              </td>
              <td>
                <span className="quiet">{test.testSuiteName} ›</span> {test.name}{' '}
                {isFlaky(test) ? <span className="chip">fails now and then</span> : null}
              </td>
              <td>{test.durationMs === undefined ? '' : formatDuration(test.durationMs)}</td>
              <td>
                {test.message ?? ''} <code>{test.location ?? ''}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sorted.length > shownTests ? (
        <p className="quiet">{sorted.length - shownTests} more that succeeded</p>
      ) : null}
    </section>
  );
}

function CoverageTable({ files }: { readonly files: readonly FileCoverage[] }): ReactNode {
  const sorted = files.toSorted((a, b) => covered(a) - covered(b));
  return (
    <section className="card scroll">
      <table>
        <thead>
          <tr>
            <th>File</th>
            <th>Lines</th>
            <th>Branches</th>
            <th>Lines that never ran</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((file) => (
            <tr key={file.filePath}>
              <td>
                <code>{file.filePath}</code>
              </td>
              <td>
                <meter min={0} max={100} value={covered(file)} aria-label={`Lines of ${file.filePath}`} />{' '}
                {covered(file).toFixed(1)} %
              </td>
              <td>{percent(file.branchesCovered, file.branchesMissed)}</td>
              <td className="quiet">
                {file.missedLines.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function covered({ linesCovered, linesMissed }: FileCoverage): number {
  return coveragePercentage(linesCovered, linesMissed) ?? 100;
}

function percent(hit: number, missed: number): string {
  const value = coveragePercentage(hit, missed);
  return value === undefined ? '–' : `${value.toFixed(1)} %`;
}
