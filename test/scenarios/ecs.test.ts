// The ECS action: images of a real web server in containers of a real Docker engine, rolled out under traffic.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { openTestDocker, whyNoDocker, type TestDocker } from '../rig/test-docker.ts';

const reason = whyNoDocker();
if (reason !== undefined) console.warn(`ECS services are not tested: ${reason}`);

let docker: TestDocker;
beforeAll(async () => {
  if (reason !== undefined) return;
  docker = await openTestDocker();
  process.env['DOCKER_HOST'] = docker.host;
});
afterAll(async () => {
  delete process.env['DOCKER_HOST'];
  if (reason === undefined) await docker[Symbol.asyncDispose]();
});

const server = `
const { createServer } = require('node:http');
const { VERSION, HEALTH = '200', GREETING, TOKEN } = process.env;
process.on('SIGTERM', () => process.exit(0));
createServer((request, response) => {
  response.statusCode = request.url === '/health' ? Number(HEALTH) : 200;
  response.end(JSON.stringify({ version: VERSION, GREETING, TOKEN }));
}).listen(8080);
console.log('version ' + VERSION + ' listens');
`;

/** An image of the web server. */
function image(app: Project, name: string, more: readonly string[] = []): void {
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
}

function write(app: Project, service: object = {}, container: object = {}): void {
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
    containerDefinitions: [
      {
        name: 'web',
        image: 'web:none',
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
    loadBalancers: [
      {
        targetGroupArn: 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/1234567890123456',
        containerName: 'web',
        containerPort: 8080,
      },
    ],
    ...service,
  });
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

function deploys(app: Project, imageUri: string): void {
  app.write('imagedefinitions.json', [{ name: 'web', imageUri }]);
}

async function run(app: Project, ...args: readonly string[]) {
  const { status, stdout, stderr } = await app.run('run', '.', '--source', '.', '--exit', ...args);
  const output = `${stdout}${stderr}`;
  return { status, output, url: /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0] ?? '' };
}

const breaker = { deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } } };

describe.skipIf(reason !== undefined)('an ECS action', () => {
  test('makes the service, and replaces its tasks without a request that fails', async () => {
    await using app = makeProject();
    write(app);
    image(app, 'web:one');
    deploys(app, 'web:one');
    const first = await run(app);
    expect(first.output).toContain('web:1 on 2 tasks');
    expect(first.status).toBe(0);
    expect(await (await fetch(first.url)).json()).toEqual({ version: 'one', GREETING: 'hello' });
  });
});
void breaker;
