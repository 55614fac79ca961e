// CodeBuild user guide, "Build phase transitions", row by row, and on-failure.
import { describe, expect, test } from 'vitest';
import { nextPhase, shallRetry, type PhaseEnd } from '../../../src/actions/build/phase-transition.ts';
import type { OnFailure } from '../../../src/model/build.ts';
import type { BuildPhaseType } from '../../../src/model/status.ts';

test.each<[BuildPhaseType, BuildPhaseType, BuildPhaseType]>([
  ['SUBMITTED', 'QUEUED', 'COMPLETED'],
  ['QUEUED', 'PROVISIONING', 'COMPLETED'],
  ['PROVISIONING', 'DOWNLOAD_SOURCE', 'FINALIZING'],
  ['DOWNLOAD_SOURCE', 'INSTALL', 'FINALIZING'],
  ['INSTALL', 'PRE_BUILD', 'FINALIZING'],
  ['PRE_BUILD', 'BUILD', 'FINALIZING'],
  ['BUILD', 'POST_BUILD', 'POST_BUILD'],
  ['POST_BUILD', 'UPLOAD_ARTIFACTS', 'UPLOAD_ARTIFACTS'],
  ['UPLOAD_ARTIFACTS', 'FINALIZING', 'FINALIZING'],
  ['FINALIZING', 'COMPLETED', 'COMPLETED'],
  ['COMPLETED', 'COMPLETED', 'COMPLETED'],
])('%s is followed by %s when it succeeded and by %s when it failed', (ran, succeeded, failed) => {
  expect(nextPhase(ran, 'SUCCEEDED')).toBe(succeeded);
  expect(nextPhase(ran, 'FAILED')).toBe(failed);
});

const commandPhases = ['INSTALL', 'PRE_BUILD', 'BUILD', 'POST_BUILD'] as const;

describe.each(commandPhases)('%s', (phase) => {
  test.each<PhaseEnd>(['TIMED_OUT', 'STOPPED'])('that is %s is followed by nothing but FINALIZING', (end) => {
    expect(nextPhase(phase, end)).toBe('FINALIZING');
    expect(nextPhase(phase, end, { kind: 'CONTINUE' })).toBe('FINALIZING');
  });

  test('that fails with ABORT is followed by nothing but FINALIZING', () => {
    expect(nextPhase(phase, 'FAILED', { kind: 'ABORT' })).toBe('FINALIZING');
  });

  test('that fails with CONTINUE is followed as if it had succeeded', () => {
    expect(nextPhase(phase, 'FAILED', { kind: 'CONTINUE' })).toBe(nextPhase(phase, 'SUCCEEDED'));
  });
});

const message = 'Error while executing command: npm ci. Reason: exit status 1';
const retry = (count: number, pattern = '.*'): OnFailure => ({ kind: 'RETRY', count, pattern });

test.each<[string, OnFailure | undefined, number, boolean]>([
  ['RETRY is tried again', retry(3), 0, true],
  ['RETRY is tried again as often as it says', retry(3), 2, true],
  ['RETRY is not tried more often', retry(3), 3, false],
  ['RETRY-0 is not tried again', retry(0), 0, false],
  ['RETRY with an expression that the message matches is tried again', retry(1, 'npm ci'), 0, true],
  ['RETRY with another expression is not', retry(1, 'yarn'), 0, false],
  ['CONTINUE is not tried again', { kind: 'CONTINUE' }, 0, false],
  ['a phase without on-failure is not tried again', undefined, 0, false],
])('%s', (_, onFailure, retriesDone, expected) => {
  expect(shallRetry(onFailure, message, retriesDone)).toBe(expected);
});
