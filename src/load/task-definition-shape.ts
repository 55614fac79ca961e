// The keys of a task definition as RegisterTaskDefinition takes them (Amazon ECS API reference), and which of them nothing
// on one machine does.
import type { ContainerDependency, ContainerSecret } from '../model/task-definition.ts';
import { any, boolean, list, number, object, optional, record, required, string } from './shape.ts';

export interface RawTaskDefinition {
  readonly family: string;
  readonly containerDefinitions: readonly RawContainer[];
  readonly volumes?: readonly { readonly name: string; readonly host?: { readonly sourcePath?: string } }[];
  readonly executionRoleArn?: string;
  readonly taskRoleArn?: string;
  readonly networkMode?: string;
  readonly memory?: string;
  readonly cpu?: string;
}

export interface RawContainer {
  readonly name: string;
  readonly image: string;
  readonly essential?: boolean;
  readonly portMappings?: readonly { readonly containerPort: number; readonly protocol?: string }[];
  readonly environment?: readonly { readonly name: string; readonly value: string }[];
  readonly secrets?: readonly ContainerSecret[];
  readonly mountPoints?: readonly {
    readonly sourceVolume?: string;
    readonly containerPath?: string;
    readonly readOnly?: boolean;
  }[];
  readonly dependsOn?: readonly ContainerDependency[];
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly workingDirectory?: string;
  readonly user?: string;
  readonly hostname?: string;
  readonly healthCheck?: {
    readonly command: readonly string[];
    readonly interval?: number;
    readonly timeout?: number;
    readonly retries?: number;
    readonly startPeriod?: number;
  };
  readonly stopTimeout?: number;
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly cpu?: number;
  readonly readonlyRootFilesystem?: boolean;
  readonly privileged?: boolean;
  readonly linuxParameters?: {
    readonly initProcessEnabled?: boolean;
    readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  };
  readonly ulimits?: readonly {
    readonly name: string;
    readonly softLimit: number;
    readonly hardLimit: number;
  }[];
  readonly dockerLabels?: Readonly<Record<string, string>>;
  readonly extraHosts?: readonly { readonly hostname: string; readonly ipAddress: string }[];
}

const words = list(string());
const integer = (min: number, max: number) => number({ integer: true, min, max });
const unknown = { aws: 'RegisterTaskDefinition refuses the whole input: Unknown parameter in input.' };
const nameShape = string({
  min: 1,
  max: 255,
  pattern: /[A-Za-z0-9_-]+/,
  patternText: 'letters, digits, hyphens and underscores',
});

const containerShape = object(
  'container definition',
  {
    name: required(nameShape),
    image: required(string({ min: 1 })),
    essential: optional(boolean()),
    portMappings: optional(
      list(
        object('port mapping', {
          containerPort: required(integer(0, 65_535)),
          hostPort: optional(integer(0, 65_535)),
          protocol: optional(string({ oneOf: ['tcp', 'udp'] })),
          name: optional(string()),
          appProtocol: optional(string()),
          containerPortRange: optional(string()),
        }),
      ),
    ),
    environment: optional(
      list(
        object('variable', {
          name: required(string({ min: 1 })),
          value: required(string({ coerce: 'notice' })),
        }),
      ),
    ),
    environmentFiles: optional(any()),
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
    stopTimeout: optional(integer(0, 120)),
    startTimeout: optional(integer(2, 120)),
    memory: optional(integer(6, 10_000_000)),
    memoryReservation: optional(integer(6, 10_000_000)),
    cpu: optional(integer(0, 1_000_000)),
    readonlyRootFilesystem: optional(boolean()),
    privileged: optional(boolean()),
    linuxParameters: optional(
      object('linuxParameters', {
        initProcessEnabled: optional(boolean()),
        capabilities: optional(object('capabilities', { add: optional(words), drop: optional(words) })),
        devices: optional(any()),
        maxSwap: optional(any()),
        sharedMemorySize: optional(any()),
        swappiness: optional(any()),
        tmpfs: optional(any()),
      }),
    ),
    ulimits: optional(
      list(
        object('ulimit', {
          name: required(string()),
          softLimit: required(number({ integer: true })),
          hardLimit: required(number({ integer: true })),
        }),
      ),
    ),
    dockerLabels: optional(record(string({ coerce: 'notice' }))),
    extraHosts: optional(
      list(object('extra host', { hostname: required(string()), ipAddress: required(string()) })),
    ),
    logConfiguration: optional(any()),
    firelensConfiguration: optional(any()),
    repositoryCredentials: optional(any()),
    resourceRequirements: optional(any()),
    restartPolicy: optional(any()),
    credentialSpecs: optional(any()),
    systemControls: optional(any()),
    dnsServers: optional(any()),
    dnsSearchDomains: optional(any()),
    dockerSecurityOptions: optional(any()),
    disableNetworking: optional(any()),
    interactive: optional(any()),
    pseudoTerminal: optional(any()),
    links: optional(any()),
    versionConsistency: optional(any()),
    volumesFrom: optional(any()),
  },
  unknown,
);

