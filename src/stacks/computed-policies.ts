// Policies of resources that a function gives (`DeletionPolicy: !If [...]`), by the parameters of their stack. Pure.
import { isFailed } from '../lib/result.ts';
import { policyOf } from './template/read-resource.ts';
import type { ResourceDeclaration } from './template/template.ts';
import { evaluate } from './values/evaluate.ts';
import { EvaluationError, type Scope } from './values/scope.ts';

/** With its policies as they are. @throws EvaluationError with CloudFormation's message */
export function withPolicies(resource: ResourceDeclaration, scope: Scope): ResourceDeclaration {
  const { logicalId, type, computedPolicies = [] } = resource;
  let settled = resource;
  for (const { name, node } of computedPolicies) {
    const value = evaluate(node, scope);
    const found = policyOf(typeof value === 'string' ? value : '', { name, logicalId, type });
    if (isFailed(found)) throw new EvaluationError(found.failed, node.place);
    settled = { ...settled, [name === 'DeletionPolicy' ? 'deletionPolicy' : 'updateReplacePolicy']: found };
  }
  return settled;
}
