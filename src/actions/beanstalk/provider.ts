// Deploy/AWS/ElasticBeanstalk: the input artifact as a new application version of an environment.
import { deployType } from '../../model/action-type.ts';
import { R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { beanstalkRights } from './rights.ts';
import { checkMachine } from './check-machine.ts';
import { beanstalkServiceCalls } from './service-calls.ts';
import { environmentCosts } from './costs.ts';
import { beanstalkOnGithub } from './on-github.ts';

export const elasticBeanstalk: ActionProvider = {
  ...deployType,
  provider: 'ElasticBeanstalk',
  configuration: { ApplicationName: R, EnvironmentName: R },
  checkMachine,
  rights: beanstalkRights,
  serviceCalls: beanstalkServiceCalls,
  describedTarget: ({ EnvironmentName: name = '' }) => ({ type: 'AWS::ElasticBeanstalk::Environment', name }),
  onGithub: beanstalkOnGithub,
  costs: { lines: environmentCosts, leaves: true },
  runner: {
    // It goes on at the step that was interrupted.
    recovery: 'resume',
    load: async () => (await import('./run-beanstalk.ts')).runBeanstalk,
    loadKeeper: async () => (await import('./keep-instances.ts')).keepInstances,
  },
};
