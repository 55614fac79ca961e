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
});
