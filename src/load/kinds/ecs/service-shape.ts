// The keys of a service as CreateService takes them (Amazon ECS API reference, and the service model of botocore 1.43.11).
// What they may say together is service-checks.ts.
import { logConfigurationShape, tagsShape } from './task-definition-shape.ts';
import { awsStructure } from '../../aws-shape.ts';
import { any, boolean, list, number, object, optional, required, string, type ValueOf } from '../../shape.ts';

export type RawService = ValueOf<typeof serviceShape>;
export type RawLifecycleHook = ValueOf<typeof hookShape>;
export type RawLoadBalancer = ValueOf<typeof loadBalancerShape>;

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
] as const;

const hookShape = object('lifecycle hook', {
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
});

const configurationShape = object('deploymentConfiguration', {
  strategy: optional(string({ oneOf: ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY'] })),
  minimumHealthyPercent: optional(integer(0, 100)),
  maximumPercent: optional(integer(0, 1000)),
  bakeTimeInMinutes: optional(minutes),
  earlySuccessCriteria: optional(
    awsStructure('ecs', 'DeploymentEarlySuccessCriteria', 'earlySuccessCriteria'),
  ),
  deploymentCircuitBreaker: optional(
    object('deploymentCircuitBreaker', {
      enable: required(boolean()),
      rollback: required(boolean()),
      resetOnHealthyTask: optional(boolean()),
      thresholdConfiguration: optional(
        awsStructure('ecs', 'ThresholdConfiguration', 'thresholdConfiguration'),
      ),
    }),
  ),
  alarms: optional(
    object('alarms', {
      alarmNames: required(list(string({ min: 1 }))),
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
  lifecycleHooks: optional(list(hookShape)),
});

const onOff = string({ oneOf: ['ENABLED', 'DISABLED'] });
const propagations = ['TASK_DEFINITION', 'SERVICE', 'NONE'];

const serviceConnectShape = object('serviceConnectConfiguration', {
  containerConfigurations: optional(
    list(awsStructure('ecs', 'ServiceConnectContainerConfiguration', 'container configuration')),
  ),
  enabled: required(boolean()),
  namespace: optional(string()),
  services: optional(
    list(
      object('Service Connect service', {
        portName: required(string({ min: 1 })),
        discoveryName: optional(string()),
        clientAliases: optional(
          list(
            object('client alias', {
              port: required(integer(0, 65_535)),
              dnsName: optional(string()),
              testTrafficRules: optional(
                awsStructure('ecs', 'ServiceConnectTestTrafficRules', 'testTrafficRules'),
              ),
            }),
          ),
        ),
        ingressPortOverride: optional(integer(0, 65_535)),
        timeout: optional(
          object('timeout', {
            idleTimeoutSeconds: optional(integer(0, 2_147_483_647)),
            perRequestTimeoutSeconds: optional(integer(0, 2_147_483_647)),
          }),
        ),
        tls: optional(
          object('tls', {
            issuerCertificateAuthority: required(
              object('issuerCertificateAuthority', { awsPcaAuthorityArn: optional(string()) }),
            ),
            kmsKey: optional(string()),
            roleArn: optional(string()),
          }),
        ),
      }),
    ),
  ),
  logConfiguration: optional(logConfigurationShape),
  accessLogConfiguration: optional(
    object('accessLogConfiguration', {
      format: required(string({ oneOf: ['TEXT', 'JSON'] })),
      includeQueryParameters: optional(onOff),
    }),
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
    desiredCount: optional(integer(0, 5000)),
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
    availabilityZoneRebalancing: optional(onOff),
    capacityProviderStrategy: optional(
      list(
        object('capacity provider', {
          capacityProvider: required(string({ min: 1 })),
          weight: optional(integer(0, 1000)),
          base: optional(integer(0, 100_000)),
        }),
        { max: 20 },
      ),
    ),
    clientToken: optional(string({ max: 36 })),
    enableECSManagedTags: optional(boolean()),
    enableExecuteCommand: optional(boolean()),
    gatewayConnectors: optional(list(awsStructure('ecs', 'GatewayConnector', 'gateway connector'))),
    monitoring: optional(awsStructure('ecs', 'MonitoringConfiguration', 'monitoring')),
    networkConfiguration: optional(
      object('networkConfiguration', {
        awsvpcConfiguration: optional(
          object('awsvpcConfiguration', {
            subnets: required(list(string({ min: 1 }), { min: 1, max: 16 })),
            securityGroups: optional(list(string({ min: 1 }), { max: 5 })),
            assignPublicIp: optional(onOff),
          }),
        ),
      }),
    ),
    placementConstraints: optional(
      list(
        object('placement constraint', {
          type: optional(string({ oneOf: ['distinctInstance', 'memberOf'] })),
          expression: optional(string()),
        }),
        { max: 10 },
      ),
    ),
    placementStrategy: optional(
      list(
        object('placement strategy', {
          type: optional(string({ oneOf: ['random', 'spread', 'binpack'] })),
          field: optional(string()),
        }),
        { max: 5 },
      ),
    ),
    platformVersion: optional(string()),
    propagateTags: optional(string({ oneOf: propagations })),
    role: optional(string()),
    serviceConnectConfiguration: optional(serviceConnectShape),
    serviceRegistries: optional(
      list(
        object('service registry', {
          registryArn: optional(string()),
          port: optional(integer(0, 65_535)),
          containerName: optional(string()),
          containerPort: optional(integer(0, 65_535)),
        }),
      ),
    ),
    tags: optional(tagsShape),
    volumeConfigurations: optional(
      list(
        object('volume configuration', {
          name: required(string({ min: 1 })),
          managedEBSVolume: optional(
            object('managedEBSVolume', {
              encrypted: optional(boolean()),
              kmsKeyId: optional(string()),
              volumeType: optional(string()),
              sizeInGiB: optional(integer(1, 65_536)),
              snapshotId: optional(string()),
              volumeInitializationRate: optional(integer(0, 2_147_483_647)),
              iops: optional(integer(0, 2_147_483_647)),
              throughput: optional(integer(0, 2_147_483_647)),
              tagSpecifications: optional(
                list(
                  object('tag specification', {
                    resourceType: required(string({ oneOf: ['volume'] })),
                    tags: optional(tagsShape),
                    propagateTags: optional(string({ oneOf: propagations })),
                  }),
                ),
              ),
              roleArn: required(string({ min: 1 })),
              filesystemType: optional(string({ oneOf: ['ext3', 'ext4', 'xfs', 'ntfs'] })),
            }),
          ),
        }),
      ),
    ),
    vpcLatticeConfigurations: optional(
      list(
        object('vpcLatticeConfiguration', {
          roleArn: required(string({ min: 1 })),
          targetGroupArn: required(string({ min: 1 })),
          portName: required(string({ min: 1 })),
          advancedConfiguration: optional(
            awsStructure('ecs', 'VpcLatticeAdvancedConfiguration', 'advancedConfiguration'),
          ),
        }),
      ),
    ),
  },
  { aws: 'CreateService refuses the whole input: Unknown parameter in input.' },
);
