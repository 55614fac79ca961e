// The trend of a report group: what each report came to, and the last one in figures.
import type { ReactNode } from 'react';
import { coveragePercentage, passRate } from '../../model/report.ts';
import type { ReportHead } from '../../server/http/shapes/report-shapes.ts';

export function Trend({ trend }: { readonly trend: readonly ReportHead[] }): ReactNode {
  const values = trend.map(figureOf);
  const latest = values.at(-1);
  const before = values.at(-2);
  const [width, height] = [120, 28];
  const points = values
    .map((value = 0, index) => {
      const x = values.length === 1 ? width : (index / (values.length - 1)) * width;
      return `${x.toFixed(1)},${(height - 2 - (value / 100) * (height - 4)).toFixed(1)}`;
    })
    .join(' ');
  const change = latest === undefined || before === undefined ? 0 : latest - before;
  return (
    <span className="trend">
      <svg width={width} height={height} role="img" aria-label={`Trend of ${values.length} reports`}>
        <polyline points={points} fill="none" stroke="currentColor" strokeWidth="2" />
      </svg>{' '}
      <b>{latest === undefined ? '–' : `${latest.toFixed(1)} %`}</b>{' '}
      {Math.abs(change) < 0.05 ? null : (
        <span className={change > 0 ? 'good' : 'bad'}>
          {change > 0 ? '+' : '−'}
          {Math.abs(change).toFixed(1)} points
        </span>
      )}
    </span>
  );
}

/** In percent: the pass rate of tests, the line coverage of code. */
function figureOf({ tests, coverage }: ReportHead): number | undefined {
  if (tests !== undefined) return passRate(tests);
  return coverage === undefined ? undefined : coveragePercentage(coverage.linesCovered, coverage.linesMissed);
}
