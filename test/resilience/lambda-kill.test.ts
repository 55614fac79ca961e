// What Lambda has acknowledged is there after the endpoint was killed, and no process of a function is left.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holderOf } from '../../src/targets/daemon/claim-record.ts';
import { isRunning } from '../../src/targets/daemon/process-identity.ts';
import { closeEndpoint, openEndpoint } from '../../src/targets/endpoint/open-endpoint.ts';
import { callJson, userKeys } from '../rig/endpoint.ts';
import { isAlive } from '../rig/functions.ts';
import { lambdaApi, nodeFunction, whenSettled } from '../rig/lambda-api.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test('after kill -9 functions are there, their processes are gone, and an event for later is run again', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  const targetsFolder = join(stateFolder, 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  onTestFinished(async () => void (await closeEndpoint(targetsFolder)));
  const credentials = userKeys(stateFolder);
  const { signal } = new AbortController();
  const opened = async () => {
    const { url } = await openEndpoint({ targetsFolder, signal });
    return { url, credentials, call: lambdaApi({ url, credentials }) };
  };
  const before = await opened();
  const source = `import { spawn } from 'node:child_process';
    export const handler = async ({ stays = false, waits = false }) => {
      const child = stays ? spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' }) : undefined;
      console.log('began ' + (waits ? 'to wait' : ''));
      if (waits) await new Promise((resolve) => setTimeout(resolve, 600_000));
      return [process.pid, child?.pid ?? process.pid];
    };`;
  await before.call('POST functions', await nodeFunction('check', source, { Timeout: 900 }));
  await whenSettled(before.call, 'check');
  const invoked = await before.call('POST functions/check/invocations', { stays: true });
  const pids = invoked.body as unknown as readonly number[];
  expect(pids.filter(isAlive)).toHaveLength(2);
  await before.call(
    'POST functions/check/invocations',
    { waits: true },
    { 'x-amz-invocation-type': 'Event' },
  );
  const begun = async ({ url }: { readonly url: string }) => {
    const input = { logGroupName: '/aws/lambda/check', filterPattern: '"began to wait"' };
    const target = 'Logs_20140328.FilterLogEvents';
    const { body } = await callJson({ url, credentials }, 'logs', { target, input });
    return ((body['events'] ?? []) as readonly unknown[]).length;
  };
  await expect.poll(async () => begun(before)).toBe(1);
  const holder = holderOf(join(targetsFolder, '@endpoint', 'process.json'));
  process.kill(holder?.pid ?? 0, 'SIGKILL');
  await expect.poll(() => isRunning(holder)).toBe(false);
  const after = await opened();
  expect((await after.call('GET functions/check/configuration')).body).toMatchObject({ State: 'Active' });
  await expect.poll(async () => begun(after)).toBe(2);
  expect(pids.filter(isAlive)).toEqual([]);
  const again = await after.call('POST functions/check/invocations', { stays: true });
  const others = again.body as unknown as readonly number[];
  expect(others.filter(isAlive)).toHaveLength(2);
  await closeEndpoint(targetsFolder);
  expect(others.filter(isAlive)).toEqual([]);
});
