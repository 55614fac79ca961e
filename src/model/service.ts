// A service of Amazon ECS, in the words of CreateService. Pure.
import type { NotExecuted } from './not-executed.ts';
import { parseArn } from './arn.ts';
import type { TargetGroup } from './fleet.ts';
import type { TaskDefinition } from './task-definition.ts';

export type DeploymentStrategy = 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY';
export type DeploymentController = 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';

export interface Service {
  readonly serviceName: string;
  readonly cluster: string;
  /** `FAMILY`, `FAMILY:REVISION` or an ARN. */
  readonly taskDefinition: string;
  readonly desiredCount: number;
  readonly controller: DeploymentController;
  readonly strategy: DeploymentStrategy;
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly circuitBreaker: { readonly enable: boolean; readonly rollback: boolean };
  readonly alarms: ServiceAlarms;
  readonly healthCheckGracePeriodSeconds: number;
  readonly loadBalancer?: ServiceLoadBalancer;
  /** Both revisions run on for so long after the whole of the traffic has shifted. */
  readonly bakeTimeMinutes: number;
  readonly canary: { readonly percent: number; readonly bakeTimeMinutes: number };
  readonly linear: { readonly percent: number; readonly bakeTimeMinutes: number };
  readonly lifecycleHooks: readonly ServiceHook[];
  readonly launchType?: string;
  readonly capacityProviders?: readonly string[];
  /** Subnets for tasks that have a network of their own. */
  readonly hasNetworkConfiguration?: boolean;
  /** What it asks for and nothing here does, as a path of keys. */
  readonly notExecuted: readonly string[];
}

export interface ServiceAlarms {
  readonly alarmNames: readonly string[];
  readonly enable: boolean;
  readonly rollback: boolean;
}

export interface ServiceLoadBalancer {
  /** Of the ARN, or the ARN itself when it has another form. */
  readonly targetGroupName: string;
  readonly containerName: string;
  readonly containerPort: number;
  readonly hasTestListener: boolean;
}

export type ServiceStage =
  | 'RECONCILE_SERVICE'
  | 'PRE_SCALE_UP'
  | 'SCALE_UP'
  | 'POST_SCALE_UP'
  | 'TEST_TRAFFIC_SHIFT'
  | 'POST_TEST_TRAFFIC_SHIFT'
  | 'PRE_PRODUCTION_TRAFFIC_SHIFT'
  | 'PRODUCTION_TRAFFIC_SHIFT'
  | 'POST_PRODUCTION_TRAFFIC_SHIFT'
  | 'BAKE_TIME'
  | 'CLEAN_UP';

export interface ServiceHook {
  /** PAUSE waits for a call of ContinueServiceDeployment, and has no function. */
  readonly targetType: 'AWS_LAMBDA' | 'PAUSE';
  /** Empty when the hook has none. */
  readonly functionName: string;
  readonly stages: readonly ServiceStage[];
  readonly details?: unknown;
  readonly timeoutMinutes: number;
  /** What becomes of the deployment when the time is up. */
  readonly onTimeout: 'ROLLBACK' | 'CONTINUE';
}

/** What ECS takes when the service does not say it. */
export const serviceDefaults = {
  minimumHealthyPercent: 100,
  maximumPercent: 200,
  bakeTimeMinutes: 0,
  canary: { percent: 5, bakeTimeMinutes: 10 },
  linear: { percent: 10, bakeTimeMinutes: 6 },
  hookTimeoutMinutes: 60,
} as const;

/** A target group of the definition, with the port of the load balancer's listener left to the machine. */
export interface ServiceTargetGroup extends Omit<TargetGroup, 'listenerPort'> {
  readonly notExecuted: readonly NotExecuted[];
}

/** The cluster's name out of a name or an ARN `…:cluster/NAME`. */
export function lastOf(nameOrArn: string): string {
  return parseArn(nameOrArn)?.resource.split('/').at(-1) ?? nameOrArn;
}

/** `targetgroup/NAME/ID` of an ARN, or the name itself. */
export function targetGroupNameOf(nameOrArn: string): string {
  const [kind, name] = (parseArn(nameOrArn)?.resource ?? nameOrArn).split('/');
  return kind === 'targetgroup' ? (name ?? nameOrArn) : nameOrArn;
}

/** Family and revision of `FAMILY`, `FAMILY:REVISION` or `arn:…:task-definition/FAMILY:REVISION`. */
export function familyOf(taskDefinition: string): { readonly family: string; readonly revision?: number } {
  const [, family = taskDefinition, revision] =
    /^(?:task-definition\/)?([^:/]+)(?::(\d+))?$/.exec(
      parseArn(taskDefinition)?.resource ?? taskDefinition,
    ) ?? [];
  return { family, ...(revision === undefined ? {} : { revision: Number(revision) }) };
}

/** CreateService refuses a load balancer that leads nowhere; so does CodeDeploy. */
export function whyNotBalanced(
  { loadBalancer }: { readonly loadBalancer?: Pick<ServiceLoadBalancer, 'containerName' | 'containerPort'> },
  { containers, family }: TaskDefinition,
): string | undefined {
  if (loadBalancer === undefined) return undefined;
  const { containerName, containerPort } = loadBalancer;
  const container = containers.find(({ name }) => name === containerName);
  if (container === undefined)
    return `The load balancer leads to the container "${containerName}", which the task definition "${family}" does not have`;
  return container.portMappings.some((mapping) => mapping.containerPort === containerPort)
    ? undefined
    : `The load balancer leads to the port ${containerPort} of the container "${containerName}", which has no port mapping for it`;
}

/** The name of a service among all of an account: its own is unique only in its cluster. */
export function serviceKey({
  cluster,
  serviceName,
}: {
  readonly cluster: string;
  readonly serviceName: string;
}): string {
  return `${cluster}/${serviceName}`;
}
