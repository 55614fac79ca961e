// Distributions in front of sites of this machine, by CloudFront's API.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { behaviorDefaults } from '../../src/model/distribution.ts';
import { closeSites, listSites, openSite, removeSite } from '../../src/targets/site/open-site.ts';
import { openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { call as s3, location } from '../rig/s3-calls.ts';

async function call({ url, credentials }: TestEndpoint, address: string, body?: string) {
  const [method = '', path = ''] = address.split(' ');
  const response = await fetch(`${url}/2020-05-31/distribution${path}`, {
    method,
    headers: signature('cloudfront', credentials),
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    eTag: response.headers.get('etag') ?? '',
    text: await response.text(),
  };
}

function elementIn(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';
}

const batch = (path: string, reference: string) =>
  `<InvalidationBatch><Paths><Quantity>1</Quantity><Items><Path>${path}</Path></Items></Paths><CallerReference>${reference}</CallerReference></InvalidationBatch>`;

test('are listed with their origins, and invalidated once for each reference', async () => {
  await using endpoint = await openTestEndpoint();
  const targetsFolder = join(endpoint.stateFolder, 'targets');
  const origin = { id: 'site', domainName: 'shop.s3.amazonaws.com' };
  await openSite({
    targetsFolder,
    bucket: { name: 'shop', isVersioned: true, corsRules: [] },
    distributions: [
      {
        name: 'shop-edge',
        origins: [{ ...origin, bucket: { name: 'shop', endpoint: 'rest' } }],
        defaultBehavior: { ...behaviorDefaults, targetOriginId: 'site' },
        behaviors: [],
        errorResponses: [],
        notExecuted: [],
      },
    ],
    ports: {},
    signal: AbortSignal.timeout(240_000),
  });
  try {
    const list = await call(endpoint, 'GET ');
    const id = elementIn(list.text, 'Id');
    expect(id).toMatch(/^E[0-9A-Z]{13}$/);
    expect(list.text).toContain('<DomainName>shop.s3.amazonaws.com</DomainName>');
    expect(elementIn(list.text, 'DomainName')).toMatch(/^127\.0\.0\.1:\d+$/);
    const first = await call(endpoint, `POST /${id}/invalidation`, batch('/*', 'r-1'));
    expect([first.status, elementIn(first.text, 'Status')]).toEqual([201, 'Completed']);
    const again = await call(endpoint, `POST /${id}/invalidation`, batch('/*', 'r-1'));
    expect(elementIn(again.text, 'Id')).toBe(elementIn(first.text, 'Id'));
    const other = await call(endpoint, `POST /${id}/invalidation`, batch('/a', 'r-1'));
    expect(elementIn(other.text, 'Code')).toBe('InvalidArgument');
    const kept = await call(endpoint, `GET /${id}/invalidation/${elementIn(first.text, 'Id')}`);
    expect(elementIn(kept.text, 'Path')).toBe('/*');
    expect(elementIn((await call(endpoint, `GET /${id}/invalidation`)).text, 'Quantity')).toBe('1');
  } finally {
    await closeSites(targetsFolder);
  }
});

test('that are not there are refused by their name', async () => {
  await using endpoint = await openTestEndpoint();
  expect(elementIn((await call(endpoint, 'GET ')).text, 'Quantity')).toBe('0');
  const missing = await call(endpoint, 'POST /E1234567890123/invalidation', batch('/*', 'r'));
  expect([missing.status, elementIn(missing.text, 'Code')]).toEqual([404, 'NoSuchDistribution']);
});

const config = `<DistributionConfig xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">
  <CallerReference>shop</CallerReference><Comment></Comment><Enabled>true</Enabled>
  <Origins><Quantity>1</Quantity><Items><Origin><Id>site</Id>
    <DomainName>shop.s3-website.us-east-2.amazonaws.com</DomainName>
    <CustomOriginConfig><HTTPPort>80</HTTPPort><HTTPSPort>443</HTTPSPort>
      <OriginProtocolPolicy>http-only</OriginProtocolPolicy></CustomOriginConfig></Origin></Items></Origins>
  <DefaultCacheBehavior><TargetOriginId>site</TargetOriginId>
    <ViewerProtocolPolicy>allow-all</ViewerProtocolPolicy></DefaultCacheBehavior>
</DistributionConfig>`;

test('are answered with what CloudFront fills in, which programs read without asking', async () => {
  await using endpoint = await openTestEndpoint();
  const made = await call(endpoint, 'POST ', config);
  expect(made.status).toBe(201);
  for (const { text } of [made, await call(endpoint, `GET /${elementIn(made.text, 'Id')}/config`)])
    for (const filled of [
      '<OriginGroups><Quantity>0</Quantity></OriginGroups>',
      '<Aliases><Quantity>0</Quantity></Aliases>',
      '<PriceClass>PriceClass_All</PriceClass>',
      '<RestrictionType>none</RestrictionType>',
    ])
      expect(text).toContain(filled);
});

test.each(['...s3.amazonaws.com', '..s3.amazonaws.com', '...s3-website.us-east-2.amazonaws.com'])(
  'one whose origin is %s leaves what else is kept when it is deleted',
  async (domain) => {
    await using endpoint = await openTestEndpoint();
    const kept = join(endpoint.stateFolder, 'targets', '@sites', 'shop', 'site.json');
    mkdirSync(dirname(kept), { recursive: true });
    writeFileSync(kept, '{}');
    const odd = config
      .replace('shop.s3-website.us-east-2.amazonaws.com', domain)
      .replace('<Enabled>true', '<Enabled>false');
    const made = await call(endpoint, 'POST ', odd);
    const id = elementIn(made.text, 'Id');
    expect(made.status).toBe(201);
    const response = await fetch(`${endpoint.url}/2020-05-31/distribution/${id}`, {
      method: 'DELETE',
      headers: {
        ...signature('cloudfront', endpoint.credentials),
        'if-match': made.eTag,
      },
    });
    expect(response.status).toBe(204);
    expect(existsSync(kept)).toBe(true);
  },
);

test.each(['', '.', '..'])(
  'a site by the name "%s" is none of the folders around it: nothing is removed',
  async (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'slipway-sites-'));
    const kept = join(folder, 'targets', '@sites', 'shop');
    mkdirSync(kept, { recursive: true });
    await removeSite(join(folder, 'targets'), name);
    expect(existsSync(kept)).toBe(true);
    rmSync(folder, { recursive: true });
  },
);

test('the copy of a bucket behind a distribution goes with the bucket', async () => {
  await using endpoint = await openTestEndpoint();
  const targetsFolder = join(endpoint.stateFolder, 'targets');
  const open = async (name: string) =>
    openSite({
      targetsFolder,
      bucket: { name, isVersioned: true, corsRules: [] },
      distributions: [],
      ports: {},
      signal: AbortSignal.timeout(240_000),
    });
  try {
    await open('leaving');
    await open('staying');
    await s3(endpoint, 'PUT /leaving', { body: location });
    expect((await s3(endpoint, 'DELETE /leaving')).status).toBe(204);
    expect((await listSites(targetsFolder)).map(({ bucket }) => bucket.name)).toEqual(['staying']);
  } finally {
    await closeSites(targetsFolder);
  }
});
