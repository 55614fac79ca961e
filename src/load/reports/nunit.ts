// NUNITXML (version 2: test-results > … > test-case) and NUNIT3XML (test-run > … > test-case).
import type { TestStatus } from '../../model/report.ts';
import { millisecondsOf, type ReportReader } from './format.ts';
import { ancestor, Found, readTests, testCaseOf } from './tests.ts';
import { sumOf, WholeRun } from './whole-run.ts';

export const readNUnit2: ReportReader = (file) =>
  readNUnit(file, { root: 'test-results', duration: 'time', statusOf: statusOfVersion2 });

export const readNUnit3: ReportReader = (file) =>
  readNUnit(file, { root: 'test-run', duration: 'duration', statusOf: statusOfVersion3 });

type Attributes = Readonly<Record<string, string>>;

interface Version {
  readonly root: string;
  readonly duration: string;
  readonly statusOf: (attributes: Attributes) => TestStatus;
}

function readNUnit(file: Parameters<ReportReader>[0], version: Version): ReturnType<ReportReader> {
  const found = new Found();
  const run = new WholeRun();
  return readTests(file, {
    roots: [version.root],
    closed: (element, add) => {
      const { name, attributes, text, parent } = element;
      const owner = parent?.parent;
      if ((name === 'message' || name === 'stack-trace') && owner?.name === 'test-case')
        found.keep(owner, name, text);
      if (name === version.root) {
        const missing = run.missing(element, failuresOf(attributes));
        if (missing !== undefined) add(missing);
      }
      if (name !== 'test-case') return;
      const testCase = testCaseOf({
        name: attributes['name'],
        suite: attributes['classname'] ?? ancestor(element, 'test-suite')?.attributes['name'],
        status: version.statusOf(attributes),
        durationMs: millisecondsOf(attributes[version.duration]),
        texts: [found.of(element, 'message'), found.of(element, 'stack-trace')],
      });
      run.saw(testCase);
      add(testCase);
    },
  });
}

/**
 * Version 2 counts `errors`, `failures` and `invalid`, version 3 `failed`; a suite that cannot be set up may be
 * reported by the result alone.
 */
function failuresOf(attributes: Attributes): number {
  const counted = sumOf(attributes, ['errors', 'failures', 'failed', 'invalid']);
  return counted === 0 && /^(Failed|Failure|Error)/.test(attributes['result'] ?? '') ? 1 : counted;
}

function statusOfVersion2({ result = '', executed = '', success = '' }: Attributes): TestStatus {
  // A test that cannot be run, such as one with arguments that nothing gives, fails the run (its exit code counts it).
  if (/^(Error|NotRunnable|Cancelled)$/.test(result)) return 'ERROR';
  if (result === 'Inconclusive') return 'UNKNOWN';
  if (/^(Ignored|Skipped)$/.test(result) || executed === 'False') return 'SKIPPED';
  if (result === 'Failure' || success === 'False') return 'FAILED';
  return result === 'Success' || success === 'True' ? 'SUCCEEDED' : 'UNKNOWN';
}

function statusOfVersion3({ result = '', label = '' }: Attributes): TestStatus {
  switch (result) {
    case 'Passed':
    case 'Warning':
      return 'SUCCEEDED';
    case 'Failed':
      return /^(Error|Invalid|Cancelled)$/.test(label) ? 'ERROR' : 'FAILED';
    case 'Skipped':
      return 'SKIPPED';
    default:
      return 'UNKNOWN';
  }
}
