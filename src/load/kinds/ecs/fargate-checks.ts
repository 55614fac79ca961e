// What Fargate takes of a task definition (Amazon ECS developer guide, "Amazon ECS task definition differences for Fargate" and
// "Task size"; Amazon ECS API reference, RegisterTaskDefinition and ContainerDefinition).
import { defined } from '../../../lib/defined.ts';
import { ecrImageOf } from '../../../model/image-reference.ts';
import { when, type Complaint } from './registration.ts';
import type { RawContainer, RawTaskDefinition } from './task-definition-shape.ts';

/** MiB from and to, in steps, by units of CPU. */
const sizes: Readonly<Record<number, readonly [from: number, to: number, step: number]>> = {
  256: [512, 2048, 512],
  512: [1024, 4096, 1024],
  1024: [2048, 8192, 1024],
  2048: [4096, 16_384, 1024],
  4096: [8192, 30_720, 1024],
  8192: [16_384, 61_440, 4096],
  16_384: [32_768, 122_880, 8192],
};

/** In MiB and units of CPU, of 1024 to a processor; NaN for what is no amount. */
export function sizeOf({ memory, cpu }: Pick<RawTaskDefinition, 'memory' | 'cpu'>): {
  readonly memory?: number;
  readonly cpu?: number;
} {
  const mib = amount(memory, { unit: 'GB', of: 1024 });
  const units = amount(cpu, { unit: 'vCPU', of: 1024 });
  return { ...defined({ memory: mib, cpu: units }) };
}

/** `512`, `"512"`, `"0.5 GB"`, `".5 vCPU"`. */
function amount(
  written: string | undefined,
  { unit, of }: { readonly unit: string; readonly of: number },
): number | undefined {
  if (written === undefined) return undefined;
  const [, number, named = ''] = /^(\d+(?:\.\d+)?|\.\d+)\s*([A-Za-z]*)$/.exec(written.trim()) ?? [];
  if (number === undefined || (named !== '' && named.toLowerCase() !== unit.toLowerCase())) return NaN;
  return Number(number) * (named === '' ? 1 : of);
}

/** The same for a task that runs on Fargate because the task definition says so or the service does. */
export function whyNotFargate(raw: RawTaskDefinition): readonly Complaint[] {
  return [
    ...checkSize(raw),
    ...when(raw.networkMode !== 'awsvpc', {
      message: `Fargate has the network mode awsvpc alone, and the task definition has ${raw.networkMode ?? 'the default, bridge'}`,
      path: raw.networkMode === undefined ? ['family'] : ['networkMode'],
      remedy: 'Write "networkMode": "awsvpc".',
    }),
    ...when(raw.pidMode === 'host' && !isWindows(raw), no('pidMode "host"', ['pidMode'])),
    ...when(raw.ipcMode !== undefined, no('ipcMode', ['ipcMode'])),
    ...when(
      (raw.placementConstraints ?? []).length > 0,
      no('placementConstraints', ['placementConstraints']),
    ),
    ...(raw.volumes ?? []).flatMap((volume, index) => [
      ...when(volume.host?.sourcePath !== undefined, no('a folder of the host', ['volumes', index, 'host'])),
      ...when(
        volume.dockerVolumeConfiguration !== undefined,
        no('dockerVolumeConfiguration', ['volumes', index, 'dockerVolumeConfiguration']),
      ),
    ]),
    ...raw.containerDefinitions.flatMap((container, index) => checkContainer(raw, container, index)),
  ];
}

function no(what: string, path: Complaint['path']): Complaint {
  return { message: `Fargate does not take ${what}`, path, remedy: 'Leave it out, or use EC2.' };
}

function isWindows({ runtimePlatform }: RawTaskDefinition): boolean {
  return runtimePlatform?.operatingSystemFamily?.startsWith('WINDOWS') === true;
}

