// Deploy/AWS/Lambda: a new version of a function, and its traffic. Not executed here.
import { deployType } from '../../model/action-type.ts';
import { O, R } from '../../model/configuration-key.ts';
import type { ActionProvider } from '../provider.ts';

export const lambdaDeploy: ActionProvider = {
  ...deployType,
  provider: 'Lambda',
  inputs: [0, 1],
  v2Only: true,
  configuration: {
    FunctionName: R,
    FunctionAlias: O,
    PublishedTargetVersion: O,
    DeployStrategy: O,
    Alarms: O,
  },
  variables: ['FunctionVersion'],
  needsKeys: ({ configuration = {}, inputArtifacts = [] }) => {
    const strategy = configuration['DeployStrategy'] ?? 'AllAtOnce';
    return [
      ...(inputArtifacts.length === 0
        ? [{ key: 'PublishedTargetVersion', because: 'without an input artifact' }]
        : []),
      ...(strategy === 'AllAtOnce' ? [] : [{ key: 'FunctionAlias', because: `for ${strategy}` }]),
    ];
  },
};
