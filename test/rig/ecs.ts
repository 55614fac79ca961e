// Services of ECS for scenarios: images of a web server in a real Docker engine, and who asks them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildAction, pipeline, project, sourceStage } from './definitions.ts';
import type { Project } from './project.ts';
import type { TestEngine } from './test-engine.ts';
import { visitDuring } from './visitors.ts';

type Engine = Pick<TestEngine, 'image' | 'call'>;

const server = `
const { createServer } = require('node:http');
const { VERSION, HEALTH = '200', ERRORS, GREETING, TOKEN } = process.env;
process.on('SIGTERM', () => process.exit(0));
createServer((request, response) => {
  const isCheck = (request.headers['user-agent'] ?? '').startsWith('ELB-HealthChecker');
  response.statusCode = isCheck || ERRORS === undefined ? Number(HEALTH) : 500;
  response.end(JSON.stringify({ version: VERSION, GREETING, TOKEN }));
}).listen(8080);
console.log('version ' + VERSION + ' listens');
`;

/** Names of the images that an engine has, each with what was added to it. */
const built = new WeakMap<Engine, Map<string, string>>();

/** An image of the web server; one that the engine has from before is not built again. */
export function buildImage(docker: Engine, app: Project, name: string, more: readonly string[] = []): void {
  const images = built.get(docker) ?? new Map<string, string>();
  built.set(docker, images);
  if (images.get(name) === more.join('\n')) return;
  const folder = join(app.folder, '..', `${app.folder.split('/').at(-1)}-image`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'server.js'), server);
  const version = name.split(':')[1] ?? '';
  const lines = [
    `FROM ${docker.image}`,
    'COPY server.js /server.js',
    `ENV VERSION=${version}`,
    ...more,
    'CMD ["node", "/server.js"]',
  ];
  writeFileSync(join(folder, 'Dockerfile'), `${lines.join('\n')}\n`);
  docker.call('build', '--tag', name, folder);
  rmSync(folder, { recursive: true });
  images.set(name, more.join('\n'));
}

/** Source, build and the action ECS, which takes what the build writes. */
export function writePipelineToService(app: Project): void {
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Build', actions: [buildAction('compile', 'Images')] },
      {
        name: 'Deploy',
        actions: [
          {
            name: 'Roll',
            actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
            configuration: { ClusterName: 'shop', ServiceName: 'web' },
            inputArtifacts: [{ name: 'Images' }],
          },
        ],
      },
    ]),
  );
}

export function writeService(app: Project, service: object = {}, container: object = {}): void {
  writePipelineToService(app);
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['imagedefinitions.json'] },
    }),
  );
  app.write('taskdef.json', {
    family: 'web',
    networkMode: 'awsvpc',
    executionRoleArn: 'arn:aws:iam::111122223333:role/ecs-execution',
    containerDefinitions: [
      {
        name: 'web',
        image: 'web:none',
        memoryReservation: 128,
        portMappings: [{ containerPort: 8080 }],
        environment: [{ name: 'GREETING', value: 'hello' }],
        stopTimeout: 5,
        ...container,
      },
    ],
  });
  app.write('service.json', {
    cluster: 'shop',
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 2,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    loadBalancers: [
      {
        targetGroupArn:
          'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/1234567890123456',
        containerName: 'web',
        containerPort: 8080,
        // What the strategies other than ROLLING need.
        advancedConfiguration: {
          alternateTargetGroupArn:
            'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web-2/1234567890123456',
          productionListenerRule:
            'arn:aws:elasticloadbalancing:eu-central-1:111122223333:listener-rule/app/web/1/2/3',
          roleArn: 'arn:aws:iam::111122223333:role/ecs',
        },
      },
    ],
    ...service,
  });
}

/** Without it the load balancer asks for / more often than one on AWS can, and knows sooner what is ill. */
export function writeTargetGroup(app: Project): void {
  app.write('target-group.json', {
    Name: 'web',
    Port: 8080,
    Protocol: 'HTTP',
    TargetType: 'ip',
    HealthCheckPath: '/health',
    HealthCheckIntervalSeconds: 5,
    TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '2' }],
  });
}

export function deploys(app: Project, imageUri: string): void {
  app.write('imagedefinitions.json', [{ name: 'web', imageUri }]);
}

export async function runToService(app: Project, ...args: readonly string[]) {
  const { status, stdout, stderr } = await app.run('run', '.', '--source', '.', '--exit', ...args);
  const output = `${stdout}${stderr}`;
  return { status, output, url: /(http:\S+) ECS service/.exec(output)?.[1] ?? '' };
}

interface Answer {
  readonly version: string;
  readonly GREETING?: string;
  readonly TOKEN?: string;
}

export async function ask(url: string): Promise<Answer> {
  return (await (await fetch(url)).json()) as Answer;
}

/** Requests from users while `work` goes on: what failed, and which versions answered. */
export async function visited(url: string, work: () => Promise<unknown>) {
  const { failures, answers } = await visitDuring(async () => (await ask(url)).version, work);
  return { failures, versions: answers };
}

/** Ids of the containers that run for the project. */
export function containersOf(docker: Engine, app: Project): readonly string[] {
  const label = `label=slipway.targets=${join(app.folder, '.slipway', 'targets')}`;
  return docker.call('ps', '--quiet', '--filter', label).split('\n').filter(Boolean);
}

/** A service that is shipped with its load balancer: its files name the network that both are in. */
export function writeServiceInNetwork(app: Project, container: object = {}): void {
  app.write('taskdef.json', {
    family: 'web',
    networkMode: 'awsvpc',
    executionRoleArn: 'arn:aws:iam::111122223333:role/ecs-execution',
    containerDefinitions: [
      {
        name: 'web',
        image: 'web:one',
        memoryReservation: 128,
        portMappings: [{ containerPort: 8080 }],
        stopTimeout: 5,
        ...container,
      },
    ],
  });
  app.write('service.json', {
    cluster: 'shop',
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 1,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'] } },
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    loadBalancers: [
      {
        targetGroupArn:
          'arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/web/1234567890123456',
        containerName: 'web',
        containerPort: 8080,
      },
    ],
  });
  app.write('target-group.json', {
    Name: 'web',
    Port: 8080,
    Protocol: 'HTTP',
    TargetType: 'ip',
    VpcId: 'vpc-1',
    HealthCheckPath: '/health',
    HealthCheckIntervalSeconds: 5,
    TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '2' }],
  });
}
