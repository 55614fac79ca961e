// Builders of CodeDeploy actions and what they name, and of fleets.
import type { Application, DeploymentConfig, DeploymentGroup } from '../deployment.ts';
import type { Fleet, Instance, TargetGroup } from '../fleet.ts';
import { action, common, type Action, type ActionOptions, type Artifact } from './action.ts';

export interface CodeDeployOptions extends Omit<ActionOptions, 'namespace'> {
  readonly deploymentGroup: Pick<DeploymentGroup, 'applicationName' | 'deploymentGroupName'>;
  /** The revision: a bundle with an appspec.yml at its root. */
  readonly input: Artifact;
}

export function codeDeploy(name: string, options: CodeDeployOptions): Action<never, never> {
  const { applicationName, deploymentGroupName } = options.deploymentGroup;
  const declaration = {
    name,
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CodeDeploy', version: '1' },
    configuration: { ApplicationName: applicationName, DeploymentGroupName: deploymentGroupName },
    ...common(options),
  } as const;
  return action(declaration, { inputs: [options.input] });
}

export function application(
  applicationName: string,
  options: Omit<Application, 'applicationName'> = {},
): Application {
  return { applicationName, computePlatform: 'Server', ...options };
}

export type DeploymentGroupOptions = Omit<DeploymentGroup, 'applicationName'> & {
  readonly application: Pick<Application, 'applicationName'>;
};

export function deploymentGroup(options: DeploymentGroupOptions): DeploymentGroup {
  const { application, ...group } = options;
  return { applicationName: application.applicationName, ...group };
}

export function deploymentConfig(config: DeploymentConfig): DeploymentConfig {
  return config;
}

/** A fleet as it is written: `instances` counts hosts or lists them, and what is left out has a default. */
export interface FleetOptions extends Partial<
  Omit<Fleet, 'name' | 'instances' | 'targetGroup' | 'notExecuted'>
> {
  readonly name: string;
  readonly instances: number | readonly Partial<Instance>[];
  /** Given to every instance. */
  readonly tags?: Instance['tags'];
  readonly targetGroup?: Pick<TargetGroup, 'name' | 'port'> & Partial<TargetGroup>;
}

/** The hosts of this machine that a deployment group finds by their tags. */
export function fleet(options: FleetOptions): FleetOptions {
  return options;
}
