// A report in a few words, the same in every picture. Pure.
import type { ReportProgress } from '../../model/progress.ts';
import { coveragePercentage, type TestCase } from '../../model/report.ts';
import { firstLine } from './describe.ts';
import { span, type Line } from './line.ts';
import { appearances } from './appearance.ts';

/** `app-unit: 41 passed, 1 failed` or `app-coverage: lines 87.3 %, branches 70 %`. */
export function reportLine({ reportGroup, status, tests, coverage, reason }: ReportProgress): Line {
  const displayStatus = status === 'SUCCEEDED' ? 'Succeeded' : status === 'FAILED' ? 'Failed' : 'Skipped';
  const { mark, role } = appearances[displayStatus];
  const why = status === 'INCOMPLETE' ? [span(` incomplete: ${reason ?? ''}`, role)] : [];
  return [span(`${mark} `, role), span(reportGroup), ...testSpans(tests), ...coverageSpans(coverage), ...why];
}

function testSpans(tests: ReportProgress['tests']): Line {
  if (tests === undefined) return [];
  const { SUCCEEDED, FAILED, ERROR, SKIPPED, UNKNOWN } = tests.statusCounts;
  const parts: Line = [
    span(`  ${SUCCEEDED} passed`, 'dim'),
    ...(FAILED + ERROR === 0 ? [] : [span(`, ${FAILED + ERROR} failed`, 'red')]),
    ...(SKIPPED === 0 ? [] : [span(`, ${SKIPPED} skipped`, 'dim')]),
    ...(UNKNOWN === 0 ? [] : [span(`, ${UNKNOWN} unknown`, 'dim')]),
  ];
  return parts;
}

function coverageSpans(coverage: ReportProgress['coverage']): Line {
  if (coverage === undefined) return [];
  const { linesCovered, linesMissed, branchesCovered, branchesMissed } = coverage;
  const lines = percentText(coveragePercentage(linesCovered, linesMissed));
  const branches = percentText(coveragePercentage(branchesCovered, branchesMissed));
  return [span(`  lines ${lines}${branches === none ? '' : `, branches ${branches}`}`, 'dim')];
}

const none = '–';

export function percentText(value: number | undefined): string {
  return value === undefined ? none : `${value.toFixed(1).replace(/\.0$/, '')} %`;
}

/** Many tools put the suite into the name as well. */
export function testText({ name, testSuiteName }: Pick<TestCase, 'name' | 'testSuiteName'>): string {
  const [test, suite] = [name.trim(), testSuiteName.trim()];
  return suite === '' || test.startsWith(suite) ? test : `${suite} › ${test}`;
}

/** The test, what it says, and where. */
export function failureLine({ name, testSuiteName, message, location }: TestCase): Line {
  return [
    span('✖ ', 'red'),
    span(testText({ name, testSuiteName })),
    span(message === undefined ? '' : `  ${firstLine(message)}`, 'dim'),
    span(location === undefined ? '' : `  ${location}`, 'cyan'),
  ];
}
