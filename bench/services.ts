// A service of ECS under measure: how long it takes to replace two tasks, next to the plain commands of Docker for it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestDocker, whyNoDocker, type TestDocker } from '../test/rig/test-docker.ts';
import { slipway } from './slipway.ts';
import { measure, report, timeCommand } from './measure.ts';

const server =
  "require('node:http').createServer((_, response) => response.end('hello')).listen(8080); process.on('SIGTERM', () => process.exit())";

/** Does nothing, and says so, without a Docker engine. */
export async function services(folder: string): Promise<void> {
  const reason = whyNoDocker();
  if (reason !== undefined) {
    console.error(`Services are not measured: ${reason}`);
    return;
  }
  await using docker = await openTestDocker();
  process.env['DOCKER_HOST'] = docker.host;
  const project = join(folder, 'services');
  await writeDefinition(project, docker.image);
  const run = () => timeCommand(process.execPath, [slipway, 'run', '.', '--source', '.', '--exit'], project);
  const replaced = await measure('a service of 2 tasks, replaced', 5, run);
  await timeCommand(process.execPath, [slipway, 'down'], project);
  let before: readonly string[] = [];
  const plain = await measure('`docker run`, `curl`, `docker rm`, the same 2', 5, async () => {
    const startedAt = performance.now();
    const next = [start(docker), start(docker)];
    for (const id of next) await untilItAnswers(docker.call('port', id, '8080').trim());
    if (before.length > 0) docker.call('rm', '--force', ...before);
    before = next;
    return performance.now() - startedAt;
  });
  report(replaced, plain);
  delete process.env['DOCKER_HOST'];
}

function start(docker: TestDocker): string {
  const command = ['node', '-e', server];
  return docker.call('run', '--detach', '--publish', '127.0.0.1::8080', docker.image, ...command).trim();
}

async function untilItAnswers(address: string): Promise<void> {
  const isThere = () =>
    fetch(`http://${address}/`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isThere())) await new Promise((resolve) => setImmediate(resolve));
}

async function writeDefinition(folder: string, image: string): Promise<void> {
  const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });
  const source = {
    name: 'Source',
    actionTypeId: type('Source', 'CodeCommit'),
    configuration: { RepositoryName: 'bench', BranchName: 'main' },
    outputArtifacts: [{ name: 'Images' }],
  };
  const deploy = {
    name: 'Deploy',
    actionTypeId: type('Deploy', 'ECS'),
    configuration: { ClusterName: 'bench', ServiceName: 'web' },
    inputArtifacts: [{ name: 'Images' }],
  };
  const files = {
    'pipeline.json': {
      name: 'services',
      pipelineType: 'V2',
      roleArn: 'arn:aws:iam::111122223333:role/bench',
      artifactStore: { type: 'S3', location: 'bench-artifacts' },
      stages: [
        { name: 'Source', actions: [source] },
        { name: 'Deploy', actions: [deploy] },
      ],
    },
    'service.json': {
      cluster: 'bench',
      serviceName: 'web',
      taskDefinition: 'web',
      desiredCount: 2,
      loadBalancers: [{ targetGroupArn: 'web', containerName: 'web', containerPort: 8080 }],
    },
    'task-definition.json': {
      family: 'web',
      containerDefinitions: [
        { name: 'web', image, command: ['node', '-e', server], portMappings: [{ containerPort: 8080 }] },
      ],
    },
    'imagedefinitions.json': [{ name: 'web', imageUri: image }],
  };
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), JSON.stringify(content));
}
