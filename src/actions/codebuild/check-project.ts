// A CodeBuild action, the project that it names and the names of its outputs. Source: CodePipeline user guide, "AWS CodeBuild
// build and test action reference"; CodeBuild user guide, "Use CodeBuild with CodePipeline".
import type { Finding } from '../../lib/finding.ts';
import type { Definition } from '../../model/definition.ts';
import { nameOf, type PlacedAction } from '../../model/pipeline-walk.ts';
import { unknownProject } from '../build/unknown-project.ts';

/** Pure. */
export function checkProject(placed: PlacedAction, definition: Definition): readonly Finding[] {
  return [...outputsWithoutIdentifier(placed), ...checkNamed(placed, definition)];
}

/** Of several outputs CodeBuild makes secondary artifacts, whose identifiers allow fewer characters than names. */
function outputsWithoutIdentifier(placed: PlacedAction): readonly Finding[] {
  const { outputArtifacts: outputs = [] } = placed.action;
  if (outputs.length < 2) return [];
  return outputs
    .map(({ name }, index) => ({ name, path: [...placed.path, 'outputArtifacts', index, 'name'] }))
    .filter(({ name }) => name !== '' && !/^\w+$/.test(name))
    .map(({ name, path }) => ({
      code: 'ArtifactNameUnusable',
      message: `"${name}" is one of several outputs of ${nameOf(placed)}, and CodeBuild takes only letters, digits and underscores in their names`,
      path,
      remedy: `Call it "${name.replaceAll(/\W/g, '_')}", here, in the actions that take it and in secondary-artifacts of the buildspec.`,
      aws: 'CreatePipeline takes the declaration, and the action fails: Invalid input: identifier must contain only alphanumeric characters and underscores.',
    }));
}

function checkNamed(placed: PlacedAction, { projects }: Definition): readonly Finding[] {
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
