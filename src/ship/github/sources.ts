// How a job gets the files of an input artifact: as its source is fetched, or from the job that has made it. Pure.
import { unpackSteps } from '../../actions/build/github/artifact-steps.ts';
import type { ActionTypes } from '../../model/action-type.ts';
import type { GithubInput } from '../../model/github-job.ts';
import type { PipelineDeclaration } from '../../model/pipeline.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';

interface Wanted {
  readonly artifact: string;
  /** Where its files are wanted; `.` for the workspace. */
  readonly folder: string;
}

export function inputSteps(
  pipeline: PipelineDeclaration,
  { artifact, folder }: Wanted,
  types: ActionTypes,
): GithubInput {
  const all = actionsOf(pipeline);
  const maker = all.find(({ action }) => action.outputArtifacts?.some(({ name }) => name === artifact));
  if (maker === undefined || maker.action.actionTypeId.category !== 'Source')
    return { steps: unpackSteps(artifact, folder), callsAws: false, losses: [] };
  const type = types.find(maker.action.actionTypeId);
  // The first source is the repository that the workflow lies in.
  const found = type?.fetchedOnGithub?.(maker, { folder, isOwn: maker === all[0] });
  if (found !== undefined) return found;
  const message = `A workflow has nothing like the source ${maker.action.name}`;
  return {
    callsAws: false,
    losses: [`${message}: the jobs that need it fail`],
    steps: [{ run: `echo "::error::${message}" && exit 1\n` }],
  };
}
