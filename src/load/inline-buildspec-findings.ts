// Findings about buildspecs that stand as text in their projects. A place inside such a text is no place in the file
// (it is one JSON string there), so each finding points at the whole text and says the line.
import { positionAt } from '../lib/source-file.ts';
import type { Definition } from '../model/definition.ts';
import { isInlineBuildspec } from '../model/inline-buildspec.ts';
import { checkBuildspecAgainstAction } from '../model/rules/buildspec-in-action.ts';
import { checkBuildspecAgainstProject } from '../model/rules/buildspec-in-project.ts';
import { actionsOf } from '../model/rules/pipeline-walk.ts';
import type { Finding } from '../model/rules/rule.ts';
import { placeInBuildspec, readBuildspec } from './buildspec.ts';

/** What is wrong with the texts themselves, with them in their project, and with them in the actions that run it. */
export function inlineBuildspecFindings(definition: Definition): readonly Finding[] {
  return definition.projects.flatMap((project, index) => {
    const text = project.source.buildspec ?? '';
    if (!isInlineBuildspec(text)) return [];
    const { buildspec, root, problems } = readBuildspec({ path: project.name, text });
    const actions = actionsOf(definition.pipeline)
      .map(({ action }) => action)
      .filter((action) => action.configuration?.['ProjectName'] === project.name)
      .filter((action) => action.actionTypeId.provider === 'CodeBuild');
    const inContext =
      buildspec === undefined || root === undefined
        ? []
        : placeInBuildspec(root, [
            ...checkBuildspecAgainstProject(buildspec, project),
            ...actions.flatMap((action) => checkBuildspecAgainstAction(buildspec, action)),
          ]);
    return [...problems, ...inContext].map(({ at, notes, whose: _whose, ...found }) => ({
      ...found,
      message: `${found.message} (line ${positionAt(text, at?.start ?? 0).line} of the buildspec)`,
      path: ['projects', index, 'source', 'buildspec'],
      notes: notes.map((note) => ({ message: note.message })),
    }));
  });
}
