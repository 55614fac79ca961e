// Reads a task definition: the input of `aws ecs register-task-definition`, or what `describe-task-definition` gives.
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import {
  healthCheckDefaults,
  stopTimeoutDefault,
  type ContainerDefinition,
  type TaskDefinition,
  type Volume,
} from '../../model/task-definition.ts';
import { sizeOf, whyNotFargate } from './ecs/fargate-checks.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { checkTaskDefinition } from './ecs/task-definition-checks.ts';
import { awsLogsOf } from './ecs/aws-logs.ts';
import { containersNotExecuted, taskNotExecuted } from './ecs/task-definition-notes.ts';
import {
  type RawContainer,
  type RawTaskDefinition,
  type RawVolume,
  taskDefinitionShape,
} from './ecs/task-definition-shape.ts';
import { type Kind } from './kind.ts';

export const taskDefinitionKind: Kind<TaskDefinition> = {
  title: 'an ECS task definition',
  file: 'task-definition.json',
  holds: 'what `aws ecs register-task-definition` takes, or what `describe-task-definition` gives',
  words: ['containerDefinitions'],
  isOne: isTaskDefinition,
  shape: taskDefinitionShape,
  read: readTaskDefinition,
};

function isTaskDefinition(root: Node): boolean {
  const inner = unwrapped(root);
  return entryOf(inner, 'containerDefinitions') !== undefined && entryOf(inner, 'family') !== undefined;
}

export function readTaskDefinition(root: Node): ReadResource<TaskDefinition> {
  const node = withoutOutputs(unwrapped(root));
  const { value, problems } = readShape(node, taskDefinitionShape());
  if (value === undefined) return { node, problems };
  // What is of another type cannot be judged further.
  const isWhole = problems.every(({ severity }) => severity !== 'error');
  const wrong = isWhole ? checkTaskDefinition(node, value) : [];
  return { node, problems: [...problems, ...wrong], value: taskDefinitionFrom(value) };
}

function unwrapped(root: Node): Node {
  const inner = root.kind === 'map' ? entryOf(root, 'taskDefinition')?.value : undefined;
  return inner?.kind === 'map' ? inner : root;
}

/** What ECS adds to what it was given; RegisterTaskDefinition refuses it. */
const outputs = new Set([
  'taskDefinitionArn',
  'revision',
  'status',
  'requiresAttributes',
  'compatibilities',
  'registeredAt',
  'registeredBy',
  'deregisteredAt',
]);

function withoutOutputs(node: Node): Node {
  return node.kind === 'map'
    ? { ...node, entries: node.entries.filter(({ key }) => !outputs.has(key)) }
    : node;
}

function taskDefinitionFrom(raw: RawTaskDefinition): TaskDefinition {
  const why = whyNotFargate(raw).map(({ message }) => message);
  const { family, executionRoleArn, taskRoleArn, networkMode } = raw;
  const { memory, cpu } = sizeOf(raw);
  return {
    family,
    containers: raw.containerDefinitions.map(containerFrom),
    volumes: (raw.volumes ?? []).map(volumeFrom),
    ...defined({ executionRoleArn, taskRoleArn, networkMode, memory, cpu }),
    ...(why.length === 0 ? {} : { whyNotFargate: why }),
    notExecuted: [...taskNotExecuted(raw), ...raw.containerDefinitions.flatMap(containersNotExecuted)],
  };
}

function volumeFrom({ name, host, dockerVolumeConfiguration }: RawVolume): Volume {
  if (host?.sourcePath !== undefined) return { name, sourcePath: host.sourcePath };
  if (dockerVolumeConfiguration === undefined) return { name };
  const { scope = 'task', autoprovision = false, driver, driverOpts, labels } = dockerVolumeConfiguration;
  const isShared = scope === 'shared';
  return {
    name,
    ...defined({ driver, driverOptions: driverOpts, labels }),
    ...(isShared ? { isShared, isProvided: !autoprovision } : {}),
  };
}

function containerFrom(raw: RawContainer): ContainerDefinition {
  const { name, image, entryPoint, command, workingDirectory, user, hostname, healthCheck } = raw;
  const { memory, memoryReservation, cpu, linuxParameters } = raw;
  return {
    name,
    image,
    essential: raw.essential ?? true,
    portMappings: (raw.portMappings ?? []).flatMap(({ containerPort, protocol }) =>
      containerPort === undefined
        ? []
        : [{ containerPort, protocol: protocol === 'udp' ? ('udp' as const) : ('tcp' as const) }],
    ),
    environment: Object.fromEntries((raw.environment ?? []).map((each) => [each.name, each.value])),
    secrets: raw.secrets ?? [],
    mountPoints: (raw.mountPoints ?? []).flatMap(({ sourceVolume, containerPath, readOnly = false }) =>
      sourceVolume === undefined || containerPath === undefined
        ? []
        : [{ sourceVolume, containerPath, isReadOnly: readOnly }],
    ),
    dependsOn: raw.dependsOn ?? [],
    ...defined({ entryPoint, command, workingDirectory, user, hostname }),
    ...(healthCheck === undefined
      ? {}
      : {
          healthCheck: {
            command: healthCheck.command,
            intervalSeconds: healthCheck.interval ?? healthCheckDefaults.interval,
            timeoutSeconds: healthCheck.timeout ?? healthCheckDefaults.timeout,
            retries: healthCheck.retries ?? healthCheckDefaults.retries,
            startPeriodSeconds: healthCheck.startPeriod ?? healthCheckDefaults.startPeriod,
          },
        }),
    stopTimeout: raw.stopTimeout ?? stopTimeoutDefault,
    ...defined({ startTimeout: raw.startTimeout, memory, memoryReservation }),
    ...(cpu === undefined || cpu === 0 ? {} : { cpu }),
    isReadOnly: raw.readonlyRootFilesystem ?? false,
    isPrivileged: raw.privileged ?? false,
    hasInit: linuxParameters?.initProcessEnabled ?? false,
    addedCapabilities: linuxParameters?.capabilities?.add ?? [],
    droppedCapabilities: linuxParameters?.capabilities?.drop ?? [],
    ulimits: raw.ulimits ?? [],
    labels: raw.dockerLabels ?? {},
    ...defined({ awsLogs: awsLogsOf(raw) }),
    extraHosts: raw.extraHosts ?? [],
  };
}
