// Every key of RegisterTaskDefinition and CreateService, as AWS's model lists them: what becomes of each here. None is
// taken and forgotten.
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/lib/parse-json.ts';
import { readService } from '../../src/load/kinds/service.ts';
import { serviceShape } from '../../src/load/kinds/ecs/service-shape.ts';
import type { Keys as ShapeKeys, ObjectShape, Shape } from '../../src/load/shape.ts';
import { readTaskDefinition } from '../../src/load/kinds/task-definition.ts';
import { taskDefinitionShape } from '../../src/load/kinds/ecs/task-definition-shape.ts';

/**
 * `honoured`: it changes what is run. `reported`: it is reported as not executed. `alone`: by itself it does nothing on
 * AWS either.
 */
type Outcome = 'honoured' | 'reported' | 'alone';
type Keys = Readonly<Record<string, readonly [outcome: Outcome, value: unknown, others?: object]>>;

const role = 'arn:aws:iam::111122223333:role/ecs';
const group = 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/web/1';
const tags = [{ key: 'team', value: 'web' }];

const container: Keys = {
  name: ['honoured', 'app'],
  image: ['honoured', 'app:2'],
  repositoryCredentials: ['reported', { credentialsParameter: 'arn:aws:secretsmanager:x' }],
  cpu: ['honoured', 128],
  memory: ['honoured', 256],
  memoryReservation: ['honoured', 32],
  links: ['reported', ['other']],
  portMappings: ['honoured', [{ containerPort: 80 }]],
  essential: ['honoured', false],
  restartPolicy: ['reported', { enabled: true }],
  entryPoint: ['honoured', ['sh']],
  command: ['honoured', ['x']],
  environment: ['honoured', [{ name: 'A', value: 'b' }]],
  environmentFiles: ['reported', [{ value: 'arn:aws:s3:::bucket/a.env', type: 's3' }]],
  mountPoints: ['honoured', [{ sourceVolume: 'data', containerPath: '/data' }]],
  volumesFrom: ['reported', [{ sourceContainer: 'other' }]],
  linuxParameters: ['honoured', { initProcessEnabled: true }],
  secrets: ['honoured', [{ name: 'S', valueFrom: 'x' }]],
  dependsOn: ['honoured', [{ containerName: 'other', condition: 'START' }]],
  startTimeout: ['honoured', 20],
  stopTimeout: ['honoured', 20],
  versionConsistency: ['reported', 'disabled'],
  hostname: ['honoured', 'me'],
  user: ['honoured', '1000'],
  workingDirectory: ['honoured', '/srv'],
  disableNetworking: ['reported', true],
  privileged: ['honoured', true],
  readonlyRootFilesystem: ['honoured', true],
  dnsServers: ['reported', ['10.0.0.2']],
  dnsSearchDomains: ['reported', ['example.com']],
  extraHosts: ['honoured', [{ hostname: 'a', ipAddress: '10.0.0.1' }]],
  dockerSecurityOptions: ['reported', ['no-new-privileges']],
  interactive: ['reported', true],
  pseudoTerminal: ['reported', true],
  dockerLabels: ['honoured', { a: 'b' }],
  ulimits: ['honoured', [{ name: 'nofile', softLimit: 10, hardLimit: 20 }]],
  logConfiguration: ['reported', { logDriver: 'awslogs' }],
  healthCheck: ['honoured', { command: ['CMD', 'true'] }],
  systemControls: ['reported', [{ namespace: 'net.core.somaxconn', value: '1' }]],
  resourceRequirements: ['reported', [{ type: 'GPU', value: '1' }]],
  firelensConfiguration: ['reported', { type: 'fluentbit' }],
  credentialSpecs: ['reported', ['credentialspec:arn']],
};

const linux: Keys = {
  capabilities: ['honoured', { add: ['SYS_PTRACE'] }],
  devices: ['reported', [{ hostPath: '/dev/null' }]],
  initProcessEnabled: ['honoured', true],
  sharedMemorySize: ['reported', 64],
  tmpfs: ['reported', [{ containerPath: '/tmp', size: 64 }]],
  maxSwap: ['reported', 0],
  swappiness: ['reported', 10],
};

const port: Keys = {
  containerPort: ['honoured', 81],
  hostPort: ['reported', 8081],
  protocol: ['honoured', 'udp'],
  name: ['alone', 'http'],
  appProtocol: ['alone', 'http', { name: 'http' }],
  containerPortRange: ['reported', '100-120', { containerPort: undefined }],
};

