// From a Dockerfile to a service: a build pushes to ECR, and ECS runs what it has pushed.
import { expect, test } from 'vitest';
import { project } from '../rig/definitions.ts';
import { writePipelineToService } from '../rig/ecs.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { useDocker } from '../rig/use-docker.ts';
import { hasRegistry } from '../rig/test-registry.ts';

const { reason, get: docker } = useDocker('The way from ECR to ECS is', {
  lacks: hasRegistry() ? undefined : 'docker-registry is not installed',
});

const server = `
require('node:http').createServer((_, response) => response.end('version ' + process.env.VERSION)).listen(8080);
process.on('SIGTERM', () => process.exit(0));
`;

interface Ways {
  /** Whether the build pushes what it has built. */
  readonly pushes?: boolean;
  /** The tag that the service is brought to; the build makes `latest`. */
  readonly tag?: string;
  readonly service?: object;
}

function write(app: Project, { pushes = true, tag = 'latest', service = {} }: Ways = {}): void {
  const ecr = '$ACCOUNT.dkr.ecr.$AWS_REGION.amazonaws.com';
  writePipelineToService(app);
  app.write(
    'project.json',
    project('compile', {
      phases: {
        pre_build: {
          commands: [
            'ACCOUNT=$(aws sts get-caller-identity --query Account --output text)',
            `aws ecr get-login-password | docker login --username AWS --password-stdin ${ecr}`,
          ],
        },
        build: {
          commands: [
            `docker build -t ${ecr}/web:latest .`,
            ...(pushes ? [`docker push ${ecr}/web:latest`] : []),
          ],
        },
        post_build: {
          commands: [
            // What the service runs must come from the registry.
            ...(pushes
              ? [
                  'docker rmi --force $(docker images --quiet --no-trunc $ACCOUNT.dkr.ecr.$AWS_REGION.amazonaws.com/web)',
                ]
              : []),
            `printf '[{"name":"web","imageUri":"%s"}]' ${ecr}/web:${tag} > imagedefinitions.json`,
          ],
        },
      },
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
        memoryReservation: 128,
        portMappings: [{ containerPort: 8080 }],
        stopTimeout: 5,
      },
    ],
  });
  app.write('service.json', {
    cluster: 'shop',
    serviceName: 'web',
    taskDefinition: 'web',
    desiredCount: 1,
    networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-1'] } },
    loadBalancers: [
      {
        targetGroupArn:
          'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/1234567890123456',
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
    HealthCheckPath: '/',
    HealthCheckIntervalSeconds: 5,
    TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '1' }],
  });
  app.write('server.js', server);
}

function writeDockerfile(app: Project, version: string): void {
  const lines = [
    `FROM ${docker().image}`,
    'COPY server.js /',
    `ENV VERSION=${version}`,
    'CMD ["node", "/server.js"]',
  ];
  app.write('Dockerfile', `${lines.join('\n')}\n`);
}

const withBreaker = {
  deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
};

test.skipIf(reason !== undefined)(
  'an image that was built and never pushed is not deployed, although the engine has it',
  async () => {
    await using app = makeProject();
    write(app, { pushes: false });
    writeDockerfile(app, '1');
    const { stdout, stderr, status } = await app.run('run', '.', '--source', '.', '--exit');
    expect(stdout).toMatch(/CannotPullContainerError: \S+\/web:latest: .*manifest unknown/);
    expect(`${stdout}${stderr}`).toContain('Push the image before it is deployed');
    expect(status).toBe(1);
  },
);

test.skipIf(reason !== undefined)(
  'a tag that was not pushed fails inside the deployment, which the circuit breaker takes back, with the first cause',
  async () => {
    await using app = makeProject();
    write(app, { service: withBreaker });
    writeDockerfile(app, '1');
    const first = await app.run('run', '.', '--source', '.', '--exit');
    expect(first.status).toBe(0);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first.stdout)?.[0] ?? '';
    write(app, { service: withBreaker, tag: 'nope' });
    const { stdout, status } = await app.run('run', '.', '--source', '.', '--exit');
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /ECS deployment circuit breaker: 3 tasks have failed to start in the service web: CannotPullContainerError: \S+\/web:nope: .*manifest unknown/,
    );
    expect(stdout).toContain('The service web is back at web:2');
    expect(await (await fetch(url)).text()).toBe('version 1');
  },
);

// shows: S3-163
test.skipIf(reason !== undefined)(
  'a service runs what the build has pushed to ECR, and the next version of the same tag after the next push',
  async () => {
    await using app = makeProject();
    write(app);
    for (const version of ['1', '2']) {
      writeDockerfile(app, version);
      const { stdout, status } = await app.run('run', '.', '--source', '.', '--exit');
      expect(stdout).toContain('goes to the registry of this machine');
      expect(status).toBe(0);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0] ?? '';
      expect(await (await fetch(url)).text()).toBe(`version ${version}`);
    }
  },
);
