// What readers add to ECS's table of the inputs of RegisterTaskDefinition and CreateService: limits of which the table has none,
// and what messages call a structure. Source: Amazon ECS API reference.
import type { Ecs } from '../../../aws/types/ecs.ts';
import type { AwsExtras, KeyExtras } from '../../aws-rules.ts';

const between = (min: number, max: number): KeyExtras => ({ limits: { min, max } });
const atMost = (max: number): KeyExtras => ({ limits: { max } });
const port = between(0, 65_535);
const largest = 2_147_483_647;
const any32 = between(0, largest);
const minutes = between(0, 1440);
/** Numbers and truths are taken as their text. */
const asText: KeyExtras = { text: { coerce: 'notice' } };
const name: KeyExtras = {
  text: {
    min: 1,
    max: 255,
    pattern: /[A-Za-z0-9_-]+/,
    patternText: 'letters, digits, hyphens and underscores',
  },
};

const containers: AwsExtras<Ecs>['structures'] = {
  ContainerDefinition: {
    called: 'container definition',
    keys: {
      name,
      image: { text: { min: 1 } },
      environment: { called: 'variable', requires: ['name', 'value'] },
      environmentFiles: atMost(10),
      user: asText,
      dockerLabels: asText,
      stopTimeout: any32,
      startTimeout: between(2, largest),
      memory: between(6, 10_000_000),
      memoryReservation: between(6, 10_000_000),
      cpu: between(0, 1_000_000),
    },
  },
  PortMapping: { called: 'port mapping', keys: { containerPort: port, hostPort: port } },
  // The value of a variable may be empty.
  KeyValuePair: { called: 'property', keys: { value: { text: { min: 0, coerce: 'notice' } } } },
  EnvironmentFile: { called: 'environment file' },
  Secret: { called: 'secret' },
  MountPoint: { called: 'mount point' },
  ContainerDependency: { called: 'dependency' },
  HealthCheck: {
    called: 'health check',
    keys: {
      command: { limits: { min: 1 }, text: { min: 0 } },
      interval: between(5, 300),
      timeout: between(2, 60),
      retries: between(1, 10),
      startPeriod: between(0, 300),
    },
  },
  LinuxParameters: { keys: { maxSwap: any32, sharedMemorySize: any32, swappiness: between(0, 100) } },
  Device: { called: 'device' },
  Tmpfs: { called: 'tmpfs', keys: { size: between(1, largest) } },
  Ulimit: { called: 'ulimit' },
  HostEntry: {
    called: 'extra host',
    keys: { hostname: { text: { min: 0 } }, ipAddress: { text: { min: 0 } } },
  },
  ResourceRequirement: { called: 'resource requirement' },
  ContainerRestartPolicy: {
    keys: { ignoredExitCodes: atMost(50), restartAttemptPeriod: between(60, 1800) },
  },
  SystemControl: { called: 'system control' },
};

const tasks: AwsExtras<Ecs>['structures'] = {
  RegisterTaskDefinitionRequest: {
    called: 'task definition',
    keys: {
      family: name,
      containerDefinitions: { limits: { min: 1, max: 10 }, requires: ['name', 'image'] },
      volumes: { requires: ['name'] },
      memory: { text: { coerce: 'silent' } },
      cpu: { text: { coerce: 'silent' } },
      placementConstraints: atMost(10),
      tags: atMost(50),
    },
  },
  Volume: { called: 'volume', keys: { name } },
  EFSVolumeConfiguration: { keys: { transitEncryptionPort: port } },
  S3FilesVolumeConfiguration: { keys: { transitEncryptionPort: port } },
  TaskDefinitionPlacementConstraint: { called: 'placement constraint' },
  InferenceAccelerator: {
    called: 'inference accelerator',
    keys: { deviceName: { text: { min: 0 } }, deviceType: { text: { min: 0 } } },
  },
  EphemeralStorage: { keys: { sizeInGiB: between(21, 200) } },
  // A key may be given once.
  Tag: { called: 'tag', keys: { key: { text: { min: 1, max: 128 } }, value: { text: { max: 256 } } } },
};

const services: AwsExtras<Ecs>['structures'] = {
  CreateServiceRequest: {
    called: 'service',
    keys: {
      serviceName: name,
      taskDefinition: { need: 'required', text: { min: 1 } },
      cluster: { text: { min: 1 } },
      desiredCount: between(0, 5000),
      healthCheckGracePeriodSeconds: any32,
      loadBalancers: { requires: ['containerName', 'containerPort'] },
      capacityProviderStrategy: atMost(20),
      clientToken: { text: { max: 36 } },
      placementConstraints: atMost(10),
      placementStrategy: atMost(5),
      tags: atMost(50),
    },
  },
  LoadBalancer: { called: 'load balancer', keys: { containerPort: port } },
  DeploymentConfiguration: {
    keys: {
      minimumHealthyPercent: between(0, 100),
      maximumPercent: between(0, 1000),
      bakeTimeInMinutes: minutes,
    },
  },
  CanaryConfiguration: { keys: { canaryPercent: between(0.1, 100), canaryBakeTimeInMinutes: minutes } },
  LinearConfiguration: { keys: { stepPercent: between(3, 100), stepBakeTimeInMinutes: minutes } },
  DeploymentLifecycleHook: {
    called: 'lifecycle hook',
    keys: { lifecycleStages: { need: 'required', limits: { min: 1 } } },
  },
  DeploymentLifecycleHookTimeoutConfiguration: { keys: { timeoutInMinutes: between(1, 20_160) } },
  ServiceConnectContainerConfiguration: { called: 'container configuration' },
  ServiceConnectService: { called: 'Service Connect service', keys: { ingressPortOverride: port } },
  ServiceConnectClientAlias: { called: 'client alias', keys: { port } },
  TimeoutConfiguration: { keys: { idleTimeoutSeconds: any32, perRequestTimeoutSeconds: any32 } },
  CapacityProviderStrategyItem: {
    called: 'capacity provider',
    keys: { weight: between(0, 1000), base: between(0, 100_000) },
  },
  GatewayConnector: { called: 'gateway connector' },
  AwsVpcConfiguration: {
    keys: {
      subnets: { limits: { min: 1, max: 16 }, text: { min: 1 } },
      securityGroups: { limits: { max: 5 }, text: { min: 1 } },
    },
  },
  PlacementConstraint: { called: 'placement constraint' },
  PlacementStrategy: { called: 'placement strategy' },
  ServiceRegistry: { called: 'service registry' },
  ServiceVolumeConfiguration: { called: 'volume configuration' },
  ServiceManagedEBSVolumeConfiguration: {
    keys: { sizeInGiB: between(1, 65_536), volumeInitializationRate: any32, iops: any32, throughput: any32 },
  },
  EBSTagSpecification: { called: 'tag specification' },
  VpcLatticeConfiguration: { called: 'vpcLatticeConfiguration' },
};

export const taskDefinitionExtras: AwsExtras<Ecs> = {
  service: 'ecs',
  structures: { ...containers, ...tasks },
  unknownKey: 'RegisterTaskDefinition refuses the whole input: Unknown parameter in input.',
};

export const serviceExtras: AwsExtras<Ecs> = {
  service: 'ecs',
  structures: { ...containers, ...tasks, ...services },
  unknownKey: 'CreateService refuses the whole input: Unknown parameter in input.',
};
