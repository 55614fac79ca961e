// What is wrong with a definition by itself: with what it says, without the files around it and without this machine.
import type { Problem } from '../lib/problem.ts';
import { sortProblems } from '../lib/render-problem.ts';
import { providers } from '../actions/registry.ts';
import type { LoadedDefinition } from '../load/load-definition.ts';
import { completeDefinition } from '../model/complete-definition.ts';
import type { ActionTypes, Completed } from '../model/action-type.ts';
import type { CheckedDefinition, Definition } from '../model/definition.ts';
import { inlineBuildspecFindings } from './files/buildspec-findings.ts';
import { findingsOf, findingsOfEach } from './rules/index.ts';

/**
 * Applies every rule. What the pipeline names and the definition lacks altogether is filled in with AWS's defaults,
 * each with a notice. `checked` is there when nothing is an error, counting what loading found. What cannot be read is
 * not judged, and neither is what names it: the AWS CLI too checks keys and types before it sends anything.
 * @param buildspecs those in projects and actions: CodeBuild reads them when a build has begun, which fails then
 */
export function checkRules(
  loaded: LoadedDefinition,
  types: ActionTypes = providers,
  buildspecs: 'checked' | 'left to their builds' = 'checked',
): {
  readonly checked?: CheckedDefinition;
  readonly problems: readonly Problem[];
} {
  if (loaded.definition === undefined) return { problems: sortProblems(loaded.problems) };
  const { definition, findings } = judge(loaded, loaded.definition, types);
  const inline = buildspecs === 'checked' ? inlineBuildspecFindings(definition, types) : [];
  const all = [...findings, ...inline];
  const located = all.flatMap((found) => loaded.locate(found) ?? []);
  const problems = sortProblems([...loaded.problems, ...located]);
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  return { checked: definition as CheckedDefinition, problems };
}

function judge(
  { isPartial = false }: LoadedDefinition,
  definition: Definition,
  types: ActionTypes,
): Completed {
  if (isPartial) return { definition, findings: findingsOfEach(definition, types) };
  const completed = completeDefinition(definition, types);
  return { ...completed, findings: [...completed.findings, ...findingsOf(completed.definition, types)] };
}
