// Deploy/AWS/ElasticBeanstalk: the input artifact as a new application version of an environment.
import { deployType, R } from '../../model/action-type.ts';
import type { ActionProvider } from '../provider.ts';

export const elasticBeanstalk: ActionProvider = {
  ...deployType,
  provider: 'ElasticBeanstalk',
  configuration: { ApplicationName: R, EnvironmentName: R },
  runner: {
    // It goes on at the step that was interrupted.
    recovery: 'resume',
    load: async () => (await import('./run-beanstalk.ts')).runBeanstalk,
  },
};
