// A task definition of Amazon ECS, in the words of RegisterTaskDefinition: what can be honoured on one machine. Pure.

export interface TaskDefinition {
  readonly family: string;
  readonly containers: readonly ContainerDefinition[];
  readonly volumes: readonly Volume[];
  readonly executionRoleArn?: string;
  readonly taskRoleArn?: string;
  readonly networkMode?: string;
  /** Of the whole task, in MiB. */
  readonly memory?: number;
  /** Of the whole task, 1024 to a processor. */
  readonly cpu?: number;
  /** What Fargate does not take of it; absent when it could run there. */
  readonly whyNotFargate?: readonly string[];
  /** What it asks for and nothing here does, as a path of keys. */
  readonly notExecuted: readonly string[];
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly portMappings: readonly PortMapping[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: readonly ContainerSecret[];
  readonly mountPoints: readonly MountPoint[];
  readonly dependsOn: readonly ContainerDependency[];
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly workingDirectory?: string;
  readonly user?: string;
  readonly hostname?: string;
  readonly healthCheck?: ContainerHealthCheck;
  /** Seconds between SIGTERM and SIGKILL. */
  readonly stopTimeout: number;
  /** Seconds from its start within which it must be as others that depend on it want it; ECS's default when absent. */
  readonly startTimeout?: number;
  /** MiB. */
  readonly memory?: number;
  readonly memoryReservation?: number;
  readonly cpu?: number;
  readonly isReadOnly: boolean;
  readonly isPrivileged: boolean;
  readonly hasInit: boolean;
  readonly addedCapabilities: readonly string[];
  readonly droppedCapabilities: readonly string[];
  readonly ulimits: readonly {
    readonly name: string;
    readonly softLimit: number;
    readonly hardLimit: number;
  }[];
  readonly labels: Readonly<Record<string, string>>;
  /** Of the log driver awslogs. */
  readonly awsLogs?: {
    readonly group: string;
    readonly region?: string;
    readonly streamPrefix?: string;
    /** The group is made when it is not there. */
    readonly createsGroup?: true;
  };
  readonly extraHosts: readonly { readonly hostname: string; readonly ipAddress: string }[];
}

export interface PortMapping {
  readonly containerPort: number;
  readonly protocol: 'tcp' | 'udp';
}

export interface ContainerSecret {
  readonly name: string;
  /** An ARN, or the name of a parameter. */
  readonly valueFrom: string;
}

export interface MountPoint {
  readonly sourceVolume: string;
  readonly containerPath: string;
  readonly isReadOnly: boolean;
}

export interface Volume {
  readonly name: string;
  /** A folder of the host; a volume of the task's own when absent. */
  readonly sourcePath?: string;
  /** Of the engine; its own when absent. */
  readonly driver?: string;
  readonly driverOptions?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** It outlives its task, and every task that names it has the same. */
  readonly isShared?: boolean;
  /** A shared one that must be there already. */
  readonly isProvided?: boolean;
}

export interface ContainerDependency {
  readonly containerName: string;
  readonly condition: 'START' | 'COMPLETE' | 'SUCCESS' | 'HEALTHY';
}

export interface ContainerHealthCheck {
  /** `CMD` and words, or `CMD-SHELL` and a line. */
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

/** ECS has 30 s between two checks; on one machine a user waits for the first. The rest is ECS's own. */
export const healthCheckDefaults = { interval: 2, timeout: 5, retries: 3, startPeriod: 0 } as const;

/** Seconds that ECS gives a container between SIGTERM and SIGKILL (Fargate: at most 120). */
export const stopTimeoutDefault = 30;

/**
 * The containers in the order in which they can be started: each after those that it depends on.
 * Undefined when they wait for each other.
 */
export function startOrder(
  containers: readonly ContainerDefinition[],
): readonly ContainerDefinition[] | undefined {
  const ordered: ContainerDefinition[] = [];
  let waiting = [...containers];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ dependsOn }) =>
      dependsOn.every(({ containerName }) => ordered.some(({ name }) => name === containerName)),
    );
    if (ready.length === 0) return undefined;
    ordered.push(...ready);
    waiting = waiting.filter((container) => !ready.includes(container));
  }
  return ordered;
}

/**
 * Whose network the containers of a task share: the first to start of those whose end no other waits for. Containers
 * that are waited for to their end come and go before.
 */
export function networkOwner(ordered: readonly ContainerDefinition[]): ContainerDefinition | undefined {
  return ordered.find((container) => !isWaitedToEnd(container.name, ordered));
}

/** Another container starts when this one has ended. */
export function isWaitedToEnd(name: string, containers: readonly ContainerDefinition[]): boolean {
  return containers.some(({ dependsOn }) =>
    dependsOn.some(
      ({ containerName, condition }) =>
        containerName === name && (condition === 'COMPLETE' || condition === 'SUCCESS'),
    ),
  );
}