const volume: Keys = {
  name: ['honoured', 'other'],
  host: ['honoured', { sourcePath: '/srv' }],
  dockerVolumeConfiguration: ['honoured', { scope: 'shared', autoprovision: true }],
  efsVolumeConfiguration: ['reported', { fileSystemId: 'fs-1' }],
  s3filesVolumeConfiguration: ['reported', { fileSystemArn: 'arn:aws:s3files:x' }],
  fsxWindowsFileServerVolumeConfiguration: [
    'reported',
    {
      fileSystemId: 'fs-1',
      rootDirectory: 'x',
      authorizationConfig: { credentialsParameter: 'arn', domain: 'd' },
    },
  ],
  configuredAtLaunch: ['reported', true],
};

const task: Keys = {
  family: ['honoured', 'shop'],
  taskRoleArn: ['honoured', role],
  executionRoleArn: ['honoured', `${role}-2`],
  networkMode: ['honoured', 'host'],
  containerDefinitions: ['honoured', [{ name: 'x', image: 'x', memory: 64 }]],
  volumes: ['honoured', [{ name: 'data' }, { name: 'more' }]],
  placementConstraints: ['reported', [{ type: 'memberOf', expression: 'x' }]],
  requiresCompatibilities: ['alone', ['EC2']],
  cpu: ['honoured', '512'],
  memory: ['honoured', '1024'],
  tags: ['reported', tags],
  pidMode: ['reported', 'task'],
  ipcMode: ['reported', 'task'],
  proxyConfiguration: ['reported', { containerName: 'other' }],
  inferenceAccelerators: ['reported', [{ deviceName: 'd', deviceType: 't' }]],
  ephemeralStorage: ['reported', { sizeInGiB: 30 }],
  runtimePlatform: ['reported', { cpuArchitecture: 'ARM64' }],
  enableFaultInjection: ['reported', true],
  trustedExecutionConfiguration: ['reported', { isolationMode: 'SHARED' }],
};

const service: Keys = {
  cluster: ['honoured', 'shop'],
  serviceName: ['honoured', 'shop'],
  taskDefinition: ['honoured', 'shop:2'],
  availabilityZoneRebalancing: ['reported', 'DISABLED'],
  loadBalancers: ['honoured', [{ targetGroupArn: group, containerName: 'web', containerPort: 80 }]],
  serviceRegistries: ['reported', [{ registryArn: 'arn:aws:servicediscovery:x' }]],
  desiredCount: ['honoured', 3],
  clientToken: ['alone', 'token'],
  launchType: ['reported', 'EC2'],
  capacityProviderStrategy: ['reported', [{ capacityProvider: 'own', weight: 1 }]],
  platformVersion: ['reported', 'LATEST'],
  role: [
    'reported',
    role,
    { loadBalancers: [{ targetGroupArn: group, containerName: 'web', containerPort: 80 }] },
  ],
  deploymentConfiguration: ['honoured', { maximumPercent: 150 }],
  placementConstraints: ['reported', [{ type: 'distinctInstance' }]],
  placementStrategy: ['reported', [{ type: 'random' }]],
  networkConfiguration: ['reported', { awsvpcConfiguration: { subnets: ['subnet-1'] } }],
  healthCheckGracePeriodSeconds: ['honoured', 30],
  schedulingStrategy: ['honoured', 'DAEMON', { desiredCount: undefined }],
  deploymentController: ['honoured', { type: 'EXTERNAL' }],
  tags: ['reported', tags],
  enableECSManagedTags: ['reported', true],
  propagateTags: ['reported', 'SERVICE'],
  enableExecuteCommand: ['reported', true],
  serviceConnectConfiguration: ['reported', { enabled: true }],
  volumeConfigurations: ['reported', [{ name: 'v', managedEBSVolume: { roleArn: role } }]],
  gatewayConnectors: ['reported', [{ portName: 'http' }]],
  monitoring: ['reported', { metricConfigurations: [] }],
  vpcLatticeConfigurations: ['reported', [{ roleArn: role, targetGroupArn: 'arn', portName: 'http' }]],
};

const hooks = [
  { hookTargetArn: 'arn:aws:lambda:x:1:function:f', roleArn: role, lifecycleStages: ['PRE_SCALE_UP'] },
];
const configuration: Keys = {
  deploymentCircuitBreaker: ['honoured', { enable: true, rollback: true }],
  maximumPercent: ['honoured', 150],
  minimumHealthyPercent: ['honoured', 50],
  alarms: ['honoured', { alarmNames: ['a'], enable: true, rollback: true }],
  strategy: ['honoured', 'CANARY'],
  bakeTimeInMinutes: ['honoured', 5, { strategy: 'BLUE_GREEN' }],
  lifecycleHooks: ['honoured', hooks, { strategy: 'BLUE_GREEN' }],
  linearConfiguration: ['honoured', { stepPercent: 50 }, { strategy: 'LINEAR' }],
  canaryConfiguration: ['honoured', { canaryPercent: 50 }, { strategy: 'CANARY' }],
  earlySuccessCriteria: ['reported', { enable: true }],
};

type Read = (json: object) => { readonly notExecuted: readonly string[]; readonly rest: unknown };

