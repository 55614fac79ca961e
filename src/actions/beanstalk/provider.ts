// Deploy/AWS/ElasticBeanstalk: the input artifact as a new application version of an environment.
// After a crash it goes on at the step that was interrupted.
import type { ActionProvider } from '../provider.ts';

export const deployBeanstalk: ActionProvider = {
  category: 'Deploy',
  owner: 'AWS',
  provider: 'ElasticBeanstalk',
  recovery: 'resume',
  load: async () => (await import('./run-beanstalk.ts')).runBeanstalk,
};
