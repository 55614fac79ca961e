// What RegisterTaskDefinition refuses although every key by itself is right (Amazon ECS API reference, RegisterTaskDefinition,
// ContainerDefinition and the types below them; developer guide, "Task definition parameters").
import type { Node } from '../../../lib/node.ts';
import type { Problem } from '../../../lib/problem.ts';
import { parseImageReference } from '../../../model/image-reference.ts';
import { checkDependencies } from './dependency-checks.ts';
import { sizeOf, whyNotFargate } from './fargate-checks.ts';
import { checkPorts } from './port-checks.ts';
import { problemsOf, repeated, when, type Complaint } from './registration.ts';
import type { RawContainer, RawTaskDefinition, RawVolume } from './task-definition-shape.ts';

export function checkTaskDefinition(root: Node, raw: RawTaskDefinition): readonly Problem[] {
  const isFargate = raw.requiresCompatibilities?.includes('FARGATE') === true;
  const complaints = [
    ...checkTask(raw),
    ...checkVolumes(raw),
    ...checkDependencies(raw),
    ...raw.containerDefinitions.flatMap((container, index) => checkContainer(raw, container, index)),
    ...(isFargate ? whyNotFargate(raw) : []),
  ];
  return problemsOf(root, complaints, {
    code: 'TaskDefinitionInvalid',
    aws: 'RegisterTaskDefinition answers ClientException.',
  });
}

function checkTask(raw: RawTaskDefinition): readonly Complaint[] {
  const { cpu, memory } = sizeOf(raw);
  const names = raw.containerDefinitions.map(({ name }) => name);
  const proxy = raw.proxyConfiguration?.containerName;
  const isFargate = raw.requiresCompatibilities?.includes('FARGATE') === true;
  const sum = (key: 'memory' | 'cpu'): number =>
    raw.containerDefinitions.reduce(
      (all, each) => all + (key === 'cpu' ? (each.cpu ?? 0) : (each.memoryReservation ?? each.memory ?? 0)),
      0,
    );
  return [
    ...repeated(names, { what: 'name of a container', path: ['containerDefinitions'], key: 'name' }),
    ...when(Number.isNaN(cpu) || (!isFargate && cpu !== undefined && (cpu < 128 || cpu > 196_608)), {
      message: `"${raw.cpu ?? ''}" is no size of a processor for a task`,
      path: ['cpu'],
      remedy: 'Write units of 1024 to a processor, from 128 to 196608, or for example "1 vCPU".',
    }),
    ...when(Number.isNaN(memory) || (memory !== undefined && memory < 4), {
      message: `"${raw.memory ?? ''}" is no size of the memory of a task`,
      path: ['memory'],
      remedy: 'Write MiB, or for example "2 GB".',
    }),
    ...when(memory !== undefined && sum('memory') > memory, {
      message: `The containers reserve ${sum('memory')} MiB together, and the task has ${raw.memory ?? ''}`,
      path: ['memory'],
      remedy: 'Raise "memory" of the task, or lower that of its containers.',
    }),
    ...when(cpu !== undefined && sum('cpu') > cpu, {
      message: `The containers want ${sum('cpu')} units of CPU together, and the task has ${raw.cpu ?? ''}`,
      path: ['cpu'],
      remedy: 'Raise "cpu" of the task, or lower that of its containers.',
    }),
    ...when(proxy !== undefined && !names.includes(proxy), {
      message: `proxyConfiguration names the container "${proxy ?? ''}", which the task definition does not have`,
      path: ['proxyConfiguration', 'containerName'],
      remedy: `It has ${names.join(', ')}.`,
    }),
  ];
}

function checkVolumes({ volumes = [] }: RawTaskDefinition): readonly Complaint[] {
  const names = volumes.map(({ name }) => name);
  return [
    ...repeated(names, { what: 'name of a volume', path: ['volumes'], key: 'name' }),
    ...volumes.flatMap((volume, index) => {
      const kinds = kindsOf(volume);
      const { scope = 'task', autoprovision } = volume.dockerVolumeConfiguration ?? {};
      return [
        ...when(kinds.length > 1, {
          message: `The volume "${volume.name}" has ${kinds.join(' and ')}, and can have one of them`,
          path: ['volumes', index, 'name'],
          remedy: 'Leave out the others.',
        }),
        ...when(scope === 'task' && autoprovision !== undefined, {
          message: `The volume "${volume.name}" has "autoprovision", which only a shared one may have`,
          path: ['volumes', index, 'dockerVolumeConfiguration', 'autoprovision'],
          remedy: 'Write "scope": "shared", or leave it out.',
        }),
      ];
    }),
  ];
}

