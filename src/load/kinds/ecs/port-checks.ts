// Port mappings of a container (Amazon ECS API reference, PortMapping).
import { repeated, when, type Complaint } from './registration.ts';
import type { RawContainer, RawPortMapping, RawTaskDefinition } from './task-definition-shape.ts';

/** Most ports that a container, and those that a range, may have. */
const mostMappings = 100;

export function checkPorts(
  { networkMode = 'bridge', containerDefinitions }: RawTaskDefinition,
  { name, portMappings = [] }: RawContainer,
  path: Complaint['path'],
): readonly Complaint[] {
  const at = (index: number, key: string) => [...path, 'portMappings', index, key];
  const isFixed = networkMode === 'awsvpc' || networkMode === 'host';
  const all = containerDefinitions.flatMap((container) => container.portMappings ?? []);
  const before = containerDefinitions
    .slice(0, Number(path[1] ?? 0))
    .flatMap((container) => container.portMappings ?? []);
  return [
    ...when(networkMode === 'none' && portMappings.length > 0, {
      message: `The container "${name}" has port mappings, and the network mode none has no ports`,
      path: [...path, 'portMappings'],
      remedy: 'Leave them out, or choose another network mode.',
    }),
    ...when(portMappings.length > mostMappings, {
      message: `The container "${name}" has ${portMappings.length} port mappings, and may have ${mostMappings}`,
      path: [...path, 'portMappings'],
      remedy: 'Use containerPortRange.',
    }),
    ...repeated(portMappings.map(keyOf), {
      what: `port of the container "${name}"`,
      path: [...path, 'portMappings'],
      key: 'containerPort',
    }),
    ...repeated(
      all.map((mapping) => mapping.name),
      { what: 'name of a port mapping', path: ['containerDefinitions'], key: 'portMappings' },
    ).slice(0, path[1] === 0 ? 1 : 0),
    ...portMappings.flatMap((mapping, index) => [
      ...checkMapping(mapping, at(index, 'containerPort')),
      ...when(isFixed && differs(mapping), {
        message: `The container "${name}" maps its port ${mapping.containerPort ?? ''} to ${mapping.hostPort ?? ''} of the host, which the network mode ${networkMode} does not do`,
        path: at(index, 'hostPort'),
        remedy: `Leave out hostPort, or make it ${mapping.containerPort ?? ''}.`,
      }),
      ...when(isFixed && before.some((each) => keyOf(each) !== undefined && keyOf(each) === keyOf(mapping)), {
        message: `Another container of the task has the port ${mapping.containerPort ?? ''} as well, and they share one network`,
        path: at(index, 'containerPort'),
        remedy: 'Give each container a port of its own.',
      }),
      ...when(
        networkMode === 'bridge' &&
          (mapping.hostPort ?? 0) > 0 &&
          before.some(
            (each) => each.hostPort === mapping.hostPort && protocolOf(each) === protocolOf(mapping),
          ),
        {
          message: `Another container of the task has the port ${mapping.hostPort ?? ''} of the host as well`,
          path: at(index, 'hostPort'),
          remedy: 'Give each a port of its own, or leave hostPort out.',
        },
      ),
    ]),
  ];
}

function differs({ containerPort, hostPort }: RawPortMapping): boolean {
  return hostPort !== undefined && hostPort !== containerPort;
}

function protocolOf({ protocol = 'tcp' }: RawPortMapping): string {
  return protocol;
}

function keyOf(mapping: RawPortMapping): string | undefined {
  const { containerPort } = mapping;
  return containerPort === undefined ? undefined : `${containerPort}/${protocolOf(mapping)}`;
}

function checkMapping(
  { containerPort, hostPort, containerPortRange, name, appProtocol }: RawPortMapping,
  path: Complaint['path'],
): readonly Complaint[] {
  const entry = path.slice(0, -1);
  const [, from = '', to = ''] = /^(\d+)-(\d+)$/.exec(containerPortRange ?? '') ?? [];
  const isRange = Number(from) >= 1 && Number(to) <= 65_535 && Number(from) <= Number(to);
  return [
    ...when(containerPort === undefined && containerPortRange === undefined, {
      message: 'A port mapping has neither containerPort nor containerPortRange',
      path: entry,
      remedy: 'Write one of them.',
    }),
    ...when(containerPort !== undefined && containerPortRange !== undefined, {
      message: 'A port mapping has containerPort and containerPortRange',
      path: [...entry, 'containerPortRange'],
      remedy: 'Leave out one of them.',
    }),
    ...when(containerPortRange !== undefined && (!isRange || hostPort !== undefined), {
      message: `The port range "${containerPortRange ?? ''}" ${isRange ? 'has a hostPort' : 'is none'}`,
      path: [...entry, 'containerPortRange'],
      remedy: 'Write FROM-TO, both from 1 to 65535, without hostPort.',
    }),
    ...when(containerPort === 0, {
      message: 'The containerPort is 0',
      path,
      remedy: 'Write a port from 1 to 65535.',
    }),
    ...when(appProtocol !== undefined && name === undefined, {
      message: 'A port mapping has an appProtocol and no name',
      path: [...entry, 'appProtocol'],
      remedy: 'Give it a "name", which Service Connect knows it by.',
    }),
    ...when(name !== undefined && !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name), {
      message: `"${name ?? ''}" is no name of a port mapping`,
      path: [...entry, 'name'],
      remedy: 'Take at most 64 lower-case letters, digits, underscores and hyphens, no hyphen first.',
    }),
  ];
}
