// A deployment to a bucket that calls of S3's API have made: the action and the calls have the same objects and one website.
import { expect, test } from 'vitest';
import { openApiGround, until, type ApiGround } from '../rig/api-ground.ts';
import { rawZip } from '../rig/raw-zip.ts';
import { textAt } from '../rig/text-at.ts';

const action = (category: string, more: object) => ({
  name: category,
  actionTypeId: { category, owner: 'AWS', provider: 'S3', version: '1' },
  ...more,
});

const pipeline = {
  name: 'shop',
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  artifactStore: { type: 'S3', location: 'shop-source' },
  stages: [
    {
      name: 'Source',
      actions: [
        action('Source', {
          configuration: { S3Bucket: 'shop-source', S3ObjectKey: 'app.zip', PollForSourceChanges: 'false' },
          outputArtifacts: [{ name: 'src' }],
        }),
      ],
    },
    {
      name: 'Deploy',
      actions: [
        action('Deploy', {
          configuration: { BucketName: 'shop-site', Extract: 'true', CacheControl: 'max-age=60' },
          inputArtifacts: [{ name: 'src' }],
        }),
      ],
    },
  ],
};

const website =
  '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>';
const open =
  '<PublicAccessBlockConfiguration><BlockPublicPolicy>false</BlockPublicPolicy></PublicAccessBlockConfiguration>';
const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop-site/*' },
  ],
});

async function visit({ endpoint }: ApiGround, path: string): Promise<string> {
  return await textAt(`http://shop-site.s3-website.localhost:${new URL(endpoint.url).port}${path}`);
}

async function deploy({ codePipeline }: ApiGround): Promise<string> {
  const { pipelineExecutionId } = await codePipeline('StartPipelineExecution', { name: 'shop' });
  const read = async () =>
    (await codePipeline('GetPipelineExecution', { pipelineName: 'shop', pipelineExecutionId }))[
      'pipelineExecution'
    ] as { readonly status: string };
  await until(async () => (await read())?.status !== 'InProgress');
  return (await read()).status;
}

test('the S3 action puts its objects into the bucket of the account, whose website answers with them', async () => {
  await using ground = await openApiGround();
  const { s3, codePipeline } = ground;
  await ground.makeBucket('shop-source');
  const members = ['index.html', 'a/b c.txt'].map((name) => ({ name, data: Buffer.from(`<p>${name}</p>`) }));
  await s3('PUT', '/shop-source/app.zip', Uint8Array.from(rawZip(members)));
  await ground.makeBucket('shop-site');
  await s3('PUT', '/shop-site?website', website);
  await s3('PUT', '/shop-site?publicAccessBlock', open);
  await s3('PUT', '/shop-site?policy', policy);
  await s3('PUT', '/shop-site/kept.txt', 'by a call');
  await codePipeline('CreatePipeline', { pipeline });
  expect(await deploy(ground)).toBe('Succeeded');

  const list = await (await s3('GET', '/shop-site?list-type=2')).text();
  expect([...list.matchAll(/<Key>([^<]*)/g)].map(([, key]) => key)).toEqual([
    'a/b c.txt',
    'index.html',
    'kept.txt',
  ]);
  const page = await s3('GET', '/shop-site/index.html');
  expect([page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
    'text/html',
    'max-age=60',
  ]);
  expect(await visit(ground, '/')).toBe('<p>index.html</p>');
  await s3('PUT', '/shop-site/index.html', '<p>by a call</p>');
  expect(await visit(ground, '/')).toBe('<p>by a call</p>');

  await s3('DELETE', '/shop-source/app.zip');
  await s3('PUT', '/shop-source/app.zip', Uint8Array.from(rawZip(members)));
  expect(await deploy(ground)).toBe('Succeeded');
  expect(await visit(ground, '/')).toBe('<p>index.html</p>');
});
