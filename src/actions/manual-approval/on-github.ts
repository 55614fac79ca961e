// A manual approval as a job of an environment of GitHub, whose reviewers decide. Pure.
// Source: GitHub, "Managing environments for deployment" (required reviewers).
import type { OnGithub } from '../../model/github-job.ts';

export const approvalOnGithub: OnGithub = ({ action }, { expressed }) => {
  const { CustomData, ExternalEntityLink, NotificationArn } = action.configuration ?? {};
  const said = [CustomData, ExternalEntityLink].filter((each) => each !== undefined);
  return {
    callsAws: false,
    environment: action.name,
    losses: [
      `the environment ${action.name} needs reviewers: in the settings of the repository, and for runs on this machine in .github/environments.yml`,
      ...(NotificationArn === undefined ? [] : [`nothing is published to ${NotificationArn}`]),
    ],
    steps: [
      {
        name: 'Approved',
        run: 'echo "$QUESTION"\n',
        env: { QUESTION: expressed(said.join(' ') || `${action.name} was approved`) },
      },
    ],
  };
};