function kindsOf(volume: RawVolume): readonly string[] {
  return Object.entries(volume).flatMap(([key, value]) =>
    key === 'name' || value === false || (key === 'host' && volume.host?.sourcePath === undefined)
      ? []
      : [key],
  );
}

function checkContainer(
  raw: RawTaskDefinition,
  container: RawContainer,
  index: number,
): readonly Complaint[] {
  const at = (...keys: readonly (string | number)[]) => ['containerDefinitions', index, ...keys];
  return [
    ...checkImage(container, at('image')),
    ...checkMemory(raw, container, at()),
    ...checkVariables(raw, container, at()),
    ...checkMounts(raw, container, at()),
    ...checkPorts(raw, container, at()),
    ...checkParts(raw, container, at()),
  ];
}

/** A placeholder is filled in before it is registered (CodeDeployToECS, `<IMAGE1_NAME>`). */
function checkImage({ name, image }: RawContainer, path: Complaint['path']): readonly Complaint[] {
  const isPlaceholder = /^<.*>$/.test(image);
  return when(!isPlaceholder && (image.length > 255 || parseImageReference(image) === undefined), {
    message: `"${image}" of the container "${name}" is no name of an image`,
    path,
    remedy: 'Write [HOST[:PORT]/]REPOSITORY[:TAG][@DIGEST], the repository in lower case and without blanks.',
  });
}

function checkMemory(
  raw: RawTaskDefinition,
  { name, memory, memoryReservation }: RawContainer,
  path: Complaint['path'],
): readonly Complaint[] {
  const ofTask = sizeOf(raw).memory;
  return [
    ...when(ofTask === undefined && memory === undefined && memoryReservation === undefined, {
      message: `The container "${name}" has neither memory nor memoryReservation, and the task has no memory`,
      path: [...path, 'name'],
      remedy: 'Give the task or the container "memory", in MiB.',
    }),
    ...when(memory !== undefined && memoryReservation !== undefined && memory <= memoryReservation, {
      message: `The container "${name}" reserves ${memoryReservation ?? 0} MiB, and may have ${memory ?? 0}`,
      path: [...path, 'memoryReservation'],
      remedy: 'Make "memory" greater than "memoryReservation".',
    }),
    ...when(ofTask !== undefined && memory !== undefined && memory > ofTask, {
      message: `The container "${name}" may have ${memory ?? 0} MiB, and the task has ${raw.memory ?? ''}`,
      path: [...path, 'memory'],
      remedy: 'Raise "memory" of the task, or lower that of the container.',
    }),
  ];
}

function checkVariables(
  { executionRoleArn }: RawTaskDefinition,
  container: RawContainer,
  path: Complaint['path'],
): readonly Complaint[] {
  const { name, environment = [], secrets = [], environmentFiles = [], logConfiguration } = container;
  const plain = new Set(environment.map((each) => each.name));
  const secretNames = secrets.map((each) => each.name);
  const hasSecrets = secrets.length > 0 || (logConfiguration?.secretOptions ?? []).length > 0;
  return [
    ...repeated(secretNames, { what: 'name of a secret', path: [...path, 'secrets'], key: 'name' }),
    ...secretNames.flatMap((secret, index) =>
      when(plain.has(secret), {
        message: `"${secret}" of the container "${name}" is a secret and a variable of the environment as well`,
        path: [...path, 'secrets', index, 'name'],
        remedy: 'Leave out one of them.',
      }),
    ),
    ...when(hasSecrets && executionRoleArn === undefined, {
      message: `The container "${name}" has secrets, and the task definition no executionRoleArn`,
      path: [...path, 'name'],
      remedy: 'Write "executionRoleArn": the role that ECS reads the secrets with.',
    }),
    ...environmentFiles.flatMap(({ value }, index) =>
      when(!value.endsWith('.env'), {
        message: `The environment file "${value}" does not end in .env`,
        path: [...path, 'environmentFiles', index, 'value'],
        remedy: 'Name it so.',
      }),
    ),
  ];
}

