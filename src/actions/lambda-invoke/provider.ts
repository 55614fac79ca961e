// Invoke/AWS/Lambda: a function is given a job and reports what comes of it.
import { O, R } from '../../model/configuration-key.ts';
import { nameOf } from '../../model/pipeline-walk.ts';
import type { ExecutedProvider } from '../provider.ts';
import { checkFunction } from './check-function.ts';
import { lambdaInvokeRights } from './rights.ts';
import { lambdaInvokeOnGithub } from './on-github.ts';

export const lambdaInvoke: ExecutedProvider = {
  category: 'Invoke',
  owner: 'AWS',
  provider: 'Lambda',
  inputs: [0, 5],
  outputs: [0, 5],
  configuration: { FunctionName: R, UserParameters: O },
  variables: 'any',
  check: (placed, definition) => {
    const name = placed.action.configuration?.['FunctionName'] ?? '';
    return checkFunction(definition, {
      by: nameOf(placed),
      name: name === '' || name.includes('#{') ? undefined : name,
      path: [...placed.path, 'configuration', 'FunctionName'],
      aws: 'The action fails when the account has no such function.',
    });
  },
  rights: (asked) => ({ rights: lambdaInvokeRights(asked) }),
  onGithub: lambdaInvokeOnGithub,
  timeLimitMinutes: 24 * 60,
  runner: {
    // The function is given a new job: nothing is known of what the first one has done.
    recovery: 'restart',
    load: async () => (await import('./run-lambda-invoke.ts')).runLambdaInvoke,
  },
};
