// The recorded calls of one execution, or of all.
import type { IamCall } from '../../account/iam-calls.ts';
import { problem, ProblemError } from '../../lib/problem.ts';

/** @param fromRun true or absent for all, else the beginning of an execution's id; throws a ProblemError when it called nothing */
export function callsOfRun(calls: readonly IamCall[], fromRun?: string | true): readonly IamCall[] {
  if (fromRun === undefined || fromRun === true) return calls;
  const found = calls.filter(({ executionId }) => executionId.startsWith(fromRun));
  if (found.length > 0) return found;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `No role has called AWS's API in an execution "${fromRun}"`,
      remedy: 'slipway history lists the executions; without a name all count.',
    }),
  ]);
}
