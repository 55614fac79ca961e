// The files of a repository in a job of a workflow. Pure. Source: the README of actions/checkout.
import type { FetchedOnGithub } from '../../model/github-job.ts';

/** Credentials that stay in the folder could reach an artifact: none stay. */
export const repositoryOnGithub: FetchedOnGithub = ({ action }, { folder, isOwn }) => {
  const { FullRepositoryId, BranchName } = action.configuration ?? {};
  const [artifact] = action.outputArtifacts ?? [];
  const other = isOwn || FullRepositoryId === undefined ? {} : { repository: FullRepositoryId };
  const ref = isOwn || BranchName === undefined ? {} : { ref: BranchName };
  const checkout = { 'persist-credentials': false, ...other, ...ref };
  const losses =
    isOwn || FullRepositoryId !== undefined
      ? []
      : [`Source ${action.name}: its repository is taken for that of the workflow`];
  if (folder === '.')
    return { callsAws: false, losses, steps: [{ uses: 'actions/checkout@v7', with: checkout }] };
  // Checkout takes folders below the workspace alone.
  const path = `.inputs/${artifact?.name ?? action.name}`;
  return {
    callsAws: false,
    losses,
    steps: [
      { uses: 'actions/checkout@v7', with: { ...checkout, path } },
      {
        name: `Move ${path}`,
        run: `mkdir -p "$(dirname "${folder}")" && mv "${path}" "${folder}" && rmdir .inputs\n`,
      },
    ],
  };
};
