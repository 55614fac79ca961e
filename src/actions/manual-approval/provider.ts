// Approval/AWS/Manual: a person approves or rejects. The engine itself waits for the answer, so that nothing is run.
import { notExecuted, O } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { approvalRights } from './rights.ts';
import { approvalOnGithub } from './on-github.ts';

export const manualApproval: ActionProvider = {
  category: 'Approval',
  owner: 'AWS',
  provider: 'Manual',
  inputs: [0, 0],
  outputs: [0, 0],
  configuration: {
    NotificationArn: notExecuted(
      'nothing is published to the topic; notifications.json notifies people of approvals that wait',
    ),
    CustomData: O,
    ExternalEntityLink: O,
  },
  variables: [],
  rights: (asked) => ({ rights: approvalRights(asked) }),
  onGithub: approvalOnGithub,
  timeLimitMinutes: 7 * 24 * 60,
};
