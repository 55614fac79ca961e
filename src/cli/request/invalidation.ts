// What a call says of an invalidation, here and in an account of AWS.
import { problem, ProblemError } from '../../lib/problem.ts';

export interface Invalidation {
  readonly distribution: string;
  readonly paths: readonly string[];
}

/** Throws a ProblemError for the first that is none of a distribution. */
export function checkPaths(paths: readonly string[]): void {
  const wrong = paths.find((path) => !path.startsWith('/'));
  if (wrong === undefined) return;
  throw new ProblemError([
    problem({
      code: 'CallInvalid',
      whose: 'call',
      message: `"${wrong}" is not a path of a distribution`,
      remedy: `Begin it with a slash: /${wrong}`,
    }),
  ]);
}
