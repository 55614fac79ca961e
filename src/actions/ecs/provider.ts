// Deploy/AWS/ECS: images of the input artifact into a service of Amazon ECS. After a crash it goes on where the service is.
import type { ActionProvider } from '../provider.ts';

export const deployEcs: ActionProvider = {
  category: 'Deploy',
  owner: 'AWS',
  provider: 'ECS',
  recovery: 'resume',
  load: async () => (await import('./run-ecs.ts')).runEcs,
};
