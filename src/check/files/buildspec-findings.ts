// Findings about the buildspecs that the projects of a definition name: as text in the project, or as a file of the
// source, which is the definition's folder unless the user names another.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Problem } from '../../lib/problem.ts';
import { positionAt } from '../../lib/source-file.ts';
import type { BuildProject, Buildspec } from '../../model/build.ts';
import type { Definition } from '../../model/definition.ts';
import { isInlineBuildspec } from '../../model/inline-buildspec.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { checkBuildspecAgainstAction } from '../rules/buildspec-in-action.ts';
import type { BuildspecFinding } from '../../model/buildspec-finding.ts';
import { checkBuildspecAgainstProject } from '../rules/buildspec-in-project.ts';
import { buildsOf, type ActionTypes } from '../../model/action-type.ts';
import type { Finding } from '../../lib/finding.ts';
import { placeInBuildspec, readBuildspec } from '../../load/buildspec/buildspec.ts';
import type { Nearby } from '../../actions/provider.ts';
import { workingDirectoryFindings } from './working-directory.ts';

/**
 * What is wrong with the texts themselves, with them in their project, and with them in the actions that run it. A
 * place inside such a text is no place in the file, so each finding points at the whole text and says the line.
 */
export function inlineBuildspecFindings(definition: Definition, types: ActionTypes): readonly Finding[] {
  return definition.projects.flatMap((project, index) => {
    const text = project.source.buildspec ?? '';
    if (!isInlineBuildspec(text)) return [];
    const { buildspec, root, problems } = readBuildspec({ path: project.name, text });
    // CodeBuild holds the artifacts of a build by itself to its project, when it uploads them.
    const runs = definition.started === undefined ? runsOf(definition, project, types) : [];
    const inContext =
      buildspec === undefined || root === undefined
        ? []
        : placeInBuildspec(root, contextFindings(buildspec, project, runs));
    return [...problems, ...inContext].map(({ at, notes, whose: _whose, ...found }) => ({
      ...found,
      message: `${found.message} (line ${positionAt(text, at?.start ?? 0).line} of the buildspec)`,
      path: ['projects', index, 'source', 'buildspec'],
      notes: notes.map((note) => ({ message: note.message })),
    }));
  });
}

/** What is wrong with buildspec files in their projects and actions; a file that is not there is passed over. */
export async function buildspecFileProblems({
  definition,
  folder,
  files,
  types,
}: Nearby): Promise<readonly Problem[]> {
  const found: Problem[] = [];
  for (const { project, path, actions } of filesOf(definition, types)) {
    const absolute = resolve(folder, path);
    if (!existsSync(absolute)) continue;
    const { buildspec, root, problems } = readBuildspec(await files.read(absolute));
    // One that lies in the folder itself is checked by itself.
    if (path.includes('/')) found.push(...problems);
    if (buildspec !== undefined && root !== undefined)
      found.push(
        ...placeInBuildspec(root, [
          ...contextFindings(buildspec, project, actions),
          ...workingDirectoryFindings(buildspec, path, folder),
        ]),
      );
  }
  // Two actions may have the same to say about one file.
  return [...new Map(found.map((each) => [`${each.code} ${each.at?.start} ${each.message}`, each])).values()];
}

interface BuildspecFile {
  readonly project: BuildProject;
  readonly path: string;
  readonly actions: readonly ActionDeclaration[];
}

/** An action may name a buildspec of its own; without any it is buildspec.yml. */
function filesOf(definition: Definition, types: ActionTypes): readonly BuildspecFile[] {
  return definition.projects.flatMap((project) => {
    const runs = runsOf(definition, project, types);
    const ownOf = (action: ActionDeclaration) => action.configuration?.['BuildspecOverride'];
    const paths = new Set(runs.map((action) => ownOf(action) ?? project.source.buildspec ?? 'buildspec.yml'));
    return [...paths]
      .filter((path) => !isInlineBuildspec(path) && !path.includes('#{') && !path.startsWith('arn:'))
      .map((path) => ({
        project,
        path,
        actions: runs.filter(
          (action) => (ownOf(action) ?? project.source.buildspec ?? 'buildspec.yml') === path,
        ),
      }));
  });
}

function runsOf(
  { pipeline }: Definition,
  { name }: BuildProject,
  types: ActionTypes,
): readonly ActionDeclaration[] {
  return buildsOf(pipeline, types)
    .filter(({ project }) => project === name)
    .map(({ placed }) => placed.action);
}

function contextFindings(
  buildspec: Buildspec,
  project: BuildProject,
  actions: readonly ActionDeclaration[],
): readonly BuildspecFinding[] {
  return [
    ...checkBuildspecAgainstProject(buildspec, project),
    ...actions.flatMap((action) => checkBuildspecAgainstAction(buildspec, action)),
  ];
}
