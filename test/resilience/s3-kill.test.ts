// What S3 has acknowledged is there after the endpoint was killed, and nothing else of it is left.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { holderOf } from '../../src/targets/daemon/claim-record.ts';
import { isRunning } from '../../src/targets/daemon/process-identity.ts';
import { closeEndpoint, openEndpoint } from '../../src/targets/endpoint/open-endpoint.ts';
import { signature, userKeys } from '../rig/endpoint.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const writers = 8;

test('kill -9 in the middle of many writes loses no acknowledged object and leaves no file of others', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  const targetsFolder = join(stateFolder, 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  onTestFinished(async () => void (await closeEndpoint(targetsFolder)));
  const headers = signature('s3', userKeys(stateFolder));
  const { signal } = new AbortController();
  const acknowledged = new Map<string, string>();
  let { url } = await openEndpoint({ targetsFolder, signal });
  const bucket =
    '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
  await fetch(`${url}/shop`, { method: 'PUT', headers, body: bucket });
  for (const killedAfter of [5, 40, 90]) {
    let number = 0;
    const write = async (writer: number): Promise<void> => {
      for (;;) {
        const own = (number += 1);
        const key = `k${writer}-${own % 7}`;
        const body = `${killedAfter} ${own} `.repeat(1 + (own % 3) * 20_000);
        const response = await fetch(`${url}/shop/${key}`, { method: 'PUT', headers, body });
        if (response.status !== 200) throw new Error(await response.text());
        acknowledged.set(key, body);
        if (own === killedAfter)
          process.kill(holderOf(join(targetsFolder, '@endpoint', 'process.json'))?.pid ?? 0, 'SIGKILL');
      }
    };
    const holder = holderOf(join(targetsFolder, '@endpoint', 'process.json'));
    // Each writer ends when its request finds no endpoint.
    await Promise.allSettled(Array.from({ length: writers }, async (_, writer) => write(writer)));
    await expect.poll(() => isRunning(holder), { timeout: 120_000 }).toBe(false);
    ({ url } = await openEndpoint({ targetsFolder, signal }));
    for (const [key, body] of acknowledged) {
      const got = await (await fetch(`${url}/shop/${key}`, { headers })).text();
      // What was being written when the process was killed may be there, too: whole.
      expect(got === body || /^(\d+ \d+ )\1*$/.test(got)).toBe(true);
    }
    const list = await (await fetch(`${url}/shop`, { headers })).text();
    const keys = list.match(/<Key>/g) ?? [];
    const contents = readdirSync(join(stateFolder, 's3', 'contents'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(contents.filter((entry) => entry.isFile())).toHaveLength(keys.length);
  }
  expect(acknowledged.size).toBeGreaterThan(writers);
});

test('kill -9 loses no line of an answered request from a server access log', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  const targetsFolder = join(stateFolder, 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  onTestFinished(async () => void (await closeEndpoint(targetsFolder)));
  const headers = signature('s3', userKeys(stateFolder));
  const { signal } = new AbortController();
  let { url } = await openEndpoint({ targetsFolder, signal });
  const put = async (path: string, body: string) => fetch(`${url}/${path}`, { method: 'PUT', headers, body });
  const bucket =
    '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
  for (const name of ['shop', 'logs']) await put(name, bucket);
  const Statement = {
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: 'arn:aws:s3:::logs/*',
  };
  await put('logs?policy', JSON.stringify({ Version: '2012-10-17', Statement }));
  const status = '<TargetBucket>logs</TargetBucket><TargetPrefix>log/</TargetPrefix>';
  await put(
    'shop?logging',
    `<BucketLoggingStatus><LoggingEnabled>${status}</LoggingEnabled></BucketLoggingStatus>`,
  );
  for (const round of [1, 2]) {
    for (let n = 0; n < 20; n += 1) expect((await put(`shop/k${round}-${n}`, 'x')).status).toBe(200);
    const holder = holderOf(join(targetsFolder, '@endpoint', 'process.json'));
    process.kill(holder?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => isRunning(holder), { timeout: 120_000 }).toBe(false);
    ({ url } = await openEndpoint({ targetsFolder, signal }));
  }
  const get = async (path: string) => (await fetch(`${url}/${path}`, { headers })).text();
  const keysPut = async () => {
    const keys = [...(await get('logs?list-type=2')).matchAll(/<Key>([^<]*)</g)].map(([, key = '']) => key);
    const texts = await Promise.all(keys.map(async (key) => get(`logs/${key}`)));
    return [...texts.join('').matchAll(/ REST\.PUT\.OBJECT (\S+) /g)].map(([, key = '']) => key).toSorted();
  };
  const expected = [1, 2].flatMap((round) => Array.from({ length: 20 }, (_, n) => `k${round}-${n}`));
  await expect.poll(keysPut, { timeout: 60_000 }).toEqual(expected.toSorted());
});
