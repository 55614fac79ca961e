// Reads a task definition: the input of `aws ecs register-task-definition`, or what `describe-task-definition` gives.
import { entryOf, type Node } from '../lib/node.ts';
import {
  healthCheckDefaults,
  stopTimeoutDefault,
  type ContainerDefinition,
  type TaskDefinition,
} from '../model/task-definition.ts';
import { readShape } from './read-shape.ts';
import type { ReadResource } from './resource.ts';
import {
  type RawContainer,
  type RawTaskDefinition,
  taskDefinitionShape,
  containersNotExecuted,
  taskNotExecuted,
} from './task-definition-shape.ts';

export function isTaskDefinition(root: Node): boolean {
  const inner = unwrapped(root);
  return entryOf(inner, 'containerDefinitions') !== undefined && entryOf(inner, 'family') !== undefined;
}

export function readTaskDefinition(root: Node): ReadResource<TaskDefinition> {
  const node = withoutOutputs(unwrapped(root));
  const { value, problems } = readShape<RawTaskDefinition>(node, taskDefinitionShape);
  return { node, problems, ...(value === undefined ? {} : { value: taskDefinitionFrom(value) }) };
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
  const { family, executionRoleArn, taskRoleArn, networkMode } = raw;
  const memory = amount(raw.memory, { unit: 'GB', of: 1024 });
  const cpu = amount(raw.cpu, { unit: 'vCPU', of: 1024 });
  return {
    family,
    containers: raw.containerDefinitions.map(containerFrom),
    volumes: (raw.volumes ?? []).map(({ name, host }) => ({
      name,
      ...(host?.sourcePath === undefined ? {} : { sourcePath: host.sourcePath }),
    })),
    ...(executionRoleArn === undefined ? {} : { executionRoleArn }),
    ...(taskRoleArn === undefined ? {} : { taskRoleArn }),
    ...(networkMode === undefined ? {} : { networkMode }),
    ...(memory === undefined ? {} : { memory }),
    ...(cpu === undefined ? {} : { cpu }),
    notExecuted: [...taskNotExecuted(raw), ...raw.containerDefinitions.flatMap(containersNotExecuted)],
  };
}

/** `512`, `"512"`, `"0.5 GB"`, `".5 vCPU"`. */
function amount(
  written: string | undefined,
  { unit, of }: { readonly unit: string; readonly of: number },
): number | undefined {
  if (written === undefined) return undefined;
  const [, number = '', named] = /^([\d.]+)\s*([A-Za-z]*)$/.exec(written.trim()) ?? [];
  return Number(number) * (named?.toLowerCase() === unit.toLowerCase() ? of : 1);
}

function containerFrom(raw: RawContainer): ContainerDefinition {
  const { name, image, entryPoint, command, workingDirectory, user, hostname, healthCheck } = raw;
  const { memory, memoryReservation, cpu, linuxParameters } = raw;
  return {
    name,
    image,
    essential: raw.essential ?? true,
    portMappings: (raw.portMappings ?? []).map(({ containerPort, protocol }) => ({
      containerPort,
      protocol: protocol === 'udp' ? 'udp' : 'tcp',
    })),
    environment: Object.fromEntries((raw.environment ?? []).map((each) => [each.name, each.value])),
    secrets: raw.secrets ?? [],
    mountPoints: (raw.mountPoints ?? []).flatMap(({ sourceVolume, containerPath, readOnly = false }) =>
      sourceVolume === undefined || containerPath === undefined
        ? []
        : [{ sourceVolume, containerPath, isReadOnly: readOnly }],
    ),
    dependsOn: raw.dependsOn ?? [],
    ...(entryPoint === undefined ? {} : { entryPoint }),
    ...(command === undefined ? {} : { command }),
    ...(workingDirectory === undefined ? {} : { workingDirectory }),
    ...(user === undefined ? {} : { user }),
    ...(hostname === undefined ? {} : { hostname }),
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
    ...(memory === undefined ? {} : { memory }),
    ...(memoryReservation === undefined ? {} : { memoryReservation }),
    ...(cpu === undefined || cpu === 0 ? {} : { cpu }),
    isReadOnly: raw.readonlyRootFilesystem ?? false,
    isPrivileged: raw.privileged ?? false,
    hasInit: linuxParameters?.initProcessEnabled ?? false,
    addedCapabilities: linuxParameters?.capabilities?.add ?? [],
    droppedCapabilities: linuxParameters?.capabilities?.drop ?? [],
    ulimits: raw.ulimits ?? [],
    labels: raw.dockerLabels ?? {},
    extraHosts: raw.extraHosts ?? [],
  };
}
