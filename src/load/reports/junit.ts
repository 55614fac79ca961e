// JUNITXML: no standard, but what Ant wrote and most tools write since: testsuites > testsuite > testcase.
import type { TestCase, TestStatus } from '../../model/report.ts';
import { millisecondsOf, type ReportReader } from './format.ts';
import { SuiteCounts } from './suite-counts.ts';
import { ancestor, Found, readTests, testCaseOf } from './tests.ts';
import type { Element } from './read-xml.ts';

export const readJUnit: ReportReader = (file) => {
  const found = new Found();
  const counts = new SuiteCounts();
  return readTests(file, {
    roots: ['testsuites', 'testsuite'],
    closed: (element, add) => {
      const { name, attributes, text, parent } = element;
      if (statuses[name] !== undefined && parent?.name === 'testcase') {
        found.keep(parent, name, text);
        found.keep(parent, `${name} message`, attributes['message'] ?? attributes['type'] ?? '');
        counts.outcome(ancestor(element, 'testsuite'), name);
      } else if (attempts.has(name)) {
        counts.rerun(ancestor(element, 'testsuite'));
      } else if ((name === 'error' || name === 'failure') && isSuite(parent)) {
        counts.outcome(parent, name);
        add(ofSuite(parent, statuses[name] ?? 'ERROR', [attributes['message'], text]));
      } else if (name === 'testcase') {
        counts.test(parent, attributes);
        add(caseOf(element, found));
      } else if (isSuite(element)) counts.close(element, add, ofSuite);
    },
    disagreement: () => counts.disagreement(),
  });
};

function isSuite(element: Element | undefined): element is Element {
  return element?.name === 'testsuite' || element?.name === 'testsuites';
}

/** From the worst: a test that was skipped and then failed has failed. Surefire writes a failure that a repetition repaired as flaky. */
const outcomes = ['error', 'failure', 'skipped'] as const;

/** Surefire, "Rerun failing tests": a failure that a repetition repaired, and repetitions of one that stayed. */
const attempts: ReadonlySet<string> = new Set(['flakyFailure', 'flakyError', 'rerunFailure', 'rerunError']);

/** Catch2 writes a failure that was expected after this, and does not count it. */
const mayFail = /^TEST_CASE tagged with !mayfail/;

const statuses: Readonly<Record<string, TestStatus>> = {
  error: 'ERROR',
  failure: 'FAILED',
  skipped: 'SKIPPED',
};

function caseOf(element: Element, found: Found): TestCase {
  const { attributes } = element;
  const outcome = mayFail.test(found.of(element, 'skipped message') ?? '')
    ? 'skipped'
    : outcomes.find((name) => found.of(element, name) !== undefined);
  return testCaseOf({
    name: attributes['name'],
    suite: attributes['classname'] ?? ancestor(element, 'testsuite')?.attributes['name'],
    status: outcome === undefined ? statusOf(attributes) : (statuses[outcome] ?? 'UNKNOWN'),
    durationMs: millisecondsOf(attributes['time']),
    texts: [found.of(element, `${outcome ?? ''} message`), found.of(element, outcome ?? '')],
    location: placeOf(attributes),
  });
}

/** What no test case of the suite shows. */
function ofSuite(suite: Element, status: TestStatus, texts: readonly (string | undefined)[]): TestCase {
  const name = suite.attributes['name'] ?? suite.name;
  return testCaseOf({ name, suite: name, status, durationMs: undefined, texts });
}

/** GoogleTest and CTest write an outcome into an attribute. */
function statusOf({ status = '', result = '' }: Readonly<Record<string, string>>): TestStatus {
  const written = [status.toLowerCase(), result.toLowerCase()];
  if (written.some((word) => /^(fail|failed|failure|broken)$/.test(word))) return 'FAILED';
  if (written.includes('error')) return 'ERROR';
  return written.some((word) => /^(notrun|disabled|skipped|suppressed|pending|untested)$/.test(word))
    ? 'SKIPPED'
    : 'SUCCEEDED';
}

function placeOf({ file, line }: Readonly<Record<string, string>>): string | undefined {
  if (file === undefined) return undefined;
  return line === undefined ? file : `${file}:${line}`;
}
