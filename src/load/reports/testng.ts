// TESTNGXML: testng-results > suite > test > class > test-method.
import type { TestStatus } from '../../model/report.ts';
import type { ReportReader } from './format.ts';
import { ancestor, Found, readTests, testCaseOf } from './tests.ts';

export const readTestNg: ReportReader = (file) => {
  const found = new Found();
  return readTests(file, {
    roots: ['testng-results'],
    closed: (element, add) => {
      const { name, attributes, text } = element;
      if (name === 'message' || name === 'full-stacktrace')
        found.keep(ancestor(element, 'test-method'), name, text);
      // What prepares and cleans up is no test.
      if (name !== 'test-method' || attributes['is-config'] === 'true') return;
      const duration = Number(attributes['duration-ms']);
      add(
        testCaseOf({
          name: attributes['name'],
          suite: ancestor(element, 'class')?.attributes['name'],
          status: statuses[attributes['status'] ?? ''] ?? 'UNKNOWN',
          durationMs: Number.isFinite(duration) ? duration : undefined,
          texts: [found.of(element, 'message'), found.of(element, 'full-stacktrace')],
        }),
      );
    },
  });
};

const statuses: Readonly<Record<string, TestStatus>> = { PASS: 'SUCCEEDED', FAIL: 'FAILED', SKIP: 'SKIPPED' };