function checkSize(raw: RawTaskDefinition): readonly Complaint[] {
  const { cpu, memory } = sizeOf(raw);
  const missing = (['cpu', 'memory'] as const).filter((key) => raw[key] === undefined);
  if (missing.length > 0)
    return [
      {
        message: `Fargate needs ${missing.join(' and ')} of the whole task`,
        path: ['family'],
        remedy: 'Write for example "cpu": "256" and "memory": "512" next to "family".',
      },
    ];
  const [from, to, step] = sizes[cpu ?? 0] ?? [0, 0, 1];
  const at = memory ?? 0;
  const fits = to > 0 && at >= from && at <= to && at % step === 0;
  // The smallest size has 512, 1024 and 2048 MiB, and nothing between the last two.
  const isHole = cpu === 256 && at === 1536;
  if (fits && !isHole) return [];
  return [
    {
      message: `Fargate has no size with ${raw.cpu ?? ''} CPU and ${raw.memory ?? ''} memory`,
      path: to === 0 ? ['cpu'] : ['memory'],
      remedy:
        to === 0
          ? `"cpu" is one of ${Object.keys(sizes).join(', ')}.`
          : cpu === 256
            ? 'With 256 CPU "memory" is 512, 1024 or 2048.'
            : `With ${cpu ?? ''} CPU "memory" is from ${from} to ${to}, in steps of ${step}.`,
    },
  ];
}

const logDrivers = ['awslogs', 'splunk', 'awsfirelens'];
const capability = 'SYS_PTRACE';
const mostStopTimeout = 120;
const notOnFargate = new Set([
  'links',
  'disableNetworking',
  'dnsServers',
  'dnsSearchDomains',
  'dockerSecurityOptions',
]);

function checkContainer(
  raw: RawTaskDefinition,
  container: RawContainer,
  index: number,
): readonly Complaint[] {
  const at = (...keys: readonly string[]) => ['containerDefinitions', index, ...keys];
  const { linuxParameters: linux = {}, stopTimeout = 0, startTimeout = 0, logConfiguration: log } = container;
  const added = linux.capabilities?.add?.find((name) => name !== capability);
  return [
    ...when(container.privileged === true, no('"privileged"', at('privileged'))),
    ...(['devices', 'sharedMemorySize', 'maxSwap', 'swappiness'] as const).flatMap((key) =>
      when(linux[key] !== undefined, no(`linuxParameters.${key}`, at('linuxParameters', key))),
    ),
    ...when(added !== undefined, {
      message: `Fargate adds no capability but ${capability}, and the container "${container.name}" wants ${added ?? ''}`,
      path: at('linuxParameters', 'capabilities', 'add'),
      remedy: 'Leave it out, or use EC2.',
    }),
    ...Object.entries(container)
      .filter(([key, value]) => notOnFargate.has(key) && isGiven(value))
      .map(([key]) => no(`"${key}"`, at(key))),
    ...(container.resourceRequirements ?? []).flatMap(({ type }) =>
      when(type === 'GPU', no('GPUs', at('resourceRequirements'))),
    ),
    ...when(stopTimeout > mostStopTimeout, tooLong('stopTimeout', at('stopTimeout'))),
    ...when(startTimeout > mostStopTimeout, tooLong('startTimeout', at('startTimeout'))),
    ...when(log !== undefined && !logDrivers.includes(log.logDriver), {
      message: `Fargate does not have the log driver ${log?.logDriver ?? ''}`,
      path: at('logConfiguration', 'logDriver'),
      remedy: `It has ${logDrivers.join(', ')}.`,
    }),
    ...checkRole(raw, container, at()),
  ];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

function tooLong(key: string, path: Complaint['path']): Complaint {
  return { message: `Fargate takes a ${key} of at most 120 seconds`, path, remedy: 'Lower it.' };
}

/** The agent of Fargate works with the execution role; on EC2 the role of the instance can stand in for some of it. */
function checkRole(
  { executionRoleArn }: RawTaskDefinition,
  { name, image, logConfiguration, repositoryCredentials, environmentFiles = [] }: RawContainer,
  path: Complaint['path'],
): readonly Complaint[] {
  if (executionRoleArn !== undefined && executionRoleArn !== '') return [];
  const uses = [
    ...(ecrImageOf(image) === undefined ? [] : ['an image of ECR']),
    ...(logConfiguration?.logDriver === 'awslogs' ? ['the log driver awslogs'] : []),
    ...(repositoryCredentials === undefined ? [] : ['repositoryCredentials']),
    ...(environmentFiles.length === 0 ? [] : ['environmentFiles']),
  ];
  return when(uses.length > 0, {
    message: `On Fargate ${uses.join(' and ')} of the container "${name}" needs an executionRoleArn`,
    path: [...path, 'name'],
    remedy: 'Write "executionRoleArn": the role that ECS pulls, logs and reads secrets with.',
  });
}
