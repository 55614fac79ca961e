// The server's own log on a disk that is full: requests are answered, and the log goes on when there is room.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openServer } from '../../src/server/open-server.ts';
import { drivePipelines } from '../../src/server/pipelines.ts';
import { openState } from '../../src/state/open-state.ts';
import { cannotMount, mountSmallDisk } from '../rig/small-disk.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test.skipIf(cannotMount)(
  'a server whose log has no room answers, and writes its log again when there is room',
  async () => {
    await using folder = await makeFolder();
    using disk = mountSmallDisk(join(folder.path, 'logs'), 1);
    const logFile = join(folder.path, 'logs', 'server.log');
    const refusals = (): number => readFileSync(logFile, 'utf8').split('webhook refused').length - 1;
    {
      await using state = await openState(join(folder.path, 'state'), { owner: true });
      await using pipelines = drivePipelines(state, async () => Promise.resolve({ failed: [] }));
      await using server = await openServer({
        state,
        pipelines,
        version: '0',
        listen: { host: '127.0.0.1', port: 0, publicHosts: [] },
        logFile,
        pollMs: 60_000,
      });
      // Without a signature: each is a line of the log.
      const refused = async (): Promise<number> =>
        (await fetch(`${server.url}/v1/webhooks/github`, { method: 'POST', body: '{}' })).status;
      expect(await refused()).toBe(401);
      await expect.poll(refusals).toBe(1);
      disk.fill();
      for (let times = 0; times < 200; times += 1) expect(await refused()).toBe(401);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      disk.clear();
      expect(await refused()).toBe(401);
      await expect.poll(refusals).toBeGreaterThan(1);
    }
    const log = (): string => readFileSync(logFile, 'utf8');
    // Its last lines are written while the process ends.
    await expect.poll(log).toContain('"msg":"ending"');
    for (const line of log().trimEnd().split('\n')) expect(JSON.parse(line)).toHaveProperty('time');
  },
);
