// Deployment configurations: their names, and what they say. Source: CodeDeploy user guide, "Create a deployment
// configuration" and "CodeDeploy quotas"; API reference, "CreateDeploymentConfig".
import { counted } from '../../lib/counted.ts';
import { nearest } from '../../lib/nearest.ts';
import type { Path } from '../../lib/node.ts';
import type { Definition } from '../../model/definition.ts';
import {
  findDeploymentConfig,
  predefinedDeploymentConfigs,
  predefinedPrefix,
} from '../../model/deployment-configs.ts';
import type { ComputePlatform, DeploymentConfig } from '../../model/deployment.ts';
import type { Finding } from '../../lib/finding.ts';
import type { Rule } from './rule.ts';

export const deploymentConfig: Rule = (definition) => [
  ...definition.deploymentConfigs.flatMap((config, index) =>
    checkConfig(config, ['deploymentConfigs', index]),
  ),
  ...definition.deploymentGroups.flatMap((_, index) => checkGroup(definition, index)),
];

/** The longest that a shift of traffic may last from its first to its last step. */
const maxShiftMinutes = 2880;

function checkConfig(config: DeploymentConfig, at: Path): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (message: string, path: Path, remedy: string): void => {
    const aws = 'CreateDeploymentConfig answers with an error.';
    findings.push({ code: 'DeploymentConfigInvalid', message, path: [...at, ...path], remedy, aws });
  };
  const { deploymentConfigName, minimumHealthyHosts, trafficRoutingConfig, zonalConfig } = config;
  const platform = config.computePlatform ?? 'Server';
  if (deploymentConfigName.startsWith(predefinedPrefix)) {
    const remedy = 'Give it another name.';
    add(`Names that begin with ${predefinedPrefix} belong to CodeDeploy`, ['deploymentConfigName'], remedy);
  }
  if (platform === 'Server' && minimumHealthyHosts === undefined) {
    add(
      'A configuration for servers needs minimumHealthyHosts',
      [],
      'Add "minimumHealthyHosts" with type and value.',
    );
  }
  if (platform !== 'Server' && trafficRoutingConfig === undefined) {
    add(`A configuration for ${platform} needs a trafficRoutingConfig`, [], 'Add "trafficRoutingConfig".');
  }
  if (platform !== 'Server' && minimumHealthyHosts !== undefined) {
    add(
      `minimumHealthyHosts is for servers, and the configuration is for ${platform}`,
      ['minimumHealthyHosts'],
      'Remove it.',
    );
  }
  if (platform !== 'Server' && zonalConfig !== undefined) {
    add(
      `zonalConfig is for servers, and the configuration is for ${platform}`,
      ['zonalConfig'],
      'Remove it.',
    );
  }
  for (const [path, hosts] of [
    [['minimumHealthyHosts', 'value'], minimumHealthyHosts],
    [['zonalConfig', 'minimumHealthyHostsPerZone', 'value'], zonalConfig?.minimumHealthyHostsPerZone],
  ] as const) {
    if (hosts?.type === 'FLEET_PERCENT' && hosts.value > 99) {
      add(
        `${hosts.value} % of the hosts cannot stay healthy while a deployment goes on`,
        path,
        'Give 0 to 99.',
      );
    }
  }
  const routing = wrongRouting(trafficRoutingConfig);
  if (routing !== undefined) add(routing.message, ['trafficRoutingConfig'], routing.remedy);
  return findings;
}

function wrongRouting(
  routing: DeploymentConfig['trafficRoutingConfig'],
): { readonly message: string; readonly remedy: string } | undefined {
  if (routing === undefined || routing.type === 'AllAtOnce') return undefined;
  const { timeBasedCanary: canary, timeBasedLinear: linear } = routing;
  const key = routing.type === 'TimeBasedCanary' ? 'timeBasedCanary' : 'timeBasedLinear';
  if (routing[key] === undefined) {
    return { message: `A routing of the type ${routing.type} needs ${key}`, remedy: `Add "${key}".` };
  }
  // Linear shifts begin with the first step at once, so one interval fewer than there are steps.
  const minutes =
    routing.type === 'TimeBasedCanary'
      ? (canary?.canaryInterval ?? 0)
      : (Math.ceil(100 / Math.max(linear?.linearPercentage ?? 100, 1)) - 1) * (linear?.linearInterval ?? 0);
  if (minutes <= maxShiftMinutes) return undefined;
  return {
    message: `The traffic is shifted over ${counted(minutes, 'minute')}, and the longest is ${maxShiftMinutes}`,
    remedy: 'Take a shorter interval or larger steps.',
  };
}

function checkGroup(definition: Definition, index: number): readonly Finding[] {
  const group = definition.deploymentGroups[index];
  const name = group?.deploymentConfigName ?? '';
  if (group === undefined || name === '') return [];
  const path = ['deploymentGroups', index, 'deploymentConfigName'];
  const config = findDeploymentConfig(name, definition.deploymentConfigs);
  if (config === undefined) return [unknownConfig(name, definition, path)];
  const application = definition.applications.find((each) => each.applicationName === group.applicationName);
  const platform = application?.computePlatform ?? 'Server';
  const configPlatform: ComputePlatform = config.computePlatform ?? 'Server';
  if (application === undefined || configPlatform === platform) return [];
  return [
    {
      code: 'PlatformMismatch',
      message: `The deployment configuration "${name}" is for ${configPlatform}, and the application is for ${platform}`,
      path,
      remedy: `Use one of ${namesFor(platform, definition).join(', ')}.`,
      aws: 'CreateDeploymentGroup answers InvalidDeploymentConfigNameException.',
    },
  ];
}

function unknownConfig(name: string, definition: Definition, path: Path): Finding {
  const application = definition.applications.find((each) =>
    definition.deploymentGroups.some(
      (group) => group.applicationName === each.applicationName && group.deploymentConfigName === name,
    ),
  );
  const names = namesFor(application?.computePlatform, definition);
  const meant = nearest(name, names) ?? nearest(`${predefinedPrefix}${name}`, names);
  return {
    code: 'DeploymentConfigUnknown',
    message: `There is no deployment configuration "${name}"`,
    path,
    remedy: meant === undefined ? `There are: ${names.join(', ')}.` : `Did you mean "${meant}"?`,
    aws: 'CreateDeploymentGroup answers DeploymentConfigDoesNotExistException.',
  };
}

/** Predefined and custom names, of one platform where it is known. */
function namesFor(platform: ComputePlatform | undefined, definition: Definition): readonly string[] {
  return [...predefinedDeploymentConfigs, ...definition.deploymentConfigs]
    .filter((config) => platform === undefined || (config.computePlatform ?? 'Server') === platform)
    .map((config) => config.deploymentConfigName);
}
