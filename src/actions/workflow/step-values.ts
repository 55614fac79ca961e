// Values of a workflow as texts by name.
import { isFailed, type Result } from '../../lib/result.ts';
import type { Value } from '../../model/workflow.ts';
import { resolveValue, textOf, type Scope } from '../../workflows/language/expressions.ts';

/** Texts by name: of a mapping, or of an expression that gives one. */
export function environmentOf(
  value: Value | undefined,
  scope: Scope,
): Result<Readonly<Record<string, string>>> {
  const resolved = resolveValue(value ?? null, scope);
  if (isFailed(resolved)) return resolved;
  if (resolved.value === null || resolved.value === '') return {};
  if (typeof resolved.value !== 'object') return { failed: 'it is no mapping' };
  return Object.fromEntries(Object.entries(resolved.value).map(([name, each]) => [name, textOf(each)]));
}
