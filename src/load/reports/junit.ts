// JUNITXML: no standard, but what Ant wrote and everybody writes since: testsuites > testsuite > testcase.
import type { TestStatus } from '../../model/report.ts';
import { millisecondsOf, type ReportReader } from './format.ts';
import { ancestor, Found, readTests, testCaseOf } from './tests.ts';

export const readJUnit: ReportReader = (file) => {
  const found = new Found();
  return readTests(file, {
    roots: ['testsuites', 'testsuite'],
    closed: (element, add) => {
      const { name, attributes, text, parent } = element;
      if (statuses[name] !== undefined && parent?.name === 'testcase') {
        found.keep(parent, name, text);
        found.keep(parent, `${name} message`, attributes['message'] ?? '');
        found.keep(parent, 'outcome', name);
        return;
      }
      if (name !== 'testcase') return;
      const outcome = found.of(element, 'outcome');
      add(
        testCaseOf({
          name: attributes['name'],
          suite: attributes['classname'] ?? ancestor(element, 'testsuite')?.attributes['name'],
          status: outcome === undefined ? statusOf(attributes) : (statuses[outcome] ?? 'UNKNOWN'),
          durationMs: millisecondsOf(attributes['time']),
          texts: [found.of(element, `${outcome ?? ''} message`), found.of(element, outcome ?? '')],
          location: placeOf(attributes),
        }),
      );
    },
  });
};

/** The first of them counts. Surefire writes a failure that a repetition mended as flaky. */
const statuses: Readonly<Record<string, TestStatus>> = {
  error: 'ERROR',
  failure: 'FAILED',
  skipped: 'SKIPPED',
};

/** GoogleTest tells a test that did not run by an attribute. */
function statusOf({ status = '', result = '' }: Readonly<Record<string, string>>): TestStatus {
  return /^(notrun|disabled|skipped|suppressed)$/.test(status) || /^(skipped|suppressed)$/.test(result)
    ? 'SKIPPED'
    : 'SUCCEEDED';
}

function placeOf({ file, line }: Readonly<Record<string, string>>): string | undefined {
  if (file === undefined) return undefined;
  return line === undefined ? file : `${file}:${line}`;
}
