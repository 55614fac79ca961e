// What is wrong with a definition by itself: with what it says, without the files around it and without this machine.
import type { Problem } from '../lib/problem.ts';
import { sortProblems } from '../lib/render-problem.ts';
import { providers } from '../actions/registry.ts';
import type { LoadedDefinition } from '../load/load-definition.ts';
import { completeDefinition } from '../model/complete-definition.ts';
import type { ActionTypes } from '../model/action-type.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import { inlineBuildspecFindings } from './files/buildspec-findings.ts';
import { findingsOf } from './rules/index.ts';

/**
 * Applies every rule. What the pipeline names and the definition lacks altogether is filled in with AWS's defaults,
 * each with a notice. `checked` is there when nothing is an error, counting what loading found.
 */
export function checkRules(
  loaded: LoadedDefinition,
  types: ActionTypes = providers,
): {
  readonly checked?: CheckedDefinition;
  readonly problems: readonly Problem[];
} {
  if (loaded.definition === undefined) return { problems: sortProblems(loaded.problems) };
  const { definition, findings } = completeDefinition(loaded.definition);
  const all = [...findings, ...findingsOf(definition, types), ...inlineBuildspecFindings(definition, types)];
  const located = all.flatMap((found) => loaded.locate(found) ?? []);
  const problems = sortProblems([...loaded.problems, ...located]);
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  return { checked: definition as CheckedDefinition, problems };
}
