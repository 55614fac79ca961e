// TESTNGXML: testng-results > suite > test > class > test-method.
import type { TestStatus } from '../../model/report.ts';
import type { ReportReader } from './format.ts';
import { ancestor, Found, readTests, testCaseOf } from './tests.ts';
import { sumOf, WholeRun } from './whole-run.ts';

export const readTestNg: ReportReader = (file) => {
  const found = new Found();
  const run = new WholeRun();
  return readTests(file, {
    roots: ['testng-results'],
    closed: (element, add) => {
      const { name, attributes, text } = element;
      if (name === 'message' || name === 'full-stacktrace')
        found.keep(ancestor(element, 'test-method'), name, text);
      if (name === 'testng-results') {
        const missing = run.missing(element, sumOf(attributes, ['failed']));
        if (missing !== undefined) add(missing);
      }
      if (name !== 'test-method') return;
      // What prepares and cleans up is no test, unless it fails: then tests are skipped because of it.
      const isConfig = attributes['is-config'] === 'true';
      if (isConfig && attributes['status'] !== 'FAIL') return;
      const duration = Number(attributes['duration-ms']);
      const testCase = testCaseOf({
        name: attributes['name'],
        suite: ancestor(element, 'class')?.attributes['name'],
        status: isConfig ? 'ERROR' : (statuses[attributes['status'] ?? ''] ?? 'UNKNOWN'),
        durationMs: Number.isFinite(duration) ? duration : undefined,
        texts: [found.of(element, 'message'), found.of(element, 'full-stacktrace')],
      });
      if (!isConfig) run.saw(testCase);
      add(testCase);
    },
  });
};

const statuses: Readonly<Record<string, TestStatus>> = { PASS: 'SUCCEEDED', FAIL: 'FAILED', SKIP: 'SKIPPED' };
