// Reports of tests and of coverage, with CodeBuild's words (CodeBuild API reference, Report, TestCase, CodeCoverage). Pure.

export type TestStatus = 'SUCCEEDED' | 'FAILED' | 'ERROR' | 'SKIPPED' | 'UNKNOWN';

export interface TestCase {
  readonly name: string;
  readonly testSuiteName: string;
  readonly status: TestStatus;
  readonly durationMs?: number;
  /** Why it did not succeed. */
  readonly message?: string;
  /** Where it failed or stands, as the tool reports it. */
  readonly location?: string;
}

export interface FileCoverage {
  readonly filePath: string;
  readonly linesCovered: number;
  readonly linesMissed: number;
  readonly branchesCovered: number;
  readonly branchesMissed: number;
  /** Lines that were never run, as first and last of each stretch. */
  readonly missedLines: readonly (readonly [number, number])[];
}

export type ReportContent =
  | {
      readonly type: 'TEST';
      /** Those that are kept: all, or as many as are kept of a large report, those that did not succeed first. */
      readonly testCases: readonly TestCase[];
      /** Of all, kept or not. Absent in what was kept before it was. */
      readonly tests?: TestSummary;
    }
  | { readonly type: 'CODE_COVERAGE'; readonly files: readonly FileCoverage[] };

export interface TestSummary {
  readonly total: number;
  readonly statusCounts: Readonly<Record<TestStatus, number>>;
  readonly durationMs: number;
}

export interface CoverageSummary {
  readonly linesCovered: number;
  readonly linesMissed: number;
  readonly branchesCovered: number;
  readonly branchesMissed: number;
}

function summariseTests(testCases: readonly TestCase[]): TestSummary {
  const statusCounts = { SUCCEEDED: 0, FAILED: 0, ERROR: 0, SKIPPED: 0, UNKNOWN: 0 };
  for (const { status } of testCases) statusCounts[status] += 1;
  const durationMs = testCases.reduce((sum, each) => sum + (each.durationMs ?? 0), 0);
  return { total: testCases.length, statusCounts, durationMs: Math.round(durationMs) };
}

/** Of all test cases of a report, those included that are not kept. */
export function testSummary(content: Extract<ReportContent, { type: 'TEST' }>): TestSummary {
  return content.tests ?? summariseTests(content.testCases);
}

/** How many test cases of a report are not kept. */
export function notKept(content: ReportContent): number {
  return content.type === 'TEST' ? testSummary(content).total - content.testCases.length : 0;
}

export function addSummaries(summaries: readonly TestSummary[]): TestSummary {
  const sum = (of: (summary: TestSummary) => number) => summaries.reduce((all, each) => all + of(each), 0);
  return {
    total: sum(({ total }) => total),
    statusCounts: {
      SUCCEEDED: sum(({ statusCounts }) => statusCounts.SUCCEEDED),
      FAILED: sum(({ statusCounts }) => statusCounts.FAILED),
      ERROR: sum(({ statusCounts }) => statusCounts.ERROR),
      SKIPPED: sum(({ statusCounts }) => statusCounts.SKIPPED),
      UNKNOWN: sum(({ statusCounts }) => statusCounts.UNKNOWN),
    },
    durationMs: sum(({ durationMs }) => durationMs),
  };
}

export function summariseCoverage(files: readonly FileCoverage[]): CoverageSummary {
  const sum = (count: (file: FileCoverage) => number) =>
    files.reduce((total, file) => total + count(file), 0);
  return {
    linesCovered: sum((file) => file.linesCovered),
    linesMissed: sum((file) => file.linesMissed),
    branchesCovered: sum((file) => file.branchesCovered),
    branchesMissed: sum((file) => file.branchesMissed),
  };
}

/** In percent; undefined where there is nothing to cover. */
export function coveragePercentage(covered: number, missed: number): number | undefined {
  return covered + missed === 0 ? undefined : (100 * covered) / (covered + missed);
}

/** Of the tests that ran, how many succeeded, in percent; undefined when none ran. */
export function passRate({ statusCounts }: TestSummary): number | undefined {
  const { SUCCEEDED, FAILED, ERROR } = statusCounts;
  return coveragePercentage(SUCCEEDED, FAILED + ERROR);
}
