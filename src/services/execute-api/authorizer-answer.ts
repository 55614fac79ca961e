// What a Lambda authorizer answered: a policy that is evaluated for the method, and what it says of the caller. Pure.
// Source: API Gateway developer guide, "Output from an API Gateway Lambda authorizer".
import { isFailed, type Result } from '../../lib/result.ts';
import type { PolicyStatement } from '../../model/policy.ts';
import { decides } from '../../model/policy-decision.ts';
import { isObject } from './proxy-response.ts';

export interface AuthorizerAnswer {
  readonly principalId: string;
  readonly statements: readonly PolicyStatement[];
  /** All as text. */
  readonly context: Readonly<Record<string, string>>;
  readonly usageIdentifierKey?: string;
}

/** Fails with what is malformed. */
export function readAuthorizerAnswer(answer: unknown): Result<AuthorizerAnswer> {
  if (!isObject(answer)) return { failed: 'the answer is no object' };
  const { principalId, policyDocument, context = {}, usageIdentifierKey } = answer;
  if (typeof principalId !== 'string') return { failed: '"principalId" is no text' };
  const statements = statementsOf(policyDocument);
  if (isFailed(statements)) return statements;
  if (!isObject(context ?? {})) return { failed: '"context" is no object' };
  const entries = Object.entries((context ?? {}) as Readonly<Record<string, unknown>>);
  const wrong = entries.find(([, value]) => typeof value === 'object' && value !== null);
  if (wrong !== undefined) return { failed: `"context.${wrong[0]}" is no text, number or truth value` };
  return {
    principalId,
    statements,
    context: Object.fromEntries(
      entries.filter(([, value]) => value !== null).map(([key, value]) => [key, String(value)]),
    ),
    ...(typeof usageIdentifierKey === 'string' ? { usageIdentifierKey } : {}),
  };
}

export function statementsOf(document: unknown): Result<readonly PolicyStatement[]> {
  if (!isObject(document)) return { failed: '"policyDocument" is no object' };
  const given = document['Statement'];
  const statements = (Array.isArray(given) ? given : [given]) as readonly unknown[];
  const isStatement = (each: unknown): boolean =>
    isObject(each) && (each['Effect'] === 'Allow' || each['Effect'] === 'Deny');
  if (!statements.every(isStatement))
    return { failed: '"policyDocument.Statement" is no list of statements' };
  return statements as readonly PolicyStatement[];
}

/** By the evaluator of all policies here. */
export function allows(
  statements: readonly PolicyStatement[],
  resource: string,
  context: Readonly<Record<string, string>> = {},
): 'Allowed' | 'Denied' | 'NotAllowed' {
  return decides({ Statement: statements }, { action: 'execute-api:Invoke', resource, context }).decision;
}
