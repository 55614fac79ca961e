// No report is green that says anywhere that something failed, and none is read otherwise than its tool wrote it.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeReport } from '../../../src/load/reports/decode-report.ts';
import { maxTestCases } from '../../../src/load/reports/kept-tests.ts';
import { readReport } from '../../../src/load/reports/read-report.ts';
import { testSummary, type TestStatus } from '../../../src/model/report.ts';

function read(text: string, format = 'JUNITXML') {
  const { content, problems } = readReport({ path: 'report', text }, format);
  if (content?.type !== 'TEST') throw new Error(`not read: ${problems[0]?.message ?? ''}`);
  return { cases: content.testCases, counts: testSummary(content).statusCounts, problems };
}

function counted(text: string, format?: string): string {
  const { counts } = read(text, format);
  return (['SUCCEEDED', 'FAILED', 'ERROR', 'SKIPPED', 'UNKNOWN'] as const)
    .map((status) => counts[status])
    .join(' ');
}

/** Succeeded, failed, error, skipped, unknown. */
test.each([
  [
    'an error of the suite itself',
    '<testsuite name="s" errors="1"><error message="no module x"/></testsuite>',
    '0 0 1 0 0',
  ],
  [
    'a failure of all suites',
    '<testsuites><failure>gone</failure><testsuite name="s"/></testsuites>',
    '0 1 0 0 0',
  ],
  [
    'a test that is skipped and then fails',
    '<testsuite><testcase name="a"><skipped/><failure message="x"/></testcase></testsuite>',
    '0 1 0 0 0',
  ],
  [
    'a test that fails and then breaks',
    '<testsuite><testcase name="a"><failure/><error message="x"/></testcase></testsuite>',
    '0 0 1 0 0',
  ],
  [
    'a failure that a repetition repaired, counted by the suite as a test and a failure',
    '<testsuite name="s" tests="2" errors="0" failures="1"><testcase name="a"><flakyFailure message="x"/></testcase></testsuite>',
    '1 0 0 0 0',
  ],
  [
    'an error that the second repetition repaired, counted by the suite three times',
    '<testsuite name="s" tests="4" errors="2" failures="0"><testcase name="b"/><testcase name="a"><flakyError message="x"/><flakyError message="x"/></testcase></testsuite>',
    '2 0 0 0 0',
  ],
  [
    'a failure that repetitions did not repair, each counted by the suite',
    '<testsuite name="s" tests="4" errors="0" failures="3"><testcase name="b"/><testcase name="a"><failure message="x"/><rerunFailure message="x"/><rerunFailure message="x"/></testcase></testsuite>',
    '1 1 0 0 0',
  ],
  [
    'an error that a repetition made a failure',
    '<testsuite name="s" tests="2" errors="1" failures="1"><testcase name="a"><error message="x"/><rerunFailure message="x"/></testcase></testsuite>',
    '0 0 1 0 0',
  ],
  [
    'repetitions of which only the last are counted',
    '<testsuite name="s" tests="1" errors="0" failures="1"><testcase name="b"/><testcase name="a"><failure message="x"/><rerunFailure message="x"/></testcase></testsuite>',
    '1 1 0 0 0',
  ],
  [
    'a failure beyond those that were repeated',
    '<testsuite name="s" tests="3" errors="0" failures="3"><testcase name="a"><failure message="x"/><rerunFailure message="x"/></testcase></testsuite>',
    '0 1 1 0 0',
  ],
  [
    'a failure that only the suite counts',
    '<testsuite name="s" tests="1" failures="1"><testcase name="a"/></testsuite>',
    '1 0 1 0 0',
  ],
  [
    'an error that only the root counts',
    '<testsuites errors="1" tests="1"><testsuite tests="1"><testcase name="a"/></testsuite></testsuites>',
    '1 0 1 0 0',
  ],
  [
    'what a suite and the root count once',
    '<testsuites failures="1"><testsuite failures="1"><testcase name="a"><failure/></testcase></testsuite></testsuites>',
    '0 1 0 0 0',
  ],
  [
    'several failures in one test',
    '<testsuite failures="1" tests="1"><testcase name="a"><failure/><failure/></testcase></testsuite>',
    '0 1 0 0 0',
  ],
  [
    'tests that are passed over and not named, as libtest writes them',
    '<testsuites><testsuite name="test" errors="0" failures="0" tests="3" skipped="1"><testcase name="a"/><testcase name="b"/></testsuite></testsuites>',
    '2 0 0 1 0',
  ],
  [
    'a status in an attribute',
    '<testsuite><testcase name="a" status="fail"/><testcase name="b" status="Failed"/><testcase name="c" result="error"/><testcase name="d" status="disabled"/></testsuite>',
    '0 2 1 1 0',
  ],
  [
    'Catch2, whose suites count assertions',
    '<testsuites><testsuite name="t" errors="0" failures="0" skipped="0" tests="7" hostname="tbd"><testcase name="a" status="run"/></testsuite></testsuites>',
    '1 0 0 0 0',
  ],
])('%s', (_, text, expected) => {
  expect(counted(text)).toBe(expected);
});

