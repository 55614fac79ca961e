// The keys of a task definition as RegisterTaskDefinition takes them (Amazon ECS API reference, and the service's
// model, which a test goes through). What they may say together is task-definition-checks.ts.
import { awsStructure } from '../../aws-shape.ts';
import {
  boolean,
  list,
  number,
  object,
  optional,
  record,
  required,
  string,
  type ValueOf,
} from '../../shape.ts';

export type RawTaskDefinition = ValueOf<typeof taskDefinitionShape>;
export type RawContainer = ValueOf<typeof containerShape>;
export type RawVolume = ValueOf<typeof volumeShape>;
export type RawPortMapping = ValueOf<typeof portMappingShape>;

const words = list(string());
const integer = (min: number, max: number) => number({ integer: true, min, max });
const unknown = { aws: 'RegisterTaskDefinition refuses the whole input: Unknown parameter in input.' };
const nameShape = string({
  min: 1,
  max: 255,
  pattern: /[A-Za-z0-9_-]+/,
  patternText: 'letters, digits, hyphens and underscores',
});

const ulimitNames =
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack'.split(
    ' ',
  );

/** Of a container, and of Service Connect. */
export const logConfigurationShape = object('logConfiguration', {
  logDriver: required(
    string({
      oneOf: ['json-file', 'syslog', 'journald', 'gelf', 'fluentd', 'awslogs', 'splunk', 'awsfirelens'],
    }),
  ),
  options: optional(record(string())),
  secretOptions: optional(
    list(object('secret', { name: required(string({ min: 1 })), valueFrom: required(string({ min: 1 })) })),
  ),
});

const portMappingShape = object('port mapping', {
  containerPort: optional(integer(0, 65_535)),
  hostPort: optional(integer(0, 65_535)),
  protocol: optional(string({ oneOf: ['tcp', 'udp'] })),
  name: optional(string()),
  appProtocol: optional(string({ oneOf: ['http', 'http2', 'grpc'] })),
  containerPortRange: optional(string()),
});

const containerShape = object(
  'container definition',
  {
    name: required(nameShape),
    image: required(string({ min: 1 })),
    essential: optional(boolean()),
    portMappings: optional(list(portMappingShape)),
    environment: optional(
      list(
        object('variable', {
          name: required(string({ min: 1 })),
          value: required(string({ coerce: 'notice' })),
        }),
      ),
    ),
    environmentFiles: optional(
      list(
        object('environment file', {
          value: required(string({ min: 1 })),
          type: required(string({ oneOf: ['s3'] })),
        }),
        { max: 10 },
      ),
    ),
    secrets: optional(
      list(object('secret', { name: required(string({ min: 1 })), valueFrom: required(string({ min: 1 })) })),
    ),
    mountPoints: optional(
      list(
        object('mount point', {
          sourceVolume: optional(string()),
          containerPath: optional(string()),
          readOnly: optional(boolean()),
        }),
      ),
    ),
    dependsOn: optional(
      list(
        object('dependency', {
          containerName: required(string({ min: 1 })),
          condition: required(string({ oneOf: ['START', 'COMPLETE', 'SUCCESS', 'HEALTHY'] })),
        }),
      ),
    ),
    entryPoint: optional(words),
    command: optional(words),
    workingDirectory: optional(string()),
    user: optional(string({ coerce: 'notice' })),
    hostname: optional(string()),
    healthCheck: optional(
      object('health check', {
        command: required(list(string(), { min: 1 })),
        interval: optional(integer(5, 300)),
        timeout: optional(integer(2, 60)),
        retries: optional(integer(1, 10)),
        startPeriod: optional(integer(0, 300)),
      }),
    ),
    stopTimeout: optional(integer(0, 2_147_483_647)),
    startTimeout: optional(integer(2, 2_147_483_647)),
    memory: optional(integer(6, 10_000_000)),
    memoryReservation: optional(integer(6, 10_000_000)),
    cpu: optional(integer(0, 1_000_000)),
    readonlyRootFilesystem: optional(boolean()),
    privileged: optional(boolean()),
    linuxParameters: optional(
      object('linuxParameters', {
        initProcessEnabled: optional(boolean()),
        capabilities: optional(object('capabilities', { add: optional(words), drop: optional(words) })),
        devices: optional(
          list(
            object('device', {
              hostPath: required(string({ min: 1 })),
              containerPath: optional(string()),
              permissions: optional(list(string({ oneOf: ['read', 'write', 'mknod'] }))),
            }),
          ),
        ),
        maxSwap: optional(integer(0, 2_147_483_647)),
        sharedMemorySize: optional(integer(0, 2_147_483_647)),
        swappiness: optional(integer(0, 100)),
        tmpfs: optional(
          list(
            object('tmpfs', {
              containerPath: required(string({ min: 1 })),
              size: required(integer(1, 2_147_483_647)),
              mountOptions: optional(words),
            }),
          ),
        ),
      }),
    ),
    ulimits: optional(
      list(
        object('ulimit', {
          name: required(string({ oneOf: ulimitNames })),
          softLimit: required(number({ integer: true })),
          hardLimit: required(number({ integer: true })),
        }),
      ),
    ),
    dockerLabels: optional(record(string({ coerce: 'notice' }))),
    extraHosts: optional(
      list(object('extra host', { hostname: required(string()), ipAddress: required(string()) })),
    ),
    logConfiguration: optional(logConfigurationShape),
    firelensConfiguration: optional(
      object('firelensConfiguration', {
        type: required(string({ oneOf: ['fluentd', 'fluentbit'] })),
        options: optional(record(string())),
      }),
    ),
    repositoryCredentials: optional(
      object('repositoryCredentials', { credentialsParameter: required(string({ min: 1 })) }),
    ),
    resourceRequirements: optional(
      list(
        object('resource requirement', {
          value: required(string({ min: 1 })),
          type: required(string({ oneOf: ['GPU', 'InferenceAccelerator'] })),
          sharingStrategy: optional(awsStructure('ecs', 'SharingStrategy', 'sharingStrategy')),
        }),
      ),
    ),
    restartPolicy: optional(
      object('restartPolicy', {
        enabled: required(boolean()),
        ignoredExitCodes: optional(list(number({ integer: true }), { max: 50 })),
        restartAttemptPeriod: optional(integer(60, 1800)),
      }),
    ),
    credentialSpecs: optional(words),
    systemControls: optional(
      list(object('system control', { namespace: optional(string()), value: optional(string()) })),
    ),
    dnsServers: optional(words),
    dnsSearchDomains: optional(words),
    dockerSecurityOptions: optional(words),
    disableNetworking: optional(boolean()),
    interactive: optional(boolean()),
    pseudoTerminal: optional(boolean()),
    links: optional(words),
    versionConsistency: optional(string({ oneOf: ['enabled', 'disabled'] })),
    volumesFrom: optional(
      list(object('volumesFrom', { sourceContainer: optional(string()), readOnly: optional(boolean()) })),
    ),
  },
  unknown,
);