function checkMounts(
  { volumes = [], containerDefinitions }: RawTaskDefinition,
  { name, mountPoints = [], volumesFrom = [] }: RawContainer,
  path: Complaint['path'],
): readonly Complaint[] {
  const names = volumes.map((volume) => volume.name);
  const paths = mountPoints.map(({ containerPath }) => containerPath);
  return [
    ...mountPoints.flatMap(({ sourceVolume = '', containerPath = '' }, index) => [
      ...when(!names.includes(sourceVolume), {
        message: `The container "${name}" mounts the volume "${sourceVolume}", which the task definition does not have`,
        path: [...path, 'mountPoints', index],
        remedy: names.length === 0 ? 'Declare it in "volumes".' : `It has ${names.join(', ')}.`,
      }),
      ...when(containerPath === '', {
        message: `A mount point of the container "${name}" has no containerPath`,
        path: [...path, 'mountPoints', index],
        remedy: 'Write the folder at which the container sees the volume.',
      }),
    ]),
    ...repeated(paths, { what: 'containerPath', path: [...path, 'mountPoints'], key: 'containerPath' }),
    ...volumesFrom.flatMap(({ sourceContainer = '' }, index) =>
      when(!containerDefinitions.some((each) => each.name === sourceContainer && each.name !== name), {
        message: `The container "${name}" takes the volumes of "${sourceContainer}", which is no other container of the task definition`,
        path: [...path, 'volumesFrom', index],
        remedy: 'Name one of the others.',
      }),
    ),
  ];
}

function checkParts(
  { networkMode = 'bridge', containerDefinitions, family }: RawTaskDefinition,
  container: RawContainer,
  path: Complaint['path'],
): readonly Complaint[] {
  const { name, links = [], extraHosts = [], ulimits = [], healthCheck, hostname } = container;
  const isAwsvpc = networkMode === 'awsvpc';
  const [kind = ''] = healthCheck?.command ?? [];
  const notInAwsvpc = (key: string): Complaint => ({
    message: `The container "${name}" has "${key}", which the network mode awsvpc does not take`,
    path: [...path, key],
    remedy: 'Leave it out.',
  });
  return [
    ...when(links.length > 0 && networkMode !== 'bridge', {
      message: `The container "${name}" has links, which only the network mode bridge takes`,
      path: [...path, 'links'],
      remedy: 'Leave them out: in awsvpc the containers of a task reach each other at localhost.',
    }),
    ...links.flatMap((link, index) =>
      when(!containerDefinitions.some((each) => each.name === link.split(':')[0] && each.name !== name), {
        message: `The container "${name}" is linked to "${link}", which is no other container of "${family}"`,
        path: [...path, 'links', index],
        remedy: 'Name one of the others.',
      }),
    ),
    ...when(isAwsvpc && extraHosts.length > 0, notInAwsvpc('extraHosts')),
    ...when(isAwsvpc && hostname !== undefined, notInAwsvpc('hostname')),
    ...when(isAwsvpc && container.disableNetworking === true, notInAwsvpc('disableNetworking')),
    ...when(isAwsvpc && (container.dnsServers ?? []).length > 0, notInAwsvpc('dnsServers')),
    ...when(isAwsvpc && (container.dnsSearchDomains ?? []).length > 0, notInAwsvpc('dnsSearchDomains')),
    ...repeated(
      ulimits.map((each) => each.name),
      { what: 'ulimit', path: [...path, 'ulimits'], key: 'name' },
    ),
    ...ulimits.flatMap(({ name: limit, softLimit, hardLimit }, index) =>
      when(softLimit > hardLimit && hardLimit !== -1, {
        message: `The ulimit ${limit} of the container "${name}" has the soft limit ${softLimit} above the hard limit ${hardLimit}`,
        path: [...path, 'ulimits', index, 'softLimit'],
        remedy: 'Lower the soft limit.',
      }),
    ),
    ...when(healthCheck !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(kind), {
      message: `The command of the health check of "${name}" begins with "${kind}"`,
      path: [...path, 'healthCheck', 'command'],
      remedy: 'Begin it with "CMD", and one item for each word, or with "CMD-SHELL", and one line.',
    }),
    ...when(kind.startsWith('CMD') && healthCheck?.command.length === 1, {
      message: `The command of the health check of "${name}" has nothing after "${kind}"`,
      path: [...path, 'healthCheck', 'command'],
      remedy: 'Say what is to be run.',
    }),
  ];
}
