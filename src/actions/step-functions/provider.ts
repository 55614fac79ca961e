// Invoke/AWS/StepFunctions: an execution of a state machine.
import { O, oneOf, R } from '../../model/configuration-key.ts';
import type { ExecutedProvider } from '../provider.ts';
import { stepFunctionsRights } from './rights.ts';

export const stepFunctions: ExecutedProvider = {
  category: 'Invoke',
  owner: 'AWS',
  provider: 'StepFunctions',
  inputs: [0, 1],
  outputs: [0, 1],
  configuration: {
    StateMachineArn: R,
    ExecutionNamePrefix: O,
    InputType: oneOf('Literal', 'FilePath'),
    Input: O,
  },
  variables: ['StateMachineArn', 'ExecutionArn'],
  needsKeys: ({ configuration }) =>
    configuration?.['InputType'] === 'FilePath'
      ? [{ key: 'Input', because: 'when InputType is FilePath' }]
      : [],
  rights: (asked) => ({ rights: stepFunctionsRights(asked) }),
  timeLimitMinutes: 7 * 24 * 60,
  runner: {
    recovery: 'resume',
    callsApi: true,
    load: async () => (await import('./run-step-functions.ts')).runStepFunctions,
  },
};
