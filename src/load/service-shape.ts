// The keys of a service as CreateService takes them (Amazon ECS API reference).
import type { DeploymentController, ServiceHook } from '../model/service.ts';
import { any, boolean, list, number, object, optional, required, string } from './shape.ts';

export interface RawService {
  readonly serviceName: string;
  readonly taskDefinition: string;
  readonly cluster?: string;
  readonly desiredCount?: number;
  readonly schedulingStrategy?: string;
  readonly deploymentController?: { readonly type: DeploymentController };
  readonly healthCheckGracePeriodSeconds?: number;
  readonly loadBalancers?: readonly RawLoadBalancer[];
  readonly deploymentConfiguration?: {
    readonly strategy?: string;
    readonly minimumHealthyPercent?: number;
    readonly maximumPercent?: number;
    readonly bakeTimeInMinutes?: number;
    readonly deploymentCircuitBreaker?: {
      readonly enable: boolean;
      readonly rollback: boolean;
      readonly resetOnHealthyTask?: unknown;
      readonly thresholdConfiguration?: unknown;
    };
    readonly alarms?: {
      readonly alarmNames: readonly string[];
      readonly enable: boolean;
      readonly rollback: boolean;
    };
    readonly canaryConfiguration?: {
      readonly canaryPercent?: number;
      readonly canaryBakeTimeInMinutes?: number;
    };
    readonly linearConfiguration?: { readonly stepPercent?: number; readonly stepBakeTimeInMinutes?: number };
    readonly lifecycleHooks?: readonly RawLifecycleHook[];
  };
}

export interface RawLifecycleHook {
  readonly targetType?: ServiceHook['targetType'];
  readonly hookTargetArn?: string;
  readonly lifecycleStages: readonly string[];
  readonly hookDetails?: unknown;
  readonly timeoutConfiguration?: {
    readonly timeoutInMinutes?: number;
    readonly action?: ServiceHook['onTimeout'];
  };
}

export interface RawLoadBalancer {
  readonly targetGroupArn?: string;
  readonly loadBalancerName?: string;
  readonly containerName: string;
  readonly containerPort: number;
  readonly advancedConfiguration?: { readonly testListenerRule?: string };
}

const integer = (min: number, max: number) => number({ integer: true, min, max });
const minutes = integer(0, 1440);

const loadBalancerShape = object('load balancer', {
  targetGroupArn: optional(string()),
  loadBalancerName: optional(string()),
  containerName: required(string({ min: 1 })),
  containerPort: required(integer(0, 65_535)),
  advancedConfiguration: optional(
    object('advancedConfiguration', {
      alternateTargetGroupArn: optional(string()),
      productionListenerRule: optional(string()),
      testListenerRule: optional(string()),
      roleArn: optional(string()),
    }),
  ),
});

const stages = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
];

const configurationShape = object('deploymentConfiguration', {
  strategy: optional(string({ oneOf: ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY'] })),
  minimumHealthyPercent: optional(integer(0, 100)),
  maximumPercent: optional(integer(0, 1000)),
  bakeTimeInMinutes: optional(minutes),
  deploymentCircuitBreaker: optional(
    object('deploymentCircuitBreaker', {
      enable: required(boolean()),
      rollback: required(boolean()),
      resetOnHealthyTask: optional(any()),
      thresholdConfiguration: optional(any()),
    }),
  ),
  alarms: optional(
    object('alarms', {
      alarmNames: required(list(string())),
      enable: required(boolean()),
      rollback: required(boolean()),
    }),
  ),
  canaryConfiguration: optional(
    object('canaryConfiguration', {
      canaryPercent: optional(number({ min: 0.1, max: 100 })),
      canaryBakeTimeInMinutes: optional(minutes),
    }),
  ),
  linearConfiguration: optional(
    object('linearConfiguration', {
      stepPercent: optional(number({ min: 3, max: 100 })),
      stepBakeTimeInMinutes: optional(minutes),
    }),
  ),
  lifecycleHooks: optional(
    list(
      object('lifecycle hook', {
        hookTargetArn: optional(string()),
        roleArn: optional(string()),
        lifecycleStages: required(list(string({ oneOf: stages }), { min: 1 })),
        hookDetails: optional(any()),
        targetType: optional(string({ oneOf: ['AWS_LAMBDA', 'PAUSE'] })),
        timeoutConfiguration: optional(
          object('timeoutConfiguration', {
            timeoutInMinutes: optional(integer(1, 20_160)),
            action: optional(string({ oneOf: ['ROLLBACK', 'CONTINUE'] })),
          }),
        ),
      }),
    ),
  ),
});

export const serviceShape = object(
  'service',
  {
    serviceName: required(
      string({
        min: 1,
        max: 255,
        pattern: /[A-Za-z0-9_-]+/,
        patternText: 'letters, digits, hyphens and underscores',
      }),
    ),
    taskDefinition: required(string({ min: 1 })),
    cluster: optional(string({ min: 1 })),
    desiredCount: optional(integer(0, 100)),
    schedulingStrategy: optional(string({ oneOf: ['REPLICA', 'DAEMON'] })),
    deploymentController: optional(
      object('deploymentController', {
        type: required(string({ oneOf: ['ECS', 'CODE_DEPLOY', 'EXTERNAL'] })),
      }),
    ),
    deploymentConfiguration: optional(configurationShape),
    healthCheckGracePeriodSeconds: optional(integer(0, 2_147_483_647)),
    loadBalancers: optional(list(loadBalancerShape)),
    launchType: optional(string({ oneOf: ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'] })),
    availabilityZoneRebalancing: optional(any()),
    capacityProviderStrategy: optional(any()),
    clientToken: optional(string()),
    enableECSManagedTags: optional(any()),
    enableExecuteCommand: optional(any()),
    monitoring: optional(any()),
    networkConfiguration: optional(any()),
    placementConstraints: optional(any()),
    placementStrategy: optional(any()),
    platformVersion: optional(any()),
    propagateTags: optional(any()),
    role: optional(any()),
    serviceConnectConfiguration: optional(any()),
    serviceRegistries: optional(any()),
    tags: optional(any()),
    volumeConfigurations: optional(any()),
    vpcLatticeConfigurations: optional(any()),
  },
  { aws: 'CreateService refuses the whole input: Unknown parameter in input.' },
);
