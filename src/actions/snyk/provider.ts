// Invoke/ThirdParty/Snyk: a scan of dependencies by Snyk. Not executed here.
import type { ActionProvider } from '../provider.ts';

export const snyk: ActionProvider = {
  category: 'Invoke',
  owner: 'ThirdParty',
  provider: 'Snyk',
  inputs: [1, 1],
  outputs: [1, 1],
  configuration: 'any',
  variables: [],
};
