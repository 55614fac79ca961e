// The notice about a resource that is read and on which nothing here acts.
import type { Node } from '../lib/node.ts';
import { problem, type Problem } from '../lib/problem.ts';
import { headOf } from './reading.ts';

/** @param what `The webhook "x"` @param instead what happens in its place, and what to do */
export function wholeNotExecuted(
  node: Node,
  what: string,
  { reason, remedy }: { readonly reason: string; readonly remedy: string },
): Problem {
  return problem({
    code: 'NotExecutedHere',
    severity: 'notice',
    message: `${what} is not executed here: ${reason}`,
    at: headOf(node),
    remedy,
  });
}
