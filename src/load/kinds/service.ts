// Reads a service: the input of `aws ecs create-service`.
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import {
  lastOf,
  serviceDefaults,
  targetGroupNameOf,
  type Service,
  type ServiceHook,
  type ServiceLoadBalancer,
} from '../../model/service.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { checkServiceInput } from './ecs/service-checks.ts';
import {
  serviceShape,
  type RawLifecycleHook,
  type RawLoadBalancer,
  type RawService,
} from './ecs/service-shape.ts';
import { type Kind } from './kind.ts';

export const serviceKind: Kind<Service> = {
  title: 'an ECS service',
  file: 'service.json',
  holds: 'what `aws ecs create-service` takes',
  words: ['serviceName'],
  isOne: isService,
  shape: serviceShape,
  read: readService,
};

function isService(root: Node): boolean {
  const inner = unwrapped(root);
  return entryOf(inner, 'serviceName') !== undefined && entryOf(inner, 'taskDefinition') !== undefined;
}

export function readService(root: Node): ReadResource<Service> {
  const node = unwrapped(root);
  const { value, problems } = readShape(node, serviceShape());
  if (value === undefined) return { node, problems };
  // What is of another type cannot be judged further.
  const isWhole = problems.every(({ severity }) => severity !== 'error');
  const wrong = isWhole ? checkServiceInput(node, value) : [];
  return { node, problems: [...problems, ...wrong], value: serviceFrom(value) };
}

function unwrapped(root: Node): Node {
  const inner =
    root.kind === 'map' && root.entries.length === 1 ? entryOf(root, 'service')?.value : undefined;
  return inner ?? root;
}

function serviceFrom(raw: RawService): Service {
  const { deploymentConfiguration: configuration = {}, schedulingStrategy = 'REPLICA' } = raw;
  const isDaemon = schedulingStrategy === 'DAEMON';
  const { canaryConfiguration: canary, linearConfiguration: linear } = configuration;
  const breaker = configuration.deploymentCircuitBreaker;
  const [balancer] = raw.loadBalancers ?? [];
  return {
    serviceName: raw.serviceName,
    cluster: lastOf(raw.cluster ?? 'default'),
    taskDefinition: raw.taskDefinition,
    // One on each machine of the cluster, of which there is one here.
    desiredCount: isDaemon ? 1 : (raw.desiredCount ?? 1),
    controller: raw.deploymentController?.type ?? 'ECS',
    strategy: configuration.strategy ?? 'ROLLING',
    minimumHealthyPercent:
      configuration.minimumHealthyPercent ?? (isDaemon ? 0 : serviceDefaults.minimumHealthyPercent),
    maximumPercent: configuration.maximumPercent ?? (isDaemon ? 100 : serviceDefaults.maximumPercent),
    circuitBreaker: { enable: breaker?.enable ?? false, rollback: breaker?.rollback ?? false },
    alarms: configuration.alarms ?? { alarmNames: [], enable: false, rollback: false },
    healthCheckGracePeriodSeconds: raw.healthCheckGracePeriodSeconds ?? 0,
    ...(balancer === undefined ? {} : { loadBalancer: loadBalancerFrom(balancer) }),
    bakeTimeMinutes: configuration.bakeTimeInMinutes ?? serviceDefaults.bakeTimeMinutes,
    canary: {
      percent: canary?.canaryPercent ?? serviceDefaults.canary.percent,
      bakeTimeMinutes: canary?.canaryBakeTimeInMinutes ?? serviceDefaults.canary.bakeTimeMinutes,
    },
    linear: {
      percent: linear?.stepPercent ?? serviceDefaults.linear.percent,
      bakeTimeMinutes: linear?.stepBakeTimeInMinutes ?? serviceDefaults.linear.bakeTimeMinutes,
    },
    lifecycleHooks: (configuration.lifecycleHooks ?? []).map((hook) => hookFrom(hook)),
    ...defined({ launchType: raw.launchType }),
    capacityProviders: (raw.capacityProviderStrategy ?? []).map(({ capacityProvider }) => capacityProvider),
    hasNetworkConfiguration: raw.networkConfiguration?.awsvpcConfiguration !== undefined,
    notExecuted: notExecutedOf(raw),
  };
}

function notExecutedOf(raw: RawService): readonly string[] {
  const { deploymentConfiguration: configuration = {}, loadBalancers = [] } = raw;
  const { deploymentCircuitBreaker: breaker = {}, lifecycleHooks: hooks = [] } = configuration;
  const ofRolling = (configuration.strategy ?? 'ROLLING') === 'ROLLING';
  return [
    ...[
      'gatewayConnectors',
      'serviceConnectConfiguration',
      'serviceRegistries',
      'volumeConfigurations',
      'vpcLatticeConfigurations',
    ].filter((key) => key in raw),
    ...['resetOnHealthyTask', 'thresholdConfiguration']
      .filter((key) => key in breaker)
      .map((key) => `deploymentCircuitBreaker.${key}`),
    ...(configuration.earlySuccessCriteria === undefined ? [] : ['earlySuccessCriteria']),
    ...(ofRolling && hooks.length > 0 ? ['lifecycleHooks of a ROLLING deployment'] : []),
    // A deployment here always begins with one revision.
    ...(hooks.some(({ lifecycleStages }) => lifecycleStages.includes('RECONCILE_SERVICE'))
      ? ['lifecycleHooks of the stage RECONCILE_SERVICE']
      : []),
    ...loadBalancers.slice(1).map(({ targetGroupArn = '' }) => `loadBalancers: ${targetGroupArn}`),
    ...ofPlace(raw),
  ];
}

/** Where tasks run, who may enter them and what they are billed under: said together, because nothing waits for any of it. */
function ofPlace(raw: RawService): readonly string[] {
  const keys = [
    'launchType',
    'capacityProviderStrategy',
    'platformVersion',
    'networkConfiguration',
    'placementConstraints',
    'placementStrategy',
    'availabilityZoneRebalancing',
    'role',
    'enableExecuteCommand',
    'enableECSManagedTags',
    'propagateTags',
    'tags',
    'monitoring',
  ].filter((key) => key in raw);
  return keys.length === 0 ? [] : [`${keys.join(', ')} of the service ${raw.serviceName}`];
}

function loadBalancerFrom(raw: RawLoadBalancer): ServiceLoadBalancer {
  return {
    targetGroupName: targetGroupNameOf(raw.targetGroupArn ?? raw.loadBalancerName ?? ''),
    containerName: raw.containerName,
    containerPort: raw.containerPort,
    hasTestListener: raw.advancedConfiguration?.testListenerRule !== undefined,
  };
}

function hookFrom(raw: RawLifecycleHook): ServiceHook {
  const { hookTargetArn = '', lifecycleStages, hookDetails, timeoutConfiguration } = raw;
  return {
    targetType: raw.targetType ?? 'AWS_LAMBDA',
    functionName: /:function:([^:]+)/.exec(hookTargetArn)?.[1] ?? hookTargetArn,
    stages: lifecycleStages,
    ...defined({ details: hookDetails }),
    timeoutMinutes: timeoutConfiguration?.timeoutInMinutes ?? serviceDefaults.hookTimeoutMinutes,
    onTimeout: timeoutConfiguration?.action ?? 'ROLLBACK',
  };
}
