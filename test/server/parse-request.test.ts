// What another process may ask, and everything that is not that.
import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import type { Problem } from '../../src/lib/problem.ts';
import { isFailed } from '../../src/lib/result.ts';
import { parseRequest } from '../../src/server/parse-request.ts';
import type { Request } from '../../src/runtime/contract.ts';

const requests: readonly Request[] = [
  { type: 'StartPipelineExecution', variables: { a: 'b' }, sourceRevisions: {}, by: 'ann' },
  { type: 'StopPipelineExecution', executionId: 'e', abandon: false, reason: '', by: 'ann' },
  { type: 'RetryStageExecution', executionId: 'e', stageName: 's', retryMode: 'ALL_ACTIONS' },
  { type: 'RollbackStage', stageName: 's', by: 'ann' },
  { type: 'RollbackStage', stageName: 's', targetExecutionId: 'e', by: 'ann' },
  {
    type: 'PutApprovalResult',
    executionId: 'e',
    stageName: 's',
    actionName: 'a',
    status: 'Approved',
    summary: '',
    by: 'ann',
  },
  { type: 'EnableStageTransition', stageName: 's', transitionType: 'Inbound', reason: '', by: 'ann' },
  { type: 'DisableStageTransition', stageName: 's', transitionType: 'Outbound', reason: 'freeze', by: 'ann' },
  {
    type: 'OverrideStageCondition',
    executionId: 'e',
    stageName: 's',
    conditionType: 'BEFORE_ENTRY',
    by: 'ann',
  },
];

describe('a request', () => {
  test.each(requests)('of type $type is taken as it is', (request) => {
    expect(parseRequest(JSON.parse(JSON.stringify(request)))).toEqual({ request });
  });

  test.each(requests)('of type $type is refused when any part of it is of another kind', (request) => {
    for (const key of Object.keys(request))
      expect(parseRequest({ ...request, [key]: 7 })).toEqual({ failed: [expect.anything()] });
  });

  test('is refused with everything that is wrong at once', () => {
    const problems = problemsOf({ type: 'RetryStageExecution', retryMode: 'ALL', extra: 1 });
    expect(problems.map(({ message }) => message)).toEqual([
      '"executionId" of RetryStageExecution is missing',
      '"stageName" of RetryStageExecution is missing',
      '"retryMode" of RetryStageExecution is not what it takes: "ALL"',
      'RetryStageExecution has no "extra"',
    ]);
  });

  test('with a misspelt type is answered with the nearest one', () => {
    const problems = problemsOf({ type: 'RollBackStages' });
    expect(problems[0]?.message).toBe('There is no request "RollBackStages"; did you mean RollbackStage?');
  });

  test('of a type that every object has is none', () => {
    expect(problemsOf({ type: 'constructor' })).toHaveLength(1);
  });

  test('of any shape is judged and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        expect(problemsOf(raw).length).toBeGreaterThan(0);
      }),
    );
  });
});

function problemsOf(raw: unknown): readonly Problem[] {
  const parsed = parseRequest(raw);
  return isFailed(parsed) ? parsed.failed : [];
}
