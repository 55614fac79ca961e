// What a template looks up by values that are known before anything is made, and does not find: a key of a mapping, a member of
// a list. CloudFormation refuses the template (recorded on AWS), and nothing begins. Pure.
import type { Node } from '../lib/node.ts';
import { functionsIn } from './template/walk.ts';
import { evaluateCall } from './values/evaluate.ts';
import { EvaluationError, type Scope } from './values/scope.ts';

const lookups: ReadonlySet<string> = new Set(['Fn::FindInMap', 'Fn::Select']);

const notFound = /^Template error: (?:Unable to get mapping|Mapping named|Fn::Select {2}cannot select)/;

/** The first one. @param scope what is not known in it throws */
export function failingLookup(nodes: readonly Node[], scope: Scope): EvaluationError | undefined {
  for (const node of nodes) {
    const calls = functionsIn(node, (name) => scope.conditions.get(name));
    for (const call of calls.filter(({ name }) => lookups.has(name))) {
      const failure = failureOf(() => evaluateCall(call, scope));
      if (failure !== undefined && notFound.test(failure.message)) return failure;
    }
  }
  return undefined;
}

function failureOf(evaluating: () => unknown): EvaluationError | undefined {
  try {
    evaluating();
    return undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
}