export const taskDefinitionShape = object(
  'task definition',
  {
    family: required(nameShape),
    containerDefinitions: required(list(containerShape, { min: 1, max: 10 })),
    volumes: optional(
      list(
        object('volume', {
          name: required(nameShape),
          host: optional(object('host', { sourcePath: optional(string()) })),
          efsVolumeConfiguration: optional(any()),
          dockerVolumeConfiguration: optional(any()),
          fsxWindowsFileServerVolumeConfiguration: optional(any()),
          configuredAtLaunch: optional(any()),
        }),
      ),
    ),
    executionRoleArn: optional(string()),
    taskRoleArn: optional(string()),
    networkMode: optional(string({ oneOf: ['awsvpc', 'bridge', 'host', 'none'] })),
    memory: optional(string({ coerce: 'silent' })),
    cpu: optional(string({ coerce: 'silent' })),
    requiresCompatibilities: optional(
      list(string({ oneOf: ['EC2', 'FARGATE', 'EXTERNAL', 'MANAGED_INSTANCES'] })),
    ),
    runtimePlatform: optional(any()),
    placementConstraints: optional(any()),
    tags: optional(any()),
    pidMode: optional(any()),
    ipcMode: optional(any()),
    proxyConfiguration: optional(any()),
    inferenceAccelerators: optional(any()),
    ephemeralStorage: optional(any()),
    enableFaultInjection: optional(any()),
  },
  unknown,
);

/** Said of the task as a whole. Placement, tags and sizes of disks mean nothing on one machine. */
export function taskNotExecuted(raw: RawTaskDefinition): readonly string[] {
  const asked = ['pidMode', 'ipcMode', 'proxyConfiguration', 'inferenceAccelerators'].filter(
    (key) => key in raw,
  );
  const volumes = (raw.volumes ?? []).flatMap((volume) =>
    Object.keys(volume)
      .filter((key) => key.endsWith('VolumeConfiguration') && key !== 'dockerVolumeConfiguration')
      .map((key) => `volumes.${volume.name}.${key}`),
  );
  return [...asked, ...volumes];
}

const notHonoured = [
  'environmentFiles',
  'firelensConfiguration',
  'logConfiguration',
  'resourceRequirements',
  'restartPolicy',
  'credentialSpecs',
  'systemControls',
  'dnsServers',
  'dnsSearchDomains',
  'dockerSecurityOptions',
  'disableNetworking',
  'links',
  'volumesFrom',
  'startTimeout',
  'interactive',
  'pseudoTerminal',
  'repositoryCredentials',
];

export function containersNotExecuted(raw: RawContainer): readonly string[] {
  const parameters = Object.keys(raw.linuxParameters ?? {})
    .filter((key) => key !== 'initProcessEnabled' && key !== 'capabilities')
    .map((key) => `linuxParameters.${key}`);
  const keys = [...notHonoured.filter((key) => key in raw), ...parameters];
  return keys.map((key) => `${key} of the container ${raw.name}`);
}
