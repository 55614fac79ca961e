// The badge of a workflow, as GitHub serves one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startServer } from '../rig/server.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

// shows: S2-102
test('the badge of a workflow is passing or failing, as a file and from the server', async () => {
  await using app = makeRepository(`
on: push
jobs:
  b:
    runs-on: ubuntu-latest
    steps: [{uses: actions/checkout@v4}, {run: test ! -e broken}]
`);
  await app.run('run');
  const passing = await app.run('status', '--badge', 'ci.svg');
  expect(passing.stdout).toBe('ci.yml: passing, in ci.svg\n');
  expect(readFileSync(join(app.folder, 'ci.svg'), 'utf8')).toContain('aria-label="ci.yml: passing"');
  app.write('broken', '');
  await app.run('run');
  const failing = await app.run('status', '--badge', '-');
  expect(failing.stdout).toContain('<title>ci.yml: failing</title>');
  const server = await startServer(app);
  const answer = await server.ask('GET', '/api/v1/pipelines/ci.yml/badge.svg');
  expect(answer.headers.get('content-type')).toBe('image/svg+xml');
  expect(answer.body).toBe(failing.stdout);
  expect((await server.ask('GET', '/api/v1/pipelines/none/badge.svg')).status).toBe(404);
  expect((await server.ask('GET', '/api/v1/pipelines/ci.yml/badge.svg', undefined, {})).status).toBe(401);
});
