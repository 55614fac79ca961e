// The status functions of a step, by what its job and the composite action around it have come to: the cases of the runner's
// ConditionFunctionsL0.
import { expect, test } from 'vitest';
import { statusFunctions } from '../../../src/actions/workflow/step-scope.ts';
import { isFailed } from '../../../src/lib/result.ts';
import { evaluateCondition } from '../../../src/workflows/language/expressions.ts';
import type { JobStatus } from '../../../src/workflows/runner/step-status.ts';

function held(job: JobStatus, inAction: JobStatus): readonly string[] {
  const functions = statusFunctions({ status: job }, { status: () => inAction });
  return ['always', 'success', 'failure', 'cancelled'].filter((name) => {
    const holds = evaluateCondition(`${name}()`, { contexts: {}, functions });
    return !isFailed(holds) && holds.value;
  });
}

test.each<[JobStatus, readonly string[]]>([
  ['success', ['always', 'success']],
  ['failure', ['always', 'failure']],
  ['cancelled', ['always', 'cancelled']],
])('in a job that is %s so far these hold: %j', (status, expected) => {
  expect(held(status, status)).toEqual(expected);
});

test.each<[JobStatus, JobStatus, readonly string[]]>([
  ['failure', 'failure', ['always', 'failure']],
  ['failure', 'success', ['always', 'success']],
  ['success', 'failure', ['always', 'failure']],
  ['success', 'success', ['always', 'success']],
  ['cancelled', 'success', ['always', 'success', 'cancelled']],
])('in a job that is %s, in a composite action that is %s, these hold: %j', (job, inAction, expected) => {
  expect(held(job, inAction)).toEqual(expected);
});
