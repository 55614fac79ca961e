// Visits of a bucket whose server access log cannot be written: a line decides no answer, and ends no process.
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { closeTargets } from '../../src/targets/close-targets.ts';
import { holderOf } from '../../src/targets/daemon/claim-record.ts';
import { endpointFolder, openEndpoint } from '../../src/targets/endpoint/open-endpoint.ts';
import { account } from '../rig/cloudtrail.ts';
import { signature, userKeys } from '../rig/endpoint.ts';
import { location, visit } from '../rig/s3-calls.ts';
import { cannotMount, mountSmallDisk } from '../rig/small-disk.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

const statement = { Effect: 'Allow' };
const read = { ...statement, Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' };
const write = {
  ...statement,
  Principal: { Service: 'logging.s3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: 'arn:aws:s3:::logs/*',
  Condition: { StringEquals: { 'aws:SourceAccount': account } },
};
const policyOf = (Statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
const logging =
  '<BucketLoggingStatus><LoggingEnabled><TargetBucket>logs</TargetBucket><TargetPrefix/></LoggingEnabled></BucketLoggingStatus>';
const website =
  '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>';

/** In a process of its own, with a website in the bucket `shop` whose log goes into the bucket `logs`. */
async function openShop(stateFolder: string) {
  const targetsFolder = join(stateFolder, 'targets');
  mkdirSync(targetsFolder, { recursive: true });
  const credentials = userKeys(stateFolder);
  const { url } = await openEndpoint({ targetsFolder, signal: AbortSignal.timeout(240_000) });
  const s3 = async (method: string, path: string, body?: string) => {
    const headers = signature('s3', credentials);
    const response = await fetch(`${url}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text;
  };
  for (const name of ['shop', 'logs']) await s3('PUT', `/${name}`, location);
  await s3('DELETE', '/shop?publicAccessBlock');
  await s3('PUT', '/shop?policy', policyOf(read));
  await s3('PUT', '/logs?policy', policyOf(write));
  await s3('PUT', '/shop?website', website);
  await s3('PUT', '/shop/index.html', 'hello');
  await s3('PUT', '/shop?logging', logging);
  const folder = endpointFolder(targetsFolder);
  const page = async (path = '/') => {
    const { status, text } = await visit({ url }, path);
    return { status, text, pid: holderOf(folder.record)?.pid };
  };
  return {
    s3,
    page,
    expected: { status: 200, text: 'hello', pid: holderOf(folder.record)?.pid },
    report: () => readFileSync(folder.log, 'utf8'),
    [Symbol.asyncDispose]: async () => void (await closeTargets(targetsFolder)),
  };
}

/** Refuses all changes of this kind, as a disk that has no room for them. */
function refuse(stateFolder: string, change: 'INSERT' | 'UPDATE'): Disposable {
  const execute = (sql: string) => {
    using database = new DatabaseSync(join(stateFolder, 's3', 'access-log.db'), { timeout: 10_000 });
    database.exec(sql);
  };
  execute(
    `CREATE TRIGGER refused BEFORE ${change} ON lines BEGIN SELECT RAISE(ABORT, 'no ${change} here'); END`,
  );
  return { [Symbol.dispose]: () => execute('DROP TRIGGER refused') };
}

test('a visit is answered when its line cannot be written or completed', async () => {
  await using folder = await makeFolder();
  const stateFolder = join(folder.path, '.slipway');
  await using shop = await openShop(stateFolder);
  expect(await shop.page()).toEqual(shop.expected);
  for (const change of ['UPDATE', 'INSERT'] as const) {
    using _refused = refuse(stateFolder, change);
    expect(await shop.page()).toEqual(shop.expected);
    await expect.poll(shop.report).toContain(`a line was not written, Error: no ${change} here`);
    expect(await shop.page()).toEqual(shop.expected);
  }
});

test.skipIf(cannotMount)(
  'visits are answered on a full disk, and have lines again when there is room',
  { timeout: 120_000 },
  async () => {
    await using folder = await makeFolder();
    const stateFolder = join(folder.path, '.slipway');
    using disk = mountSmallDisk(stateFolder, 24);
    await using shop = await openShop(stateFolder);
    expect(await shop.page()).toEqual(shop.expected);
    disk.fill();
    for (let count = 0; count < 20; count += 1) expect(await shop.page()).toEqual(shop.expected);
    disk.clear();
    expect(await shop.page('/index.html')).toEqual(shop.expected);
    const lines = async () => {
      const keys = [...(await shop.s3('GET', '/logs?list-type=2')).matchAll(/<Key>([^<]*)<\/Key>/g)];
      return (await Promise.all(keys.map(async ([, key = '']) => shop.s3('GET', `/logs/${key}`)))).join('');
    };
    await expect.poll(lines, { timeout: 90_000 }).toContain('"GET /index.html HTTP/1.1" 200');
  },
);
