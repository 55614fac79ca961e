// The projects that actions name, when the definition has none at all: plain ones, so that a pipeline alone can be run.
import type { Completed } from '../../model/action-type.ts';
import { completedNotice, namesOf } from '../../model/completion.ts';
import type { Definition } from '../../model/definition.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { plainProject } from '../../model/plain-project.ts';

/** Pure. */
export function completeProjects(actions: readonly PlacedAction[], definition: Definition): Completed {
  if (definition.projects.length > 0) return { definition, findings: [] };
  const named = namesOf(actions, 'ProjectName');
  return {
    definition: {
      ...definition,
      projects: named.map(({ name }) =>
        plainProject(name, { source: { type: 'CODEPIPELINE' }, artifacts: { type: 'CODEPIPELINE' } }),
      ),
    },
    findings: named.map((each) =>
      completedNotice(
        each,
        `The definition has no build project "${each.name}"; a plain one stands in, with buildspec.yml of the source`,
        'Put the input of "aws codebuild create-project" into a file next to the pipeline.',
      ),
    ),
  };
}
