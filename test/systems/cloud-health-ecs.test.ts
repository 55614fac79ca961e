// The backend of the Cloud Health Dashboard on ECS: its image built and pushed by its buildspec, rolled out, and shifted by a
// canary of CodeDeploy, each under traffic, with a version that works and one that does not.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { containersOf } from '../rig/ecs.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { visitDuring } from '../rig/visitors.ts';
import { buildPythonImage, whyNoPythonImage } from '../rig/python-image.ts';
import { useDocker } from '../rig/use-docker.ts';
import { hasRegistry } from '../rig/test-registry.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'cloud-health-dashboard');
const leftOut = /\/(\.slipway|node_modules|__pycache__|\.pytest_cache|frontend)(\/|$)/;
let pythonImage = '';
const { reason, get: docker } = useDocker('The Cloud Health Dashboard on ECS is', {
  lacks: whyNoPythonImage() ?? (hasRegistry() ? undefined : 'docker-registry is not installed'),
  prepare: async (engine) => {
    pythonImage = await buildPythonImage(engine);
  },
});

/** The example's backend, at a port that is free; the front end is delivered by another test. */
async function copy(app: Project, pipeline: string): Promise<string> {
  cpSync(example, app.folder, { recursive: true, filter: (path) => !leftOut.test(path) });
  const port = await freePort();
  const edit = (file: string, change: (text: string) => string): void => {
    const path = join(app.folder, file);
    writeFileSync(path, change(readFileSync(path, 'utf8')));
  };
  edit('listeners.json', (text) => text.replaceAll('8020', String(port)));
  edit('backend-image-project.json', (text) =>
    text.replace('public.ecr.aws/docker/library/python:3.11-slim', pythonImage),
  );
  // Without its interval the target group is asked more often than one on AWS can be.
  edit('target-group.json', (text) => text.replace(/"HealthCheckIntervalSeconds": \d+,/, ''));
  edit(pipeline, (text) => JSON.stringify(onlyBackend(JSON.parse(text) as Pipeline)));
  return `http://127.0.0.1:${port}`;
}

interface Pipeline {
  readonly pipeline: {
    readonly stages: readonly {
      readonly name: string;
      readonly actions: readonly { readonly name: string }[];
    }[];
  };
}

function onlyBackend({ pipeline }: Pipeline): Pipeline {
  const stages = pipeline.stages
    .filter(({ name }) => !name.endsWith('_Frontend'))
    .map((stage) => ({ ...stage, actions: stage.actions.filter(({ name }) => name !== 'BackendBuild') }));
  return { pipeline: { ...pipeline, stages } };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Requests from users while `work` goes on. Gives the answers that were no 200. */
async function visited(url: string, work: () => Promise<void>): Promise<readonly string[]> {
  const request = async () => {
    const answer = await fetch(url);
    await answer.text();
    return String(answer.status);
  };
  const { failures, answers } = await visitDuring(request, work, 400);
  return [...failures, ...[...answers.keys()].filter((status) => status !== '200')];
}

const run = async (app: Project, pipeline: string, ...args: readonly string[]) =>
  app.run('run', pipeline, '--source', '.', '--exit', ...args);

function breakHealth(app: Project): void {
  const file = 'backend/app/routes/health.py';
  const text = app.read(file);
  expect(text).toContain('@router.get("/health")');
  app.write(file, text.replace('@router.get("/health")', '@router.get("/health", status_code=503)'));
}

describe.skipIf(reason !== undefined)('the backend of the Cloud Health Dashboard', () => {
  // shows: S3-007, S3-056, S3-071, S3-079, S3-080, S3-081, S3-083, S3-101, S3-133, S3-163
  test('is rolled out to ECS, and a version whose health check fails leaves the one before', async () => {
    await using app = makeProject();
    const url = await copy(app, 'pipeline-ecs.json');
    const first = await run(app, 'pipeline-ecs.json');
    expect(first.stdout).toContain('cloud-health-backend:2 on 2 tasks');
    expect(first.status).toBe(0);
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({
      status: 'ok',
      environment: 'production',
    });
    breakHealth(app);
    const wrong = await visited(`${url}/health`, async () => {
      const { status, stdout } = await run(app, 'pipeline-ecs.json');
      expect(stdout).toContain('ECS deployment circuit breaker');
      expect(stdout).toContain('Health checks failed with these codes: [503]');
      expect(stdout).toContain('The service backend-service is back at cloud-health-backend:2');
      expect(status).toBe(1);
    });
    expect(wrong).toEqual([]);
    expect(containersOf(docker(), app)).toHaveLength(2);
  });

  // shows: S3-072, S3-161
  test('is shifted by a canary of CodeDeploy, without a request that fails', async () => {
    await using app = makeProject();
    const url = await copy(app, 'pipeline-ecs-canary.json');
    expect((await run(app, 'pipeline-ecs-canary.json', '--minute', '0')).status).toBe(0);
    app.write('backend/app/utils/note.py', '"""Something new."""\n');
    const wrong = await visited(`${url}/health`, async () => {
      const { status, stdout } = await run(app, 'pipeline-ecs-canary.json', '--minute', '0.2');
      expect(stdout).toContain('10 % of the requests to backend-canary go to cloud-health-backend:3');
      expect(stdout).toContain('100 % of the requests to backend-canary go to cloud-health-backend:3');
      expect(status).toBe(0);
    });
    expect(wrong).toEqual([]);
    expect(await (await fetch(`${url}/health`)).json()).toMatchObject({ status: 'ok' });
    expect(containersOf(docker(), app)).toHaveLength(2);
  });
});
