// VISUALSTUDIOTRX: TestRun > Results > UnitTestResult, with the classes in TestDefinitions after them.
import type { TestCase, TestStatus } from '../../model/report.ts';
import type { ReadReport, ReportReader } from './format.ts';
import { ancestor, Found, readTests, testCaseOf } from './tests.ts';

export const readTrx: ReportReader = (file) => {
  const found = new Found();
  const ids: string[] = [];
  const classes = new Map<string, string>();
  const read = readTests(file, {
    roots: ['TestRun'],
    closed: (element, add) => {
      const { name, attributes, text } = element;
      if (name === 'Message' || name === 'StackTrace')
        found.keep(ancestor(element, 'UnitTestResult'), name, text);
      if (name === 'TestMethod')
        classes.set(ancestor(element, 'UnitTest')?.attributes['id'] ?? '', attributes['className'] ?? '');
      if (name !== 'UnitTestResult') return;
      ids.push(attributes['testId'] ?? '');
      add(
        testCaseOf({
          name: attributes['testName'],
          suite: '',
          status: statuses[attributes['outcome'] ?? ''] ?? 'UNKNOWN',
          durationMs: durationOf(attributes['duration']),
          texts: [found.of(element, 'Message'), found.of(element, 'StackTrace')],
        }),
      );
    },
  });
  return withClasses(read, (index) => classes.get(ids[index] ?? ''));
};

const statuses: Readonly<Record<string, TestStatus>> = {
  Passed: 'SUCCEEDED',
  PassedButRunAborted: 'SUCCEEDED',
  Failed: 'FAILED',
  Timeout: 'FAILED',
  Error: 'ERROR',
  Aborted: 'ERROR',
  NotExecuted: 'SKIPPED',
  NotRunnable: 'SKIPPED',
  Inconclusive: 'SKIPPED',
};

/** `00:00:01.2345678` */
function durationOf(text: string | undefined): number | undefined {
  const [, hours, minutes, seconds] = /^(\d+):(\d\d):(\d\d(?:\.\d+)?)$/.exec(text ?? '') ?? [];
  if (seconds === undefined) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

function withClasses(read: ReadReport, classOf: (index: number) => string | undefined): ReadReport {
  if (read.content?.type !== 'TEST') return read;
  const testCases = read.content.testCases.map((testCase, index): TestCase => ({
    ...testCase,
    testSuiteName: classOf(index) ?? testCase.testSuiteName,
  }));
  return { ...read, content: { type: 'TEST', testCases } };
}
