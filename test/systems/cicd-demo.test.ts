// The build of the demo system with its own packages, and the gate on its coverage.
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeProject, type Project } from '../rig/project.ts';

// shows: S4-020, S4-026, S4-064
test('the demo system: without one of its tests the coverage is below that of the last success', async () => {
  await using app = makeProject();
  const demo = join(import.meta.dirname, '..', '..', 'examples', 'cicd-demo');
  cpSync(demo, app.folder, { recursive: true, filter: (path) => !/node_modules|\.slipway$/.test(path) });
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