test('a suite that counts more tests than it has is reported as not complete', () => {
  const { problems } = read('<testsuite name="s" tests="3"><testcase name="a"/></testsuite>');
  expect(problems.map(({ message }) => message)).toEqual([
    'The suite "s" counts 3 tests and has 1 test case',
  ]);
});

const scenario = (more: object) => JSON.stringify([{ name: 'f', uri: 'f.feature', elements: [more] }]);
const steps = (...statuses: readonly string[]) => statuses.map((status) => ({ result: { status } }));

test.each([
  [
    'passed over by behave, without results',
    scenario({ type: 'scenario', status: 'skipped', steps: [{}, {}] }),
    '0 0 0 1 0',
  ],
  ['untested by behave', scenario({ type: 'scenario', status: 'untested', steps: [{}] }), '0 0 0 1 0'],
  [
    'whose hook of a step failed',
    scenario({ type: 'scenario', steps: [{ result: { status: 'passed' }, after: steps('failed') }] }),
    '0 1 0 0 0',
  ],
  [
    'whose background failed',
    JSON.stringify([
      {
        elements: [
          { type: 'background', steps: steps('failed') },
          { type: 'scenario', steps: steps('skipped') },
          { type: 'background', steps: steps('passed') },
          { type: 'scenario', steps: steps('passed') },
        ],
      },
    ]),
    '1 1 0 0 0',
  ],
  [
    'failed as a whole',
    scenario({ type: 'scenario', status: 'failed', steps: steps('passed') }),
    '0 1 0 0 0',
  ],
])('a scenario of Cucumber %s', (_, text, expected) => {
  expect(counted(text, 'CUCUMBERJSON')).toBe(expected);
});

test.each([
  ['NUNITXML', '<test-results errors="1" failures="0"><test-case name="a" result="Success"/></test-results>'],
  ['NUNIT3XML', '<test-run result="Failed" failed="1"><test-case name="a" result="Passed"/></test-run>'],
  ['NUNIT3XML', '<test-run result="Failed"><test-case name="a" result="Passed"/></test-run>'],
  ['TESTNGXML', '<testng-results failed="1"><test-method name="a" status="PASS"/></testng-results>'],
  [
    'TESTNGXML',
    '<testng-results failed="0"><test-method name="a" status="PASS"/><test-method name="b" is-config="true" status="FAIL"/></testng-results>',
  ],
  [
    'VISUALSTUDIOTRX',
    '<TestRun><Results><UnitTestResult testName="a" outcome="Passed"/></Results><ResultSummary outcome="Failed"><Counters failed="1"/></ResultSummary></TestRun>',
  ],
  [
    'VISUALSTUDIOTRX',
    '<TestRun><Results><UnitTestResult testName="a" outcome="Passed"/></Results><ResultSummary outcome="Failed"><RunInfos><RunInfo outcome="Error"><Text>Test host process crashed</Text></RunInfo></RunInfos></ResultSummary></TestRun>',
  ],
])('a run of %s that failed without a failed test has an error', (format, text) => {
  expect(counted(text, format)).toBe('1 0 1 0 0');
});

