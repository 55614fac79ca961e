// What real tools wrote of small projects with a test of each outcome, against what the same tools said at the end of the run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeReport } from '../../../src/load/reports/decode-report.ts';
import { recogniseReport } from '../../../src/load/reports/recognise-report.ts';
import { readReport } from '../../../src/load/reports/read-report.ts';
import { summariseCoverage, testSummary } from '../../../src/model/report.ts';

const folder = join(import.meta.dirname, '..', '..', 'data', 'reports');

function readFile(name: string) {
  const text = decodeReport(readFileSync(join(folder, name)));
  const format = recogniseReport(name, text.slice(0, 4096)) ?? 'none';
  const { content, problems } = readReport({ path: name, text }, format);
  expect(problems).toEqual([]);
  if (content === undefined) throw new Error(`${name} is not read`);
  return content;
}

/** Succeeded, failed, error, skipped. */
test.each([
  // A test that passes and cannot be cleaned up after is one that passed and one error to pytest, and one test case here.
  ['pytest.xml', '1 failed, 2 passed, 1 skipped, 1 xfailed, 3 errors', [1, 1, 3, 2]],
  ['behave.xml', '1 scenario passed, 1 failed, 1 error, 1 skipped', [1, 1, 1, 1]],
  ['behave.json', '1 scenario passed, 1 failed, 1 error, 1 skipped', [1, 1, 1, 1]],
  // To JUnit XML cucumber-js writes what is undefined as a failure.
  ['cucumber-js.xml', '4 scenarios (2 passed, 1 undefined, 1 failed)', [2, 2, 0, 0]],
  ['cucumber-js.json', '4 scenarios (2 passed, 1 undefined, 1 failed)', [2, 1, 1, 0]],
  ['jest-junit.xml', '1 failed, 1 skipped, 1 passed, 3 total', [1, 1, 0, 1]],
  ['vitest.xml', '1 failed | 1 passed | 1 skipped | 1 todo (4)', [1, 1, 0, 2]],
  ['node-test.xml', 'pass 1, fail 1, skipped 1, todo 1', [1, 1, 0, 2]],
  ['go-junit-report.xml', '--- PASS: 1, --- FAIL: 1, --- SKIP: 1', [1, 1, 0, 1]],
  ['libtest.xml', '1 passed; 1 failed; 1 ignored', [1, 1, 0, 1]],
  ['ctest.xml', '1 passed, 1 failed, 1 disabled, 1 skipped', [1, 1, 0, 2]],
  ['surefire.xml', 'Tests run: 4, Failures: 2, Errors: 0, Skipped: 1', [1, 2, 0, 1]],
  ['testng.xml', 'total 4, passed 1, failed 2, skipped 1', [1, 2, 0, 1]],
  // What failed only once stands as flaky in its test case.
  ['surefire-reruns.xml', 'Tests run: 11, Failures: 2, Errors: 1, Skipped: 2, Flakes: 1', [6, 2, 1, 2]],
  ['surefire-before-all.xml', 'Tests run: 1, Failures: 0, Errors: 1, Skipped: 0', [0, 0, 1, 0]],
  ['gradle.xml', '5 tests completed, 2 failed, 2 skipped', [1, 2, 0, 2]],
  ['nextest.xml', '6 tests run: 4 passed (1 flaky), 2 failed, 1 skipped', [4, 2, 0, 0]],
  ['mocha-xunit.xml', '4 passing, 2 pending, 3 failing', [4, 3, 0, 2]],
  // A todo stands as a test that passed, and a file that cannot be loaded twice.
  ['jest-junit-suite-error.xml', '2 failed, 1 skipped, 1 todo, 3 passed, 7 total', [4, 3, 1, 1]],
  // Of subtests only those that failed stand in the file; xpassed, rerun and what setup breaks are test cases.
  [
    'pytest-subtests.xml',
    '5 failed, 5 passed, 1 skipped, 1 xfailed, 1 xpassed, 2 errors, 1 rerun',
    [7, 4, 2, 2],
  ],
  ['pytest-nunit3.xml', 'total="13" passed="7" failed="5" skipped="1"', [7, 5, 0, 1]],
  // A subtest that failed is a test case, and an unexpected success an error.
  [
    'unittest-xml-reporting.xml',
    'failures=2, errors=2, skipped=1, expected failures=1, unexpected successes=1',
    [1, 2, 3, 2],
  ],
  ['robot.xml', '3 tests, 1 passed, 1 failed, 1 skipped', [1, 1, 0, 1]],
  // A risky test is an error in the file.
  ['phpunit.xml', 'Tests: 10, Errors: 2, Failures: 2, Skipped: 1, Incomplete: 1, Risky: 1', [3, 2, 3, 2]],
  // SetUpTestSuite failed too, which this version of GoogleTest does not write into the file.
  ['googletest.xml', '3 passed, 2 skipped, 3 failed, 1 disabled', [3, 3, 0, 3]],
  // Each section is a test case in the file; two failed as expected.
  ['catch2.xml', 'test cases: 8, 2 passed, 4 failed, 2 failed as expected', [5, 3, 1, 2]],
  ['doctest.xml', 'test cases: 4, 1 passed, 3 failed, 1 skipped', [2, 2, 1, 0]],
  ['bats.xml', '1 passed, 2 failures, 1 skipped, setup_file failed', [1, 3, 0, 1]],
  ['rspec.xml', '8 examples, 3 failures, 3 pending', [2, 3, 0, 3]],
  // A skipped test stands as one that passed; a TODO that passed and a bad exit status are errors.
  ['prove.xml', 'tests="6" failures="1" errors="2"', [4, 1, 2, 0]],
  ['cucumber-jvm.json', '8 Scenarios (3 failed, 1 skipped, 1 pending, 1 undefined, 2 passed)', [2, 3, 1, 2]],
  ['cucumber-jvm.xml', 'tests="8" skipped="1" failures="5" errors="0"', [2, 5, 0, 1]],
  ['cucumber-jvm-testng.xml', 'failed="5" passed="3" skipped="0" total="8"', [3, 5, 0, 0]],
])('%s: %s', (name, _, [succeeded, failed, error, skipped]) => {
  const content = readFile(name);
  if (content.type !== 'TEST') throw new Error(`${name} is no report of tests`);
  expect(testSummary(content).statusCounts).toEqual({
    SUCCEEDED: succeeded,
    FAILED: failed,
    ERROR: error,
    SKIPPED: skipped,
    UNKNOWN: 0,
  });
});

