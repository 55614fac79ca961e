// The deployment configurations that CodeDeploy brings along, and how a name finds its configuration.
// Source: CodeDeploy user guide, "Working with deployment configurations in CodeDeploy".
import type { DeploymentConfig } from './deployment.ts';

/** What every predefined name begins with, and no custom one may. */
export const predefinedPrefix = 'CodeDeployDefault.';

/** Used when neither the deployment nor its group names a configuration (API reference, CreateDeploymentGroup). */
const defaultDeploymentConfigName = 'CodeDeployDefault.OneAtATime';

/** The configuration of that name among the predefined and the given ones; the default one for no name. */
export function findDeploymentConfig(
  name: string | undefined,
  custom: readonly DeploymentConfig[],
): DeploymentConfig | undefined {
  const wanted = name ?? defaultDeploymentConfigName;
  return [...predefinedDeploymentConfigs, ...custom].find((config) => config.deploymentConfigName === wanted);
}

/** In the order of the user guide. `MOST_CONCURRENCY` is what GetDeploymentConfig returns for OneAtATime. */
export const predefinedDeploymentConfigs: readonly DeploymentConfig[] = [
  server('OneAtATime', 'MOST_CONCURRENCY', 1),
  server('HalfAtATime', 'FLEET_PERCENT', 50),
  server('AllAtOnce', 'HOST_COUNT', 0),
  ...[5, 10, 15, 30].map((minutes) => canary('Lambda', minutes)),
  // The names for Lambda end in `Every1Minute`, those for ECS in `Every1Minutes`.
  ...[1, 2, 3, 10].map((minutes) => linear('Lambda', minutes, minutes === 1 ? 'Minute' : 'Minutes')),
  allAtOnce('Lambda'),
  ...[1, 3].map((minutes) => linear('ECS', minutes, 'Minutes')),
  ...[5, 15].map((minutes) => canary('ECS', minutes)),
  allAtOnce('ECS'),
];

function server(
  name: string,
  type: 'HOST_COUNT' | 'FLEET_PERCENT' | 'MOST_CONCURRENCY',
  value: number,
): DeploymentConfig {
  return {
    deploymentConfigName: `${predefinedPrefix}${name}`,
    computePlatform: 'Server',
    minimumHealthyHosts: { type, value },
  };
}

function canary(computePlatform: 'Lambda' | 'ECS', canaryInterval: number): DeploymentConfig {
  return {
    deploymentConfigName: `${predefinedPrefix}${computePlatform}Canary10Percent${canaryInterval}Minutes`,
    computePlatform,
    trafficRoutingConfig: {
      type: 'TimeBasedCanary',
      timeBasedCanary: { canaryPercentage: 10, canaryInterval },
    },
  };
}

function linear(
  computePlatform: 'Lambda' | 'ECS',
  linearInterval: number,
  unit: 'Minute' | 'Minutes',
): DeploymentConfig {
  return {
    deploymentConfigName: `${predefinedPrefix}${computePlatform}Linear10PercentEvery${linearInterval}${unit}`,
    computePlatform,
    trafficRoutingConfig: {
      type: 'TimeBasedLinear',
      timeBasedLinear: { linearPercentage: 10, linearInterval },
    },
  };
}

function allAtOnce(computePlatform: 'Lambda' | 'ECS'): DeploymentConfig {
  return {
    deploymentConfigName: `${predefinedPrefix}${computePlatform}AllAtOnce`,
    computePlatform,
    trafficRoutingConfig: { type: 'AllAtOnce' },
  };
}
