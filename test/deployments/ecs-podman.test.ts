// A service of ECS on Podman: the same as on Docker.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, buildImage, deploys, runToService as run, visited, writeService } from '../rig/ecs.ts';
import { makeProject } from '../rig/project.ts';
import { openTestEngine, whyNoNetworkedEngine, type TestEngine } from '../rig/test-engine.ts';

const reason = whyNoNetworkedEngine();
if (reason !== undefined) console.warn(`ECS services on Podman are not tested: ${reason}`);

let engine: TestEngine;
beforeAll(() => {
  if (reason !== undefined) return;
  engine = openTestEngine({ hasNetwork: true });
  process.env['SLIPWAY_CONTAINER_ENGINE'] = engine.file;
});
afterAll(() => {
  delete process.env['SLIPWAY_CONTAINER_ENGINE'];
  if (reason === undefined) engine[Symbol.dispose]();
});

/** Answers with what STS says of it. */
const identityServer = `
const { createServer } = require('node:http');
const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token } = process.env;
process.on('SIGTERM', () => process.exit(0));
createServer((request, response) => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=' + key + '/20260101/eu-central-1/sts/aws4_request, SignedHeaders=host, Signature=0';
  fetch(url, {
    method: 'POST',
    headers: { authorization, 'x-amz-security-token': token },
    body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
  }).then((answer) => answer.text()).then((text) => response.end(text), (error) => response.end(String(error.cause)));
}).listen(8080);`;

describe.skipIf(reason !== undefined)('a service on Podman', () => {
  test('is rolled out without a request that fails', async () => {
    await using app = makeProject();
    writeService(app);
    for (const version of ['one', 'two']) buildImage(engine, app, `localhost/web:${version}`);
    deploys(app, 'localhost/web:one');
    const first = await run(app);
    expect(first.output).toContain('Tasks of web run on podman');
    expect(first.status).toBe(0);
    expect((await ask(first.url)).version).toBe('one');
    deploys(app, 'localhost/web:two');
    const { failures, versions } = await visited(first.url, async () => {
      const { status, output } = await run(app);
      expect(output).toContain('web:3 on 2 tasks');
      expect(status).toBe(0);
    });
    expect(failures).toEqual([]);
    expect([...versions.keys()].toSorted()).toEqual(['one', 'two']);
    await app.run('down');
    expect(engine.call('ps', '--quiet')).toBe('');
  });

  test("calls AWS's API of this machine as the role of its task", async () => {
    await using app = makeProject();
    writeService(app, { desiredCount: 1 }, { command: ['node', '-e', identityServer] });
    const task = JSON.parse(app.read('taskdef.json')) as object;
    app.write('taskdef.json', { ...task, taskRoleArn: 'arn:aws:iam::111122223333:role/shop-task' });
    buildImage(engine, app, 'localhost/web:one');
    deploys(app, 'localhost/web:one');
    const { url } = await run(app);
    const response = await fetch(url);
    expect(await response.text()).toContain(':assumed-role/shop-task/web<');
    await app.run('down');
  });
});