const read =
  (reader: typeof readTaskDefinition | typeof readService): Read =>
  (json) => {
    const { root } = parseJson({ path: 'resource.json', text: JSON.stringify(json) });
    if (root === undefined) throw new Error('no JSON');
    const { value, problems } = reader(root);
    expect(problems).toEqual([]);
    const { notExecuted, ...rest } = value ?? { notExecuted: [] };
    const {
      hasNetworkConfiguration: _1,
      launchType: _2,
      capacityProviders: _3,
      whyNotFargate: _4,
      ...run
    } = rest as Readonly<Record<string, unknown>>;
    return { notExecuted, rest: run };
  };

const other = { name: 'other', image: 'other:1', memory: 64 };
const plainTask = (more: object = {}, own: object = {}, volumes: readonly object[] = [{ name: 'data' }]) => ({
  family: 'web',
  executionRoleArn: role,
  volumes,
  containerDefinitions: [other, { name: 'web', image: 'web:1', memory: 128, ...own }],
  ...more,
});
const plainService = { serviceName: 'web', taskDefinition: 'web', desiredCount: 1 };

type Structure = Pick<ObjectShape<ShapeKeys>, 'keys'>;

const places: readonly {
  readonly of: string;
  readonly keys: Keys;
  readonly shape: Structure;
  readonly reader: Read;
  readonly within: (more: object) => object;
}[] = [
  {
    of: 'a container',
    keys: container,
    shape: inner(taskDefinitionShape(), 'containerDefinitions'),
    reader: read(readTaskDefinition),
    within: (more) => plainTask({}, more),
  },
  {
    of: 'linuxParameters',
    keys: linux,
    shape: inner(taskDefinitionShape(), 'containerDefinitions', 'linuxParameters'),
    reader: read(readTaskDefinition),
    within: (linuxParameters) => plainTask({}, { linuxParameters }),
  },
  {
    of: 'a port mapping',
    keys: port,
    shape: inner(taskDefinitionShape(), 'containerDefinitions', 'portMappings'),
    reader: read(readTaskDefinition),
    within: (more) => plainTask({}, { portMappings: [{ containerPort: 80, ...more }] }),
  },
  {
    of: 'a volume',
    keys: volume,
    shape: inner(taskDefinitionShape(), 'volumes'),
    reader: read(readTaskDefinition),
    within: (more) => plainTask({}, {}, [{ name: 'data', ...more }]),
  },
  {
    of: 'a task definition',
    keys: task,
    shape: taskDefinitionShape(),
    reader: read(readTaskDefinition),
    within: plainTask,
  },
  {
    of: 'a service',
    keys: service,
    shape: serviceShape(),
    reader: read(readService),
    within: (more) => ({ ...plainService, ...more }),
  },
  {
    of: 'deploymentConfiguration',
    keys: configuration,
    shape: inner(serviceShape(), 'deploymentConfiguration'),
    reader: read(readService),
    within: (deploymentConfiguration) => ({ ...plainService, deploymentConfiguration }),
  },
];

describe.each(places)('every key of $of', ({ keys, shape, reader, within }) => {
  test('is known, and no other', () => {
    expect(Object.keys(shape.keys).toSorted()).toEqual(Object.keys(keys).toSorted());
  });

  test.each(Object.entries(keys).map(([key, of]) => [key, ...of] as const))(
    '%s is %s',
    (key, outcome, value, others = {}) => {
      // What only has to give way for the key is there without it.
      const isGone = Object.values(others).every((each) => each === undefined);
      const without = reader(within(isGone ? {} : others));
      const with_ = reader(within({ ...others, [key]: value }));
      const added = with_.notExecuted.filter((each) => !without.notExecuted.includes(each)).join();
      const isChanged = JSON.stringify(with_.rest) !== JSON.stringify(without.rest);
      expect(outcome === 'reported' ? added : '').toContain(outcome === 'reported' ? key : '');
      expect(outcome === 'honoured' ? isChanged : outcome === 'alone' ? !isChanged : added !== '').toBe(true);
    },
  );
});

function inner(shape: Structure, ...keys: readonly string[]): Structure {
  return keys.reduce((at, key) => structureOf(at.keys[key]?.shape), shape);
}

function structureOf(shape: (Shape<unknown> & Partial<Structure>) | undefined): Structure {
  if (shape?.of !== undefined) return structureOf(shape.of);
  if (shape?.keys !== undefined) return { keys: shape.keys };
  throw new Error('no structure');
}

test('variables and words of a command may be empty', () => {
  const own = {
    environment: [{ name: 'URL', value: '' }],
    healthCheck: { command: ['CMD', 'test', '-z', ''] },
  };
  const { root } = parseJson({ path: 'task.json', text: JSON.stringify(plainTask({}, own)) });
  expect(root === undefined ? undefined : readTaskDefinition(root).problems).toEqual([]);
});
