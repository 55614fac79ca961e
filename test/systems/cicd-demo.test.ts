// The build of the demo system with its own packages, and the gate on its coverage.
import { once } from 'node:events';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'cicd-demo');

// shows: S4-020, S4-026, S4-064
test('the demo system: without one of its tests the coverage is below that of the last success', async () => {
  await using app = makeProject();
  cpSync(example, app.folder, { recursive: true, filter: (path) => !/node_modules|\.slipway$/.test(path) });
  rmSync(join(app.folder, 'slipway.config.ts'));
  // Its deployment has tests of its own.
  const { pipeline: declared } = JSON.parse(app.read('pipeline.json')) as {
    readonly pipeline: { readonly stages: readonly object[] };
  };
  app.write('pipeline.json', { pipeline: { ...declared, stages: declared.stages.slice(0, 2) } });
  installOnce(app);
  // With its output, should it fail: it installs packages.
  expect((await app.run('run')).stdout).toMatch(/✔ \S+ succeeded in/);
  rmSync(join(app.folder, 'sample-app', 'test', 'health.test.js'));
  const { stdout, status } = await app.run('run');
  expect(status).toBe(1);
  expect(stdout).toMatch(/line coverage 86\.36 % is 4\.55 points below the last success with 90\.91 %/);
});

// shows: S4-120, S4-124, S4-126
test('the demo system: a version is tested and loaded on staging, and comes to production when it is approved', async () => {
  await using app = makeProject();
  cpSync(example, app.folder, { recursive: true, filter: (path) => !/node_modules|\.slipway$/.test(path) });
  rmSync(join(app.folder, 'slipway.config.ts'));
  const fleet = JSON.parse(app.read('fleet-staging.json')) as { readonly targetGroup: object };
  const port = await freePort();
  app.write('fleet-staging.json', { ...fleet, targetGroup: { ...fleet.targetGroup, listenerPort: port } });
  const tests = app.read('codebuild-project-staging-tests.json');
  writeFileSync(
    join(app.folder, 'codebuild-project-staging-tests.json'),
    tests.replace('127.0.0.1:8060', `127.0.0.1:${port}`),
  );
  const running = app.start('run', 'pipeline-promotion.json');
  await running.line((line) => line.includes('requests,') && line.includes('p99'));
  await running.line((line) => line.includes('Approve › Promote waits for approval'));
  expect((await app.run('approve', 'Approve', 'Promote')).status).toBe(0);
  expect((await running.ended).status).toBe(0);
  const { stdout } = await app.run('status');
  expect(stdout).toContain('production');
  expect(stdout).toContain('staging');
});

// shows: S4-125
test('the demo system: a build whose source runs what a visitor says fails in its lint', async () => {
  await using app = makeProject();
  cpSync(example, app.folder, { recursive: true, filter: (path) => !/node_modules|\.slipway$/.test(path) });
  rmSync(join(app.folder, 'slipway.config.ts'));
  const { pipeline: declared } = JSON.parse(app.read('pipeline.json')) as {
    readonly pipeline: { readonly stages: readonly object[] };
  };
  app.write('pipeline.json', { pipeline: { ...declared, stages: declared.stages.slice(0, 2) } });
  const source = app.read('sample-app/src/health.js');
  app.write('sample-app/src/health.js', `${source}\nmodule.exports.run = (text) => eval(text);\n`);
  const { stdout, status } = await app.run('run');
  expect(status).toBe(1);
  expect(stdout).toContain('security/detect-eval-with-expression');
});

/** The second build takes the packages of the first from its cache, and both run with the Node that runs Slipway. */
function installOnce(app: Project): void {
  const buildspec = app.read('buildspec.yml');
  const changed = buildspec
    .replace(/ {4}runtime-versions:\n.*\n/, '')
    .replace('- npm ci', '- test -d node_modules || npm ci');
  expect(changed).not.toBe(buildspec);
  app.write('buildspec.yml', `${changed}cache:\n  paths:\n    - sample-app/node_modules/**/*\n`);
  const declared = JSON.parse(app.read('codebuild-project.json')) as object;
  app.write('codebuild-project.json', {
    ...declared,
    cache: { type: 'LOCAL', modes: ['LOCAL_CUSTOM_CACHE'] },
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