/** Of these, as unknown: what was inconclusive, and a result without an outcome. */
test.each([
  ['nunit2.xml', 'Errors: 1, Failures: 4, Inconclusive: 1, Invalid: 1, Ignored: 1', [4, 4, 2, 1, 1]],
  ['jest.trx', '2 failed, 1 skipped, 1 todo, 3 passed, and a file that cannot be loaded', [3, 3, 0, 2, 1]],
])('%s: %s', (name, _, [SUCCEEDED, FAILED, ERROR, SKIPPED, UNKNOWN]) => {
  const content = readFile(name);
  if (content.type !== 'TEST') throw new Error(`${name} is no report of tests`);
  expect(testSummary(content).statusCounts).toEqual({ SUCCEEDED, FAILED, ERROR, SKIPPED, UNKNOWN });
});

/** Lines covered and missed, branches covered and missed. */
test.each([
  ['jest-clover.xml', 'Lines: 80% (4/5), Branches: 50% (2/4)', [4, 1, 2, 2]],
  ['jest-cobertura.xml', 'Lines: 80% (4/5), Branches: 50% (2/4)', [4, 1, 2, 2]],
  ['jest-lcov.info', 'Lines: 80% (4/5), Branches: 50% (2/4)', [4, 1, 2, 2]],
  ['phpunit-clover.xml', 'Lines: 50.00% (2/4)', [2, 2, 0, 0]],
  ['phpunit-cobertura.xml', 'Lines: 50.00% (2/4)', [2, 2, 0, 0]],
  // Nine statements on five lines.
  [
    'openclover.xml',
    'statements="9" coveredstatements="4" conditionals="4" coveredconditionals="3"',
    [3, 2, 3, 1],
  ],
  ['jacoco.xml', 'LINE missed="3" covered="3", BRANCH missed="5" covered="4"', [3, 3, 4, 5]],
  ['simplecov.resultset.json', '6 / 8 LOC (75.0%) covered', [6, 2, 3, 1]],
  ['lcov.info', '80.0% (8 of 10 lines), 66.7% (4 of 6 branches)', [8, 2, 4, 2]],
  ['gcovr-cobertura.xml', '10 lines, 8 run; 6 branches, 4 taken', [8, 2, 4, 2]],
  // gcovr writes no branches to Clover, and no hits of lines to JaCoCo but their counts.
  ['gcovr-clover.xml', '10 lines, 8 run', [8, 2, 0, 0]],
  ['gcovr-jacoco.xml', '10 lines, 8 run; 6 branches, 4 taken', [8, 2, 4, 2]],
])('%s: %s', (name, _, [linesCovered, linesMissed, branchesCovered, branchesMissed]) => {
  const content = readFile(name);
  if (content.type !== 'CODE_COVERAGE') throw new Error(`${name} is no report of coverage`);
  expect(summariseCoverage(content.files)).toEqual({
    linesCovered,
    linesMissed,
    branchesCovered,
    branchesMissed,
  });
});

test("mocha's own JSON, which CodeBuild does not read, is refused", () => {
  const text = readFileSync(join(folder, 'mocha.json'), 'utf8');
  expect(recogniseReport('mocha.json', text)).toBeUndefined();
  const { content, problems } = readReport({ path: 'mocha.json', text }, 'CUCUMBERJSON');
  expect(content).toBeUndefined();
  expect(problems[0]?.message).toBe('The file is JSON, but not a list of features');
});

test.each([
  ['a list of the results of a linter', '[{"filePath":"a.js","messages":[]}]'],
  ['a list of numbers', '[1, 2]'],
])('%s is no report of features', (_, text) => {
  const { content, problems } = readReport({ path: 'list.json', text }, 'CUCUMBERJSON');
  expect(content).toBeUndefined();
  expect(problems[0]?.code).toBe('ReportInvalid');
});

test.each(['coverage-py.xml', 'coverage-py.info'])('%s: 22 statements, 2 missed', (name) => {
  const content = readFile(name);
  if (content.type !== 'CODE_COVERAGE') throw new Error(`${name} is no report of coverage`);
  expect(summariseCoverage(content.files)).toMatchObject({ linesCovered: 20, linesMissed: 2 });
});
