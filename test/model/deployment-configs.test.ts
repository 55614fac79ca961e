import { expect, test } from 'vitest';
import { findDeploymentConfig, predefinedDeploymentConfigs } from '../../src/model/deployment-configs.ts';

test('every predefined configuration has the name that AWS gave it', () => {
  expect(predefinedDeploymentConfigs.map((config) => config.deploymentConfigName)).toEqual([
    'CodeDeployDefault.OneAtATime',
    'CodeDeployDefault.HalfAtATime',
    'CodeDeployDefault.AllAtOnce',
    'CodeDeployDefault.LambdaCanary10Percent5Minutes',
    'CodeDeployDefault.LambdaCanary10Percent10Minutes',
    'CodeDeployDefault.LambdaCanary10Percent15Minutes',
    'CodeDeployDefault.LambdaCanary10Percent30Minutes',
    'CodeDeployDefault.LambdaLinear10PercentEvery1Minute',
    'CodeDeployDefault.LambdaLinear10PercentEvery2Minutes',
    'CodeDeployDefault.LambdaLinear10PercentEvery3Minutes',
    'CodeDeployDefault.LambdaLinear10PercentEvery10Minutes',
    'CodeDeployDefault.LambdaAllAtOnce',
    'CodeDeployDefault.ECSLinear10PercentEvery1Minutes',
    'CodeDeployDefault.ECSLinear10PercentEvery3Minutes',
    'CodeDeployDefault.ECSCanary10Percent5Minutes',
    'CodeDeployDefault.ECSCanary10Percent15Minutes',
    'CodeDeployDefault.ECSAllAtOnce',
  ]);
});

test('without a name the configuration is OneAtATime', () => {
  expect(findDeploymentConfig(undefined, [])).toEqual({
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    computePlatform: 'Server',
    minimumHealthyHosts: { type: 'MOST_CONCURRENCY', value: 1 },
  });
});

test('canaries and linear shifts carry their percentage and interval in minutes', () => {
  expect(
    findDeploymentConfig('CodeDeployDefault.LambdaCanary10Percent15Minutes', [])?.trafficRoutingConfig,
  ).toEqual({
    type: 'TimeBasedCanary',
    timeBasedCanary: { canaryPercentage: 10, canaryInterval: 15 },
  });
  expect(
    findDeploymentConfig('CodeDeployDefault.ECSLinear10PercentEvery3Minutes', [])?.trafficRoutingConfig,
  ).toEqual({
    type: 'TimeBasedLinear',
    timeBasedLinear: { linearPercentage: 10, linearInterval: 3 },
  });
});

test('custom configurations are found by their name, and unknown names are not found', () => {
  const mine = {
    deploymentConfigName: 'Mine',
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 2 },
  } as const;
  expect(findDeploymentConfig('Mine', [mine])).toBe(mine);
  expect(findDeploymentConfig('Other', [mine])).toBeUndefined();
});
