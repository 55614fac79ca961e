// The artifacts of pipelines as objects: when their bucket and they are made, and when not again.
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openState } from '../../src/state/open-state.ts';
import { pipelineWorkload } from '../../src/model/workload.ts';
import { publishedHosts } from '../../src/targets/endpoint/published-hosts.ts';
import { callJson, openTestEndpoint, signature, type TestEndpoint } from '../rig/endpoint.ts';
import { all, call as s3, location } from '../rig/s3-calls.ts';

const action = (name: string, category: string, more: object) => ({
  name,
  actionTypeId: {
    category,
    owner: 'AWS',
    provider: category === 'Source' ? 'S3' : 'CodeBuild',
    version: '1',
  },
  ...more,
});

const pipeline = {
  name: 'shop',
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  artifactStore: { type: 'S3', location: 'made' },
  stages: [
    {
      name: 'Source',
      actions: [
        action('Fetch', 'Source', {
          configuration: { S3Bucket: 'source', S3ObjectKey: 'a.zip', PollForSourceChanges: 'false' },
          outputArtifacts: [{ name: 'src' }],
        }),
      ],
    },
    {
      name: 'Build',
      actions: [
        action('Compile', 'Build', {
          configuration: { ProjectName: 'shop' },
          inputArtifacts: [{ name: 'src' }],
        }),
      ],
    },
  ],
};

/** A pipeline whose first action has made an artifact with this text. */
async function openWithArtifact(): Promise<TestEndpoint> {
  await using opened = new AsyncDisposableStack();
  const endpoint = opened.use(await openTestEndpoint());
  const target = 'CodePipeline_20150709.CreatePipeline';
  const made = await callJson(endpoint, 'codepipeline', { target, input: { pipeline } });
  if (made.status !== 200) throw new Error(made.text);
  await makeArtifact(endpoint, 'one');
  opened.move();
  return endpoint;
}

async function makeArtifact({ stateFolder }: TestEndpoint, text: string): Promise<void> {
  const folder = join(stateFolder, `content-${text}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.txt'), text);
  await using state = await openState(stateFolder, { owner: true });
  const { digest } = await state.artifacts.save(folder);
  const place = { executionId: text, stageName: 'Source', actionName: 'Fetch', actionExecutionId: text };
  const outputArtifacts = [{ name: 'src', digest, files: 1, sizeBytes: text.length }];
  state.journal.append(pipelineWorkload('shop'), [
    { ...place, type: 'ActionSucceeded', at: Date.now(), outputVariables: {}, outputArtifacts },
  ]);
}

const bucketsOf = async (endpoint: TestEndpoint) => all((await s3(endpoint, 'GET /')).text, 'Name');
const keysOf = async (endpoint: TestEndpoint) =>
  all((await s3(endpoint, 'GET /made?list-type=2')).text, 'Key');

test('an artifact bucket that was only listed is not deleted while it has artifacts', async () => {
  await using endpoint = await openWithArtifact();
  expect(await bucketsOf(endpoint)).toEqual(['made']);
  const refused = await s3(endpoint, 'DELETE /made');
  expect([refused.status, all(refused.text, 'Code')]).toEqual([409, ['BucketNotEmpty']]);
});

test('an artifact bucket that was deleted with its objects comes back with the next artifact alone', async () => {
  await using endpoint = await openWithArtifact();
  expect(await bucketsOf(endpoint)).toEqual(['made']);
  const [key = ''] = await keysOf(endpoint);
  expect((await s3(endpoint, `DELETE /made/${key}`)).status).toBe(204);
  expect((await s3(endpoint, 'DELETE /made')).status).toBe(204);
  expect((await s3(endpoint, 'HEAD /made')).status).toBe(404);
  expect(await bucketsOf(endpoint)).toEqual([]);
  await makeArtifact(endpoint, 'two');
  expect(await bucketsOf(endpoint)).toEqual(['made']);
  expect(await keysOf(endpoint)).toHaveLength(1);
});

test('an object that was deleted before it was looked at stays deleted', async () => {
  await using endpoint = await openWithArtifact();
  const [key = ''] = await keysOf(endpoint);
  await makeArtifact(endpoint, 'two');
  await s3(endpoint, `DELETE /made/${key}`);
  expect(await keysOf(endpoint)).not.toContain(key);
  expect(await keysOf(endpoint)).toHaveLength(1);
});

test('an artifact that could not be written as an object is one when it can', async () => {
  await using endpoint = await openWithArtifact();
  expect(await bucketsOf(endpoint)).toEqual(['made']);
  const contents = join(endpoint.stateFolder, 's3', 'contents');
  renameSync(contents, `${contents}.away`);
  // Nothing can be written where a file is in the folder's place.
  writeFileSync(contents, '');
  expect((await s3(endpoint, 'GET /made?list-type=2')).status).not.toBe(200);
  rmSync(contents);
  renameSync(`${contents}.away`, contents);
  expect(await keysOf(endpoint)).toHaveLength(1);
});

test('the host names of an artifact bucket are published when a look makes it', async () => {
  await using endpoint = await openWithArtifact();
  expect((await s3(endpoint, 'HEAD /made')).status).toBe(200);
  expect(publishedHosts(join(endpoint.stateFolder, 'targets'))).toContain('made.s3.amazonaws.com');
});

test('a call that takes an artifact bucket over in another Region gives it its tags and its Region', async () => {
  await using endpoint = await openWithArtifact();
  expect(await bucketsOf(endpoint)).toEqual(['made']);
  const headers = signature('s3', endpoint.credentials, { region: 'eu-west-1' });
  const body = location
    .replace('eu-central-1', 'eu-west-1')
    .replace(
      '</CreateBucketConfiguration>',
      '<Tags><Tag><Key>team</Key><Value>a</Value></Tag></Tags></CreateBucketConfiguration>',
    );
  expect((await s3(endpoint, 'PUT /made', { headers, body })).status).toBe(200);
  expect(all((await s3(endpoint, 'GET /made?tagging', { headers })).text, 'Key')).toEqual(['team']);
  expect((await s3(endpoint, 'GET /made?location', { headers })).text).toContain('eu-west-1');
});
