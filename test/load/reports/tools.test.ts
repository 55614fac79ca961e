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

test.each(['coverage-py.xml', 'coverage-py.info'])('%s: 22 statements, 2 missed', (name) => {
  const content = readFile(name);
  if (content.type !== 'CODE_COVERAGE') throw new Error(`${name} is no report of coverage`);
  expect(summariseCoverage(content.files)).toMatchObject({ linesCovered: 20, linesMissed: 2 });
});
