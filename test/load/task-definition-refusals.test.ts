// What RegisterTaskDefinition refuses although each key is right by itself, and what stands just next to it.
import { describe, expect, test } from 'vitest';
import { readTaskDefinition } from '../../src/load/kinds/task-definition.ts';
import { findings } from '../rig/reader-findings.ts';

const role = 'arn:aws:iam::111122223333:role/ecs';
const ecr = '111122223333.dkr.ecr.eu-west-1.amazonaws.com/web:1';
const web = { name: 'web', image: 'web:1', memory: 128 };
const side = { name: 'side', image: 'side:1', memory: 64, essential: false };
const fargate = {
  requiresCompatibilities: ['FARGATE'],
  networkMode: 'awsvpc',
  cpu: '256',
  memory: '512',
};
const task = (more: object = {}, ...containers: readonly object[]) => ({
  family: 'web',
  containerDefinitions: containers.length === 0 ? [web] : containers,
  ...more,
});
const own = (more: object, of: object = {}) => task(of, { ...web, ...more });
const awsvpc = { networkMode: 'awsvpc' };
const ports = (...portMappings: readonly object[]) => ({ portMappings });
const mounts = (sourceVolume: string) => ({ mountPoints: [{ sourceVolume, containerPath: '/x' }] });

describe('RegisterTaskDefinition refuses', () => {
  test.each<[string, object, RegExp]>([
    [
      'a size that Fargate does not have',
      task({ ...fargate, memory: '4096' }),
      /no size with 256 CPU and 4096/,
    ],
    ['the hole in the smallest size', task({ ...fargate, memory: '1536' }), /no size with 256 CPU and 1536/],
    ['a processor that Fargate does not have', task({ ...fargate, cpu: '300' }), /no size with 300 CPU/],
    ['a size between two steps', task({ ...fargate, cpu: '8 vCPU', memory: '17 GB' }), /no size with 8 vCPU/],
    [
      'Fargate without a size',
      task({ ...fargate, cpu: undefined, memory: undefined }),
      /needs cpu and memory/,
    ],
    ['Fargate on a bridge', task({ ...fargate, networkMode: 'bridge' }), /awsvpc alone, .* has bridge/],
    ['Fargate with the default network', task({ ...fargate, networkMode: undefined }), /the default, bridge/],
    [
      'Fargate with a folder of the host',
      task({ ...fargate, volumes: [{ name: 'v', host: { sourcePath: '/x' } }] }),
      /folder of the host/,
    ],
    ['Fargate with a privileged container', own({ privileged: true }, fargate), /"privileged"/],
    [
      'Fargate with a capability',
      own({ linuxParameters: { capabilities: { add: ['NET_ADMIN'] } } }, fargate),
      /SYS_PTRACE/,
    ],
    [
      'Fargate with a device',
      own({ linuxParameters: { devices: [{ hostPath: '/dev/x' }] } }, fargate),
      /devices/,
    ],
    [
      'Fargate with a log driver of EC2',
      own({ logConfiguration: { logDriver: 'syslog' } }, fargate),
      /log driver syslog/,
    ],
    ['Fargate with a long stopTimeout', own({ stopTimeout: 121 }, fargate), /stopTimeout of at most 120/],
    [
      'Fargate with an image of ECR and no role',
      own({ image: ecr }, fargate),
      /an image of ECR .* executionRoleArn/,
    ],
    [
      'Fargate with awslogs and no role',
      own({ logConfiguration: { logDriver: 'awslogs' } }, fargate),
      /awslogs .* executionRoleArn/,
    ],
    [
      'secrets without a role',
      own({ secrets: [{ name: 'A', valueFrom: 'a' }] }),
      /has secrets, .* no executionRoleArn/,
    ],
    [
      'a variable that is a secret too',
      own(
        { secrets: [{ name: 'A', valueFrom: 'a' }], environment: [{ name: 'A', value: '1' }] },
        { executionRoleArn: role },
      ),
      /a secret and a variable/,
    ],
    [
      'the same secret twice',
      own(
        {
          secrets: [
            { name: 'A', valueFrom: 'a' },
            { name: 'A', valueFrom: 'b' },
          ],
        },
        { executionRoleArn: role },
      ),
      /"A" is given twice/,
    ],
    [
      'a container without memory',
      task({}, { name: 'web', image: 'web:1' }),
      /neither memory nor memoryReservation/,
    ],
    [
      'more memory than the task has',
      own({ memory: 1024 }, { memory: '512' }),
      /may have 1024 MiB, .* task has 512/,
    ],
    [
      'more reserved than the task has',
      task({ memory: '512' }, { ...web, memory: 400 }, { ...side, memory: 200 }),
      /reserve 600 MiB together/,
    ],
    [
      'more CPU than the task has',
      task({ cpu: '256' }, { ...web, cpu: 200 }, { ...side, cpu: 100 }),
      /want 300 units/,
    ],
    ['a reservation above the limit', own({ memoryReservation: 256 }), /reserves 256 MiB, and may have 128/],
    ['a size that is none', task({ memory: 'much' }), /"much" is no size of the memory/],
    ['a processor that is none', task({ cpu: '1 GB' }), /"1 GB" is no size of a processor/],
    [
      'a volume that is not declared',
      own(mounts('data'), { volumes: [{ name: 'date' }] }),
      /mounts the volume "data"/,
    ],
    ['a volume declared twice', task({ volumes: [{ name: 'v' }, { name: 'v' }] }), /"v" is given twice/],
    [
      'a volume of two kinds',
      task({ volumes: [{ name: 'v', host: { sourcePath: '/x' }, dockerVolumeConfiguration: {} }] }),
      /can have one of them/,
    ],
    [
      'autoprovision of a volume of a task',
      task({ volumes: [{ name: 'v', dockerVolumeConfiguration: { autoprovision: true } }] }),
      /only a shared one/,
    ],
    [
      'a folder mounted twice',
      own(
        {
          mountPoints: [
            { sourceVolume: 'v', containerPath: '/x' },
            { sourceVolume: 'w', containerPath: '/x' },
          ],
        },
        { volumes: [{ name: 'v' }, { name: 'w' }] },
      ),
      /containerPath "\/x" is given twice/,
    ],
    [
      'another port of the host in awsvpc',
      own(ports({ containerPort: 80, hostPort: 8080 }), awsvpc),
      /maps its port 80 to 8080 of the host/,
    ],
    [
      'the same of the network host',
      own(ports({ containerPort: 80, hostPort: 8080 }), { networkMode: 'host' }),
      /network mode host does not/,
    ],
    [
      'port 0 of the host in awsvpc',
      own(ports({ containerPort: 80, hostPort: 0 }), awsvpc),
      /to 0 of the host/,
    ],
    ['one port twice', own(ports({ containerPort: 80 }, { containerPort: 80 })), /"80\/tcp" is given twice/],
    [
      'one port of two containers in awsvpc',
      task(awsvpc, { ...web, ...ports({ containerPort: 80 }) }, { ...side, ...ports({ containerPort: 80 }) }),
      /share one network/,
    ],
    [
      'one port of the host for two containers',
      task(
        {},
        { ...web, ...ports({ containerPort: 80, hostPort: 8080 }) },
        { ...side, ...ports({ containerPort: 81, hostPort: 8080 }) },
      ),
      /8080 of the host as well/,
    ],
    [
      'ports without a network',
      own(ports({ containerPort: 80 }), { networkMode: 'none' }),
      /network mode none/,
    ],
    ['a port mapping without a port', own(ports({ protocol: 'tcp' })), /neither containerPort nor/],
    ['a port range that is none', own(ports({ containerPortRange: '90-80' })), /"90-80" is none/],
    [
      'a port range with a port of the host',
      own(ports({ containerPortRange: '80-90', hostPort: 80 })),
      /has a hostPort/,
    ],
    ['an appProtocol without a name', own(ports({ containerPort: 80, appProtocol: 'http' })), /no name/],
    ['an image with blanks', own({ image: 'My Image:latest' }), /"My Image:latest" .* no name of an image/],
    ['an image in capitals', own({ image: 'Web:1' }), /no name of an image/],
    ['an image with two tags', own({ image: 'web:1:2' }), /no name of an image/],
    ['an image with a scheme', own({ image: 'https://example.com/web:1' }), /no name of an image/],
    ['two containers of one name', task({}, web, { ...side, name: 'web' }), /"web" is given twice/],
    [
      'a dependency on nothing',
      own({ dependsOn: [{ containerName: 'db', condition: 'START' }] }),
      /depends on "db"/,
    ],
    [
      'a cycle',
      task(
        {},
        { ...web, dependsOn: [{ containerName: 'side', condition: 'START' }] },
        { ...side, dependsOn: [{ containerName: 'web', condition: 'START' }] },
      ),
      /wait for each other/,
    ],
    [
      'a container that waits for itself',
      own({ dependsOn: [{ containerName: 'web', condition: 'START' }] }),
      /wait for each other/,
    ],
    [
      'the health of one without a check',
      task({}, { ...web, dependsOn: [{ containerName: 'side', condition: 'HEALTHY' }] }, side),
      /no healthCheck/,
    ],
    [
      'the end of an essential container',
      task(
        {},
        { ...web, dependsOn: [{ containerName: 'side', condition: 'SUCCESS' }] },
        { ...side, essential: true },
      ),
      /which is essential/,
    ],
    ['no essential container', task({}, side), /No container .* is essential/],
    ['links in awsvpc', task(awsvpc, { ...web, links: ['side'] }, side), /only the network mode bridge/],
    ['a link to nothing', own({ links: ['db:database'] }), /linked to "db:database"/],
    [
      'extraHosts in awsvpc',
      own({ extraHosts: [{ hostname: 'a', ipAddress: '10.0.0.1' }] }, awsvpc),
      /"extraHosts", which .* awsvpc/,
    ],
    ['a hostname in awsvpc', own({ hostname: 'me' }, awsvpc), /"hostname", which .* awsvpc/],
    [
      'a soft limit above the hard one',
      own({ ulimits: [{ name: 'nofile', softLimit: 20, hardLimit: 10 }] }),
      /soft limit 20 above/,
    ],
    [
      'a ulimit twice',
      own({ ulimits: [1, 2].map(() => ({ name: 'core', softLimit: 1, hardLimit: 1 })) }),
      /"core" is given twice/,
    ],
    [
      'a ulimit that there is not',
      own({ ulimits: [{ name: 'files', softLimit: 1, hardLimit: 1 }] }),
      /"files"/,
    ],
    [
      'a health check without a kind',
      own({ healthCheck: { command: ['curl', '-f', 'x'] } }),
      /begins with "curl"/,
    ],
    [
      'a health check without a command',
      own({ healthCheck: { command: ['CMD-SHELL'] } }),
      /nothing after "CMD-SHELL"/,
    ],
    [
      'a health check that is asked too often',
      own({ healthCheck: { command: ['CMD', 'x'], interval: 4 } }),
      /interval.*4/,
    ],
    ['a disk that is too small', task({ ephemeralStorage: { sizeInGiB: 10 } }), /sizeInGiB.*10/],
    [
      'an environment file of another name',
      own({ environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::b/a.txt' }] }),
      /does not end in .env/,
    ],
    [
      'a proxy that is no container',
      task({ proxyConfiguration: { containerName: 'envoy' } }),
      /proxyConfiguration names .*"envoy"/,
    ],
    ['a family with blanks', task({ family: 'my web' }), /family/],
    [
      'eleven containers',
      task({}, ...Array.from({ length: 11 }, (_, index) => ({ ...web, name: `c${index}` }))),
      /10/,
    ],
  ])('%s', (_, json, message) => {
    const found = findings(readTaskDefinition, json);
    expect(found.map((each) => each.message).join('\n')).toMatch(message);
    expect(found.every(({ at }) => at !== '')).toBe(true);
  });

  test.each<[string, object]>([
    ...['512', '1024', '2048', '1 GB', '2GB'].map((memory): [string, object] => [
      `256 CPU with ${memory}`,
      task({ ...fargate, memory }),
    ]),
    ['the largest size', task({ ...fargate, cpu: '16 vCPU', memory: '120 GB' })],
    ['a quarter of a processor', task({ ...fargate, cpu: '.25 vCPU', memory: '0.5 GB' })],
    ['an image of ECR with a role', own({ image: ecr }, { ...fargate, executionRoleArn: role })],
    ['an image by its digest', own({ image: `web@sha256:${'a'.repeat(64)}` })],
    ['a placeholder that CodeDeployToECS fills in', own({ image: '<IMAGE1_NAME>' })],
    ['the same port of the host in awsvpc', own(ports({ containerPort: 80, hostPort: 80 }), awsvpc)],
    [
      'one port for both protocols',
      own(ports({ containerPort: 53 }, { containerPort: 53, protocol: 'udp' }), awsvpc),
    ],
    [
      'one port of two containers on a bridge',
      task({}, { ...web, ...ports({ containerPort: 80 }) }, { ...side, ...ports({ containerPort: 80 }) }),
    ],
    ['unlimited', own({ ulimits: [{ name: 'core', softLimit: 5, hardLimit: -1 }] })],
    ['a health check that is none', own({ healthCheck: { command: ['NONE'] } })],
    ['memory of the task alone', task({ memory: '512' }, { name: 'web', image: 'web:1' })],
    [
      'the end of a container that is not essential',
      task({}, { ...web, dependsOn: [{ containerName: 'side', condition: 'SUCCESS' }] }, side),
    ],
  ])('not %s', (_, json) => expect(findings(readTaskDefinition, json)).toEqual([]));

  test('what containers wait for under a code of its own', () => {
    const [found] = findings(
      readTaskDefinition,
      own({ dependsOn: [{ containerName: 'db', condition: 'START' }] }),
    );
    expect(found).toMatchObject({ code: 'TaskDependencyInvalid', at: '"db"' });
  });

  test('each under a code of its own, with the place', () => {
    expect(findings(readTaskDefinition, own(mounts('data')))).toEqual([
      { code: 'TaskDefinitionInvalid', message: expect.any(String) as string, at: '"sourceVolume"' },
    ]);
  });
});
