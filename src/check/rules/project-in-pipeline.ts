// A CodeBuild action and the project that it names. Source: CodePipeline user guide, "AWS CodeBuild build and test
// action reference"; CodeBuild user guide, "Use CodeBuild with CodePipeline".
import { nearest } from '../../lib/nearest.ts';
import type { Definition } from '../../model/definition.ts';
import { actionsOf, nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const projectInPipeline: Rule = (definition) =>
  actionsOf(definition.pipeline)
    .filter(({ action }) => action.actionTypeId.provider === 'CodeBuild')
    .flatMap((placed) => checkAction(placed, definition));

function checkAction(placed: PlacedAction, { projects }: Definition): readonly Finding[] {
  const name = placed.action.configuration?.['ProjectName'] ?? '';
  // A missing name is a finding about the configuration.
  if (name === '' || name.includes('#{')) return [];
  const path = [...placed.path, 'configuration', 'ProjectName'];
  const index = projects.findIndex((project) => project.name === name);
  const project = projects[index];
  if (project === undefined) {
    const names = projects.map((each) => each.name);
    return [unknownProject(name, { names, path, what: nameOf(placed) })];
  }
  if (project.source.type === 'CODEPIPELINE' || project.source.type.length === 0) return [];
  return [
    {
      code: 'ProjectSourceUnused',
      severity: 'warning',
      message: `The project "${name}" has a source of its own (${project.source.type}), which the ${nameOf(placed)} does not use`,
      path: ['projects', index, 'source', 'type'],
      notes: [{ message: 'the action that names the project', path }],
      aws: 'CodePipeline hands the project the input artifacts of the action, and takes its artifacts from it.',
      remedy: 'Make source and artifacts CODEPIPELINE, or give the action a project of its own.',
    },
  ];
}

/** @param what who names it */
export function unknownProject(
  name: string,
  {
    names,
    path,
    what,
  }: { readonly names: readonly string[]; readonly path: Finding['path']; readonly what: string },
): Finding {
  const meant = nearest(name, names);
  return {
    code: 'ProjectUnknown',
    // A pipeline alone may be meant for an account in which the project exists.
    severity: names.length === 0 ? 'warning' : 'error',
    message: `The ${what} names the build project "${name}", which is not part of the definition`,
    path,
    remedy: meant === undefined ? 'Add the project to the definition.' : `Did you mean "${meant}"?`,
    aws: 'On AWS the action fails when the account has no such project; here it cannot run.',
  };
}
