// Failures of builds and of deployments, each to a target of its own; and what the server measures of deployments.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  application,
  buildAction,
  deliveryStages,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';

interface Event {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: Readonly<Record<string, unknown>>;
}

function topic(name: string, eventPattern: object): object {
  return { name, eventPattern, target: { type: 'file', path: `${name}.jsonl` } };
}

const topics = {
  notifications: [
    topic('builds', { source: ['aws.codebuild'], detail: { 'build-status': ['FAILED'] } }),
    topic('deployments', {
      source: ['aws.codedeploy'],
      'detail-type': ['CodeDeploy Deployment State-change Notification'],
      detail: { state: ['FAILURE'] },
    }),
  ],
};

function received(app: Project, name: string): readonly Event[] {
  const path = join(app.folder, `${name}.jsonl`);
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Event);
}

// shows: S0-140, S4-116
test('a build that fails reaches the target of failed builds alone', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['exit 3'] } } }));
  app.write('notifications.json', topics);
  expect((await app.run('run')).status).toBe(1);
  expect(received(app, 'builds')).toMatchObject([
    {
      'detail-type': 'CodeBuild Build State Change',
      detail: { 'build-status': 'FAILED', 'project-name': 'compile' },
    },
  ]);
  expect(received(app, 'deployments')).toEqual([]);
});

// shows: S0-139, S4-113, S4-117
test('a deployment that fails reaches the target of failed deployments alone, and counts in the metrics', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline(deliveryStages));
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: ['true'] } },
      artifacts: { files: ['appspec.yml', 'hook.sh'] },
    }),
  );
  app.write('application.json', application);
  app.write('group.json', deploymentGroup());
  app.write('fleet.json', fleet(1, { isolation: 'process' }));
  app.write('appspec.yml', 'version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: hook.sh\n');
  app.write('hook.sh', '#!/bin/sh\nexit 7\n', 0o755);
  app.write('notifications.json', topics);
  const server = await startServer(app, { args: ['--source', '.'] });
  await server.ask('POST', '/api/v1/pipelines/app/requests', {
    type: 'StartPipelineExecution',
    variables: {},
    sourceRevisions: {},
  });
  await expect.poll(() => received(app, 'deployments').length).toBe(1);
  expect(received(app, 'deployments')).toMatchObject([
    { source: 'aws.codedeploy', detail: { state: 'FAILURE', application: 'app', deploymentGroup: 'fleet' } },
  ]);
  expect(received(app, 'builds')).toEqual([]);
  const metrics = async () => (await server.ask('GET', '/metrics')).body;
  const labels = 'pipeline="app",deployment_group="fleet",status="Failed",creator="user"';
  await expect.poll(metrics).toMatch(`slipway_deployment_duration_seconds_count{${labels}} 1`);
  expect(await metrics()).toMatch(
    new RegExp(`slipway_deployment_duration_seconds_sum\\{${labels}\\} [0-9.e-]*[1-9]`),
  );
});