const onOff = string({ oneOf: ['ENABLED', 'DISABLED'] });
const nameAndValue = object('property', { name: optional(string()), value: optional(string()) });

const windows = '2019_FULL 2019_CORE 2016_FULL 2004_CORE 2022_CORE 2022_FULL 2025_CORE 2025_FULL 20H2_CORE';
const operatingSystems = ['LINUX', ...windows.split(' ').map((each) => `WINDOWS_SERVER_${each}`)];

/** Amazon ECS API reference, Tag: a key may be given once. */
export const tagsShape = list(
  object('tag', { key: optional(string({ min: 1, max: 128 })), value: optional(string({ max: 256 })) }),
  { max: 50 },
);

const volumeShape = object('volume', {
  name: required(nameShape),
  host: optional(object('host', { sourcePath: optional(string()) })),
  efsVolumeConfiguration: optional(
    object('efsVolumeConfiguration', {
      fileSystemId: required(string({ min: 1 })),
      rootDirectory: optional(string()),
      transitEncryption: optional(onOff),
      transitEncryptionPort: optional(integer(0, 65_535)),
      authorizationConfig: optional(
        object('authorizationConfig', { accessPointId: optional(string()), iam: optional(onOff) }),
      ),
    }),
  ),
  s3filesVolumeConfiguration: optional(
    object('s3filesVolumeConfiguration', {
      fileSystemArn: required(string({ min: 1 })),
      rootDirectory: optional(string()),
      transitEncryptionPort: optional(integer(0, 65_535)),
      accessPointArn: optional(string()),
    }),
  ),
  dockerVolumeConfiguration: optional(
    object('dockerVolumeConfiguration', {
      scope: optional(string({ oneOf: ['task', 'shared'] })),
      autoprovision: optional(boolean()),
      driver: optional(string()),
      driverOpts: optional(record(string())),
      labels: optional(record(string())),
    }),
  ),
  fsxWindowsFileServerVolumeConfiguration: optional(
    object('fsxWindowsFileServerVolumeConfiguration', {
      fileSystemId: required(string({ min: 1 })),
      rootDirectory: required(string({ min: 1 })),
      authorizationConfig: required(
        object('authorizationConfig', {
          credentialsParameter: required(string({ min: 1 })),
          domain: required(string({ min: 1 })),
        }),
      ),
    }),
  ),
  configuredAtLaunch: optional(boolean()),
});

export const taskDefinitionShape = object(
  'task definition',
  {
    family: required(nameShape),
    containerDefinitions: required(list(containerShape, { min: 1, max: 10 })),
    volumes: optional(list(volumeShape)),
    executionRoleArn: optional(string()),
    taskRoleArn: optional(string()),
    networkMode: optional(string({ oneOf: ['awsvpc', 'bridge', 'host', 'none'] })),
    memory: optional(string({ coerce: 'silent' })),
    cpu: optional(string({ coerce: 'silent' })),
    requiresCompatibilities: optional(
      list(string({ oneOf: ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'] })),
    ),
    runtimePlatform: optional(
      object('runtimePlatform', {
        cpuArchitecture: optional(string({ oneOf: ['X86_64', 'ARM64'] })),
        operatingSystemFamily: optional(string({ oneOf: operatingSystems })),
      }),
    ),
    placementConstraints: optional(
      list(
        object('placement constraint', {
          type: optional(string({ oneOf: ['memberOf'] })),
          expression: optional(string()),
        }),
        { max: 10 },
      ),
    ),
    tags: optional(tagsShape),
    trustedExecutionConfiguration: optional(
      awsStructure('ecs', 'TrustedExecutionConfiguration', 'trustedExecutionConfiguration'),
    ),
    pidMode: optional(string({ oneOf: ['host', 'task'] })),
    ipcMode: optional(string({ oneOf: ['host', 'task', 'none'] })),
    proxyConfiguration: optional(
      object('proxyConfiguration', {
        type: optional(string({ oneOf: ['APPMESH'] })),
        containerName: required(string({ min: 1 })),
        properties: optional(list(nameAndValue)),
      }),
    ),
    inferenceAccelerators: optional(
      list(
        object('inference accelerator', { deviceName: required(string()), deviceType: required(string()) }),
      ),
    ),
    ephemeralStorage: optional(object('ephemeralStorage', { sizeInGiB: required(integer(21, 200)) })),
    enableFaultInjection: optional(boolean()),
  },
  unknown,
);
