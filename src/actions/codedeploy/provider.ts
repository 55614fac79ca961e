// Deploy/AWS/CodeDeploy: a deployment of the input artifact to a deployment group of servers.
// After a crash it goes on at the lifecycle event that was interrupted.
import type { ActionProvider } from '../provider.ts';

export const deployCodeDeploy: ActionProvider = {
  category: 'Deploy',
  owner: 'AWS',
  provider: 'CodeDeploy',
  recovery: 'resume',
  load: async () => (await import('./run-codedeploy.ts')).runCodeDeploy,
};
