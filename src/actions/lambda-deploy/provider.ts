// Deploy/AWS/Lambda: a new version of a function, and the requests of its alias.
import { isFailed } from '../../lib/result.ts';
import { deployType } from '../../model/action-type.ts';
import { O, R } from '../../model/configuration-key.ts';
import { nameOf } from '../../model/pipeline-walk.ts';
import type { ExecutedProvider } from '../provider.ts';
import { functionCosts } from './costs.ts';
import { lambdaDeployRights } from './rights.ts';
import { stepsOfStrategy } from './strategy.ts';
import { lambdaDeployOnGithub } from './on-github.ts';

export const lambdaDeploy: ExecutedProvider = {
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
  check: (placed) => {
    const strategy = placed.action.configuration?.['DeployStrategy'] ?? 'AllAtOnce';
    const steps = strategy.includes('#{') ? undefined : stepsOfStrategy(strategy);
    if (steps === undefined || !isFailed(steps)) return [];
    return [
      {
        code: 'ConfigurationValueInvalid',
        message: `The DeployStrategy "${strategy}" of the ${nameOf(placed)} cannot be followed: ${steps.failed}`,
        path: [...placed.path, 'configuration', 'DeployStrategy'],
        remedy:
          'Write AllAtOnce, Canary10Percent5Minutes or Linear10PercentEvery1Minute, with numbers of your own.',
        aws: 'The action fails when it is reached.',
      },
    ];
  },
  rights: (asked) => ({ rights: lambdaDeployRights(asked) }),
  describedTarget: ({ FunctionName: name = '' }) => ({ type: 'AWS::Lambda::Function', name }),
  onGithub: lambdaDeployOnGithub,
  costs: { lines: functionCosts },
  timeLimitMinutes: 3 * 24 * 60,
  runner: {
    // What it has published and shifted is recorded, step by step.
    recovery: 'resume',
    callsApi: true,
    load: async () => (await import('./run-lambda-deploy.ts')).runLambdaDeploy,
  },
};
