// What a task definition asks for and nothing on one machine does: a line each, by its key.
import { logNotExecuted } from './aws-logs.ts';
import type { RawContainer, RawTaskDefinition } from './task-definition-shape.ts';

/** Where a task runs and what it costs there: reported together, because none of them is urgent. */
const ofPlace = [
  'placementConstraints',
  'tags',
  'ephemeralStorage',
  'enableFaultInjection',
  'runtimePlatform',
  'inferenceAccelerators',
];

/** Said of the task as a whole. */
export function taskNotExecuted(raw: RawTaskDefinition): readonly string[] {
  const asked = ['pidMode', 'ipcMode', 'proxyConfiguration', 'trustedExecutionConfiguration'].filter(
    (key) => key in raw,
  );
  const volumes = (raw.volumes ?? []).flatMap((volume) =>
    Object.keys(volume)
      .filter((key) => key === 'configuredAtLaunch' || isForeignVolume(key))
      .map((key) => `volumes.${volume.name}.${key}`),
  );
  const place = ofPlace.filter((key) => key in raw);
  const said = place.length === 0 ? [] : [`${place.join(', ')} of the task definition ${raw.family}`];
  return [...asked, ...volumes, ...said];
}

function isForeignVolume(key: string): boolean {
  return key.endsWith('VolumeConfiguration') && key !== 'dockerVolumeConfiguration';
}

const notHonoured = [
  'environmentFiles',
  'firelensConfiguration',
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
  'interactive',
  'pseudoTerminal',
  'repositoryCredentials',
];

export function containersNotExecuted(raw: RawContainer): readonly string[] {
  const parameters = Object.keys(raw.linuxParameters ?? {})
    .filter((key) => key !== 'initProcessEnabled' && key !== 'capabilities')
    .map((key) => `linuxParameters.${key}`);
  // Every deployment here runs the images that it began with, as "enabled" asks for.
  const versions =
    (raw as { readonly versionConsistency?: string }).versionConsistency === 'disabled'
      ? ['versionConsistency "disabled"']
      : [];
  const keys = [
    ...notHonoured.filter((key) => key in raw),
    ...logNotExecuted(raw),
    ...parameters,
    ...versions,
    ...portsOf(raw),
  ];
  return keys.map((key) => `${key} of the container ${raw.name}`);
}

/** Ports of this machine are chosen so that no two tasks meet; what leads to them is the load balancer. */
function portsOf({ portMappings = [] }: RawContainer): readonly string[] {
  return portMappings.flatMap(({ containerPort, hostPort = 0, containerPortRange }) => [
    ...(hostPort === 0 || hostPort === containerPort ? [] : [`hostPort ${hostPort}`]),
    ...(containerPortRange === undefined ? [] : [`containerPortRange ${containerPortRange}`]),
  ]);
}
