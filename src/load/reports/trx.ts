// VISUALSTUDIOTRX: TestRun > Results > UnitTestResult, with the classes in TestDefinitions after them.
import type { TestCase, TestStatus } from '../../model/report.ts';
import type { ReadReport, ReportReader } from './format.ts';
import type { Element } from './read-xml.ts';
import { ancestor, Found, readTests, testCaseOf } from './tests.ts';
import { sumOf, WholeRun } from './whole-run.ts';

export const readTrx: ReportReader = (file) => {
  const found = new Found();
  const run = new WholeRun();
  const classes = new Map<string, string>();
  const runErrors: string[] = [];
  let summary: Element | undefined;
  const read = readTests(file, {
    roots: ['TestRun'],
    closed: (element, add) => {
      const { name, attributes, text } = element;
      if (name === 'Message' || name === 'StackTrace')
        found.keep(ancestor(element, 'UnitTestResult'), name, text);
      if (name === 'TestMethod' && classes.size < maxClasses)
        classes.set(ancestor(element, 'UnitTest')?.attributes['id'] ?? '', attributes['className'] ?? '');
      if (name === 'Counters') summary = element;
      // The host of the tests ended, or a file of tests could not be loaded.
      const runInfo = ancestor(element, 'RunInfo');
      if (name === 'Text' && runInfo?.attributes['outcome'] === 'Error') runErrors.push(text);
      if (name === 'UnitTestResult') {
        const testCase = resultCase(element, found);
        run.saw(testCase);
        add(testCase);
      }
      if (name !== 'TestRun') return;
      const counted = sumOf(summary?.attributes ?? {}, ['failed', 'error', 'timeout', 'aborted']);
      const missing = run.missing(element, Math.max(counted, Math.min(runErrors.length, 1)), runErrors);
      if (missing !== undefined) add(missing);
    },
  });
  return withClasses(read, classes);
};

/** Definitions of more tests are not kept: their test cases have no class. */
const maxClasses = 100_000;

/** The id of the test stands for its class until the definitions are read. */
function resultCase(element: Element, found: Found): TestCase {
  const { attributes } = element;
  return testCaseOf({
    name: attributes['testName'],
    suite: attributes['testId'],
    status: statuses[attributes['outcome'] ?? ''] ?? 'UNKNOWN',
    durationMs: durationOf(attributes['duration']),
    texts: [found.of(element, 'Message'), found.of(element, 'StackTrace')],
  });
}

const statuses: Readonly<Record<string, TestStatus>> = {
  Passed: 'SUCCEEDED',
  PassedButRunAborted: 'SUCCEEDED',
  Failed: 'FAILED',
  Timeout: 'FAILED',
  Error: 'ERROR',
  Aborted: 'ERROR',
  Disconnected: 'ERROR',
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

function withClasses(read: ReadReport, classes: ReadonlyMap<string, string>): ReadReport {
  if (read.content?.type !== 'TEST') return read;
  const testCases = read.content.testCases.map((testCase): TestCase => ({
    ...testCase,
    testSuiteName:
      classes.get(testCase.testSuiteName) ?? (testCase.testSuiteName === 'TestRun' ? 'TestRun' : ''),
  }));
  return { ...read, content: { ...read.content, testCases } };
}
