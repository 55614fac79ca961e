// Deploy/AWS/CodeDeployToECS: a new task set of a service, by CodeDeploy. After a crash it goes on at the event that was
// interrupted.
import type { ActionProvider } from '../provider.ts';

export const deployCodeDeployToEcs: ActionProvider = {
  category: 'Deploy',
  owner: 'AWS',
  provider: 'CodeDeployToECS',
  recovery: 'resume',
  load: async () => (await import('./run-code-deploy-to-ecs.ts')).runCodeDeployToEcs,
};
