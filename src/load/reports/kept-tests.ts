// The test cases of a report as they are read: all are counted, and of many only some are kept.
import type { ReportContent, TestCase, TestStatus } from '../../model/report.ts';

/** CodeBuild keeps 500; here a group also shows over time which tests are flaky. */
export const maxTestCases = 5000;

interface Kept {
  readonly index: number;
  readonly testCase: TestCase;
}

export class KeptTests {
  readonly #counts = { SUCCEEDED: 0, FAILED: 0, ERROR: 0, SKIPPED: 0, UNKNOWN: 0 };
  readonly #failed: Kept[] = [];
  readonly #others: Kept[] = [];
  #total = 0;
  #durationMs = 0;

  add(testCase: TestCase): void {
    this.#counts[testCase.status] += 1;
    this.#durationMs += testCase.durationMs ?? 0;
    const kept = hasFailed(testCase) ? this.#failed : this.#others;
    if (kept.length < maxTestCases) kept.push({ index: this.#total, testCase: withOwnTexts(testCase) });
    this.#total += 1;
  }

  count(status: TestStatus): number {
    return this.#counts[status];
  }

  /** In the order of the file; of too many, those that failed first. */
  content(): Extract<ReportContent, { type: 'TEST' }> {
    const all = [...this.#failed, ...this.#others];
    const kept = this.#total <= maxTestCases ? all.toSorted((a, b) => a.index - b.index) : all;
    return {
      type: 'TEST',
      testCases: kept.slice(0, maxTestCases).map(({ testCase }) => testCase),
      tests: {
        total: this.#total,
        statusCounts: { ...this.#counts },
        durationMs: Math.round(this.#durationMs),
      },
    };
  }
}

export function hasFailed({ status }: TestCase): boolean {
  return status === 'FAILED' || status === 'ERROR';
}

/** A part of a text keeps the whole of it in memory; of a large file that would be all of it. */
function withOwnTexts(testCase: TestCase): TestCase {
  const own = (text: string) => Buffer.from(text).toString();
  const { name, testSuiteName, message, location } = testCase;
  return {
    ...testCase,
    name: own(name),
    testSuiteName: own(testSuiteName),
    ...(message === undefined ? {} : { message: own(message) }),
    ...(location === undefined ? {} : { location: own(location) }),
  };
}
