// A task definition as RegisterTaskDefinition would be given it: of one that a file or a deployment has made, of which only
// what Slipway executes is known. Pure.
import { defined } from '../../lib/defined.ts';
import type { ContainerDefinition, TaskDefinition, Volume } from '../../model/task-definition.ts';
import type { Shapes } from './ecs-call.ts';

export function writtenFrom(
  definition: TaskDefinition,
): Omit<Shapes['RegisterTaskDefinitionRequest'], 'tags'> {
  const { family, containers, volumes, executionRoleArn, taskRoleArn, networkMode, memory, cpu } = definition;
  return {
    family,
    containerDefinitions: containers.map(containerFrom),
    volumes: volumes.map(volumeFrom),
    ...defined({
      executionRoleArn,
      taskRoleArn,
      networkMode: networkMode as 'awsvpc' | undefined,
      memory: memory === undefined ? undefined : String(memory),
      cpu: cpu === undefined ? undefined : String(cpu),
    }),
  };
}

function containerFrom(container: ContainerDefinition): Shapes['ContainerDefinition'] {
  const { name, image, essential, entryPoint, command, workingDirectory, user, hostname } = container;
  const { memory, memoryReservation, cpu, startTimeout, stopTimeout, secrets, dependsOn } = container;
  return {
    name,
    image,
    essential,
    portMappings: container.portMappings,
    environment: Object.entries(container.environment).map(([key, value]) => ({ name: key, value })),
    mountPoints: container.mountPoints.map(({ sourceVolume, containerPath, isReadOnly }) => ({
      sourceVolume,
      containerPath,
      readOnly: isReadOnly,
    })),
    ...(secrets.length === 0 ? {} : { secrets }),
    ...(dependsOn.length === 0 ? {} : { dependsOn }),
    ...defined({ entryPoint, command, workingDirectory, user, hostname }),
    ...defined({ memory, memoryReservation, cpu, startTimeout, stopTimeout }),
    ...healthCheckFrom(container),
    ...optionsOf(container),
  };
}

function healthCheckFrom({
  healthCheck,
}: ContainerDefinition): Pick<Shapes['ContainerDefinition'], 'healthCheck'> {
  if (healthCheck === undefined) return {};
  const { command, intervalSeconds, timeoutSeconds, retries, startPeriodSeconds } = healthCheck;
  return {
    healthCheck: {
      command,
      interval: intervalSeconds,
      timeout: timeoutSeconds,
      retries,
      startPeriod: startPeriodSeconds,
    },
  };
}

function optionsOf(container: ContainerDefinition): Shapes['ContainerDefinition'] {
  const { isReadOnly, isPrivileged, hasInit, addedCapabilities, droppedCapabilities } = container;
  const { ulimits, labels, extraHosts, awsLogs } = container;
  const capabilities = { add: addedCapabilities, drop: droppedCapabilities };
  const hasCapabilities = addedCapabilities.length + droppedCapabilities.length > 0;
  const linuxParameters = {
    ...(hasInit ? { initProcessEnabled: true } : {}),
    ...(hasCapabilities ? { capabilities } : {}),
  };
  return {
    ...(isReadOnly ? { readonlyRootFilesystem: true } : {}),
    ...(isPrivileged ? { privileged: true } : {}),
    ...(hasInit || hasCapabilities ? { linuxParameters } : {}),
    ...(ulimits.length === 0
      ? {}
      : { ulimits: ulimits as Shapes['ContainerDefinition']['ulimits'] & object }),
    ...(Object.keys(labels).length === 0 ? {} : { dockerLabels: labels }),
    ...(extraHosts.length === 0 ? {} : { extraHosts }),
    ...(awsLogs === undefined ? {} : { logConfiguration: logConfigurationOf(awsLogs) }),
  };
}

function logConfigurationOf({
  group,
  region,
  streamPrefix,
  createsGroup,
}: NonNullable<ContainerDefinition['awsLogs']>): Shapes['LogConfiguration'] {
  const options = defined({
    'awslogs-group': group,
    'awslogs-region': region,
    'awslogs-stream-prefix': streamPrefix,
    'awslogs-create-group': createsGroup === true ? 'true' : undefined,
  });
  return { logDriver: 'awslogs', options };
}

function volumeFrom({
  name,
  sourcePath,
  driver,
  driverOptions,
  labels,
  isShared,
  isProvided,
}: Volume): Shapes['Volume'] {
  if (sourcePath !== undefined) return { name, host: { sourcePath } };
  if (driver === undefined && isShared !== true) return { name };
  return {
    name,
    dockerVolumeConfiguration: {
      scope: isShared === true ? 'shared' : 'task',
      ...(isShared === true ? { autoprovision: isProvided !== true } : {}),
      ...defined({ driver, driverOpts: driverOptions, labels }),
    },
  };
}
