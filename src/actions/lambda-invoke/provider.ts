// Invoke/AWS/Lambda: a function that reports what comes of its job. Not executed here.
import { O, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';
import { lambdaInvokeRights } from './rights.ts';

export const lambdaInvoke: ActionProvider = {
  category: 'Invoke',
  owner: 'AWS',
  provider: 'Lambda',
  inputs: [0, 5],
  outputs: [0, 5],
  configuration: { FunctionName: R, UserParameters: O },
  variables: 'any',
  rights: (asked) => ({ rights: lambdaInvokeRights(asked) }),
};