test('a suite with an error or a failure anywhere never is without one', () => {
  const outcome = fc.constantFrom('<failure/>', '<error/>', '<skipped/>', '<system-out>x</system-out>', '');
  const testCase = fc
    .array(outcome, { maxLength: 3 })
    .map((inside) => `<testcase name="t">${inside.join('')}</testcase>`);
  const counters = fc.constantFrom(
    '',
    ' failures="1"',
    ' errors="2"',
    ' skipped="1" tests="4"',
    ' tests="1"',
  );
  const { suite } = fc.letrec<{ suite: string }>((tie) => ({
    suite: fc
      .tuple(counters, fc.array(fc.oneof({ maxDepth: 3 }, testCase, outcome, tie('suite')), { maxLength: 4 }))
      .map(([attributes, inside]) => `<testsuite name="s"${attributes}>${inside.join('')}</testsuite>`),
  }));
  fc.assert(
    fc.property(suite, (text) => {
      const { counts } = read(text);
      const says = /<failure|<error| failures="1"| errors="2"/.test(text);
      expect(counts.FAILED + counts.ERROR > 0).toBe(says);
    }),
    { numRuns: 500 },
  );
});

describe('a file in another encoding', () => {
  const text =
    '<?xml version="1.0" encoding="ENCODING"?><testsuite><testcase name="prüft Größe"/></testsuite>';
  const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
  const of = (encoding: string) => text.replace('ENCODING', encoding);
  test.each([
    ['UTF-16 with a mark', Buffer.from(`\ufeff${of('utf-16')}`, 'utf16le')],
    ['UTF-16 the other way round', swapped(Buffer.from(`\ufeff${of('UTF-16')}`, 'utf16le'))],
    ['UTF-16 without a mark', Buffer.from(of('UTF-16LE'), 'utf16le')],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${of('utf-8')}`)],
    ['ISO-8859-1', Buffer.from(of('ISO-8859-1'), 'latin1')],
    ['windows-1252', Buffer.from(of('windows-1252'), 'latin1')],
    ['UTF-8 that says UTF-16', Buffer.from(of('UTF-16'))],
  ])('%s', (_, bytes) => {
    expect(read(decodeReport(bytes)).cases.map(({ name }) => name)).toEqual(['prüft Größe']);
  });
});

test('entities that the file declares, and characters that XML does not allow, do not make it unreadable', () => {
  const text = `<!DOCTYPE testsuite [<!ENTITY app "My &#65;pp"><!ENTITY more '&app; 2'>]>
    <testsuite><testcase name="&more;"><failure message="&#27;[31mred&#x1B;[0m">\u001b[31mred\u0000</failure></testcase></testsuite>`;
  const [first] = read(text).cases;
  expect(first?.name).toBe('My App 2');
  expect(first?.message).toBe('\ufffd[31mred\ufffd[0m\n\ufffd[31mred\ufffd');
});

test('of a large report all test cases are counted, and those that did not succeed are kept first', () => {
  const names = Array.from({ length: maxTestCases + 1000 }, (_, index) => index);
  const cases = names.map(
    (name) => `<testcase name="${name}">${name % 1000 === 999 ? '<failure/>' : ''}</testcase>`,
  );
  const pieces = ['<testsuite>', ...cases, '</testsuite>'];
  const { content } = readReport({ path: 'report', text: '', pieces }, 'JUNITXML');
  if (content?.type !== 'TEST') throw new Error('not read');
  expect(testSummary(content)).toMatchObject({
    total: names.length,
    statusCounts: { FAILED: 6, SUCCEEDED: 5994 },
  });
  expect(content.testCases).toHaveLength(maxTestCases);
  expect(
    content.testCases.slice(0, 6).every(({ status }: { status: TestStatus }) => status === 'FAILED'),
  ).toBe(true);
});
