// From the action's configuration to the deployment group that it means, with everything that cannot be done here
// refused before anything is touched.
import { nearest } from '../../lib/nearest.ts';
import { type Failed, isFailed, type Result } from '../../lib/result.ts';
import type { Alarm } from '../../model/alarm.ts';
import type { Resources } from '../../account/account.ts';
import { findDeploymentConfig } from '../../model/deployment-configs.ts';
import type {
  ComputePlatform,
  DeploymentConfig,
  DeploymentGroup,
  GroupOverrides,
} from '../../model/deployment.ts';
import type { FailureDetails, Progress } from '../../model/progress.ts';
import { alarmsOf } from './deployment-alarms.ts';
import type { GroupName } from './deployment-record.ts';

export interface ResolvedGroup {
  readonly group: DeploymentGroup;
  readonly config: DeploymentConfig;
}

export interface WantedGroup extends GroupName {
  readonly overrides?: GroupOverrides;
}

/** For a deployment to servers. The refusals carry the exceptions of CodeDeploy's CreateDeployment. */
export function resolveGroup(resources: Resources, name: WantedGroup): Result<ResolvedGroup, FailureDetails> {
  const found = findGroup(resources, name);
  if (isFailed(found)) return found;
  const { platform, group, config } = found;
  if (platform !== 'Server') return refuse(`Deployments to ${platform}`);
  return { group, config };
}

/** Of any platform. */
export function findGroup(
  resources: Resources,
  { applicationName, deploymentGroupName, overrides }: WantedGroup,
): Result<ResolvedGroup & { readonly platform: ComputePlatform }, FailureDetails> {
  const application = resources.find('AWS::CodeDeploy::Application', applicationName)?.values;
  if (application === undefined)
    return notFound(
      'Application',
      applicationName,
      resources.valuesOf('AWS::CodeDeploy::Application').map((each) => each.applicationName),
    );
  const inApplication = resources
    .valuesOf('AWS::CodeDeploy::DeploymentGroup')
    .filter((each) => each.applicationName === applicationName);
  const found = inApplication.find((each) => each.deploymentGroupName === deploymentGroupName);
  if (found === undefined)
    return notFound(
      'DeploymentGroup',
      deploymentGroupName,
      inApplication.map((each) => each.deploymentGroupName),
    );
  const group = { ...found, ...overrides };
  const platform = application.computePlatform ?? 'Server';
  const deploymentConfigs = resources.valuesOf('AWS::CodeDeploy::DeploymentConfig');
  const byDefault = platform === 'Server' ? undefined : `CodeDeployDefault.${platform}AllAtOnce`;
  const config = findDeploymentConfig(group.deploymentConfigName ?? byDefault, deploymentConfigs);
  if (config === undefined)
    return notFound(
      'DeploymentConfig',
      group.deploymentConfigName ?? '',
      deploymentConfigs.map((each) => each.deploymentConfigName),
    );
  return { platform, group, config };
}

const kinds = {
  Application: 'application',
  DeploymentGroup: 'deployment group',
  DeploymentConfig: 'deployment configuration',
} as const;

function notFound(kind: keyof typeof kinds, name: string, there: readonly string[]): Failed<FailureDetails> {
  const meant = nearest(name, there);
  const list = there.length === 0 ? 'The definition has none' : `The definition has ${there.join(', ')}`;
  return {
    failed: {
      code: `${kind}DoesNotExistException`,
      message: `No ${kinds[kind]} found for name: ${name}`,
      remedy: `${meant === undefined ? '' : `Did you mean ${meant}? `}${list}.`,
    },
  };
}

function refuse(what: string): Failed<FailureDetails> {
  return {
    failed: {
      code: 'ConfigurationError',
      message: `${what} cannot be executed by this action; deployments to servers can`,
      remedy: 'Use an application of the compute platform Server.',
    },
  };
}

/** What the deployment group asks for and nothing here does. */
export function notExecutedHere(
  group: DeploymentGroup,
  known: readonly Alarm[],
): readonly Extract<Progress, { kind: 'NotExecuted' }>[] {
  const { unknown } = alarmsOf(group, known);
  return [
    ...unknown.map((name) => ({
      kind: 'NotExecuted' as const,
      what: `CloudWatch alarm ${name}`,
      reason: 'The definition does not describe it, so it stops nothing',
    })),
    ...(group.notExecuted ?? []).map((each) => ({ kind: 'NotExecuted' as const, ...each })),
  ];
}

/** Whether instances are taken out of a load balancer while they are deployed to. */
export function hasTrafficControl(group: DeploymentGroup): boolean {
  return group.deploymentStyle?.deploymentOption === 'WITH_TRAFFIC_CONTROL';
}
