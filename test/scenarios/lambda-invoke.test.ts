// The Lambda invoke action: the function gets the job as an event, and its report is the action's result.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findEndpoint } from '../../src/targets/endpoint/open-endpoint.ts';
import { pipeline, sourceStage } from '../rig/definitions.ts';
import { signature, userKeys } from '../rig/endpoint.ts';
import { makeProject, type Project } from '../rig/project.ts';

const type = (category: string, provider: string) => ({ category, owner: 'AWS', provider, version: '1' });

/** Calls CodePipeline as its SDK does, and S3 with its path-style addresses. */
const sdk = `
import { readFileSync } from 'node:fs';
const report = async (operation, body) => {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_CODEPIPELINE, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'CodePipeline_20150709.' + operation },
    body: JSON.stringify(body),
  });
  console.log(operation, answer.status, await answer.text());
};
const at = ({ location: { s3Location } }) => process.env.AWS_ENDPOINT_URL_S3 + '/' + s3Location.bucketName + '/' + s3Location.objectKey;
`;

function write(app: Project, handler: string, more: object = {}): void {
  const call = {
    name: 'Call',
    namespace: 'Called',
    actionTypeId: type('Invoke', 'Lambda'),
    configuration: { FunctionName: 'check', UserParameters: 'of #{Source.BranchName}' },
    inputArtifacts: [{ name: 'SourceOutput' }],
    outputArtifacts: [{ name: 'Checked' }],
  };
  const show = {
    name: 'Show',
    actionTypeId: type('Compute', 'Commands'),
    inputArtifacts: [{ name: 'Checked' }],
    commands: ['ls', 'echo "verdict #{Called.Verdict}"'],
  };
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Check', actions: [{ ...call, ...more }] },
      { name: 'Show', actions: [show] },
    ]),
  );
  app.write('function.json', {
    FunctionName: 'check',
    Runtime: 'nodejs22.x',
    Handler: 'check.handler',
    Timeout: 20,
    Role: 'arn:aws:iam::111122223333:role/check',
  });
  app.write('check.mjs', `${sdk}\nexport const handler = async (event) => {\n${handler}\n};\n`);
  app.write('function-code.json', { functionCode: [{ functionName: 'check', path: '.' }] });
}

/** The input artifact is uploaded again as the output artifact. */
const copy = `const { id, data } = event['CodePipeline.job'];
  const zip = Buffer.from(await (await fetch(at(data.inputArtifacts[0]))).arrayBuffer());
  await fetch(at(data.outputArtifacts[0]), { method: 'PUT', body: zip });`;

/** Of all objects in the bucket of the artifacts. */
async function keysIn(app: Project): Promise<readonly string[]> {
  const stateFolder = join(app.folder, '.slipway');
  const endpoint = await findEndpoint(join(stateFolder, 'targets'));
  const headers = signature('s3', userKeys(stateFolder));
  const answer = await fetch(`${endpoint?.url}/app-artifacts?list-type=2`, { headers });
  return [...(await answer.text()).matchAll(/<Key>([^<]*)</g)].map(([, key = '']) => key);
}

describe('a Lambda invoke action', () => {
  test('hands on the variables and the artifact that the function reports', async () => {
    await using app = makeProject();
    write(
      app,
      `${copy}
      console.log('asked', data.actionConfiguration.configuration.UserParameters);
      await report('PutJobSuccessResult', { jobId: id, outputVariables: { Verdict: 'good' }, executionDetails: { summary: 'all well' } });`,
    );
    const { status, stdout } = await app.run('run');
    expect(stdout).not.toContain('failed:');
    expect(status).toBe(0);
    const logs = (await app.run('logs')).stdout;
    expect(logs).toContain('asked of main');
    expect(logs).toContain('verdict good');
    expect(logs).toContain('check.mjs');
  });

  test('has its artifacts in the bucket: the function lists it and uploads in parts, with the keys of the job, and people find them', async () => {
    await using app = makeProject();
    write(
      app,
      `const { id, data } = event['CodePipeline.job'];
      const { accessKeyId, secretAccessKey, sessionToken } = data.artifactCredentials;
      const { S3Client, ...s3 } = await import('@aws-sdk/client-s3');
      const client = new S3Client({ region: process.env.AWS_REGION, forcePathStyle: true, credentials: { accessKeyId, secretAccessKey, sessionToken } });
      const [input, output] = [data.inputArtifacts[0], data.outputArtifacts[0]].map(({ location }) => ({
        Bucket: location.s3Location.bucketName, Key: location.s3Location.objectKey,
      }));
      const { Contents } = await client.send(new s3.ListObjectsV2Command({ Bucket: input.Bucket }));
      console.log('listed', Contents.map(({ Key }) => Key === input.Key).join());
      const Body = await (await client.send(new s3.GetObjectCommand(input))).Body.transformToByteArray();
      const { UploadId } = await client.send(new s3.CreateMultipartUploadCommand(output));
      const { ETag } = await client.send(new s3.UploadPartCommand({ ...output, UploadId, PartNumber: 1, Body }));
      await client.send(new s3.CompleteMultipartUploadCommand({ ...output, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }));
      await report('PutJobSuccessResult', { jobId: id, outputVariables: { Verdict: 'in parts' } });`,
    );
    const { status } = await app.run('run');
    const logs = (await app.run('logs')).stdout;
    expect(logs).toContain('listed true');
    expect(logs).toContain('verdict in parts');
    expect(logs).toContain('check.mjs');
    expect(status).toBe(0);
    expect(await keysIn(app)).toEqual([
      expect.stringMatching(/^app\/Checked\/\w{7}\.zip$/),
      expect.stringMatching(/^app\/SourceOutp\/\w{7}\.zip$/),
    ]);
    await app.run('down');
  });

  test('takes a body in chunks with a checksum behind it, as SDKs send it', async () => {
    await using app = makeProject();
    write(
      app,
      `const { id, data } = event['CodePipeline.job'];
      const zip = Buffer.from(await (await fetch(at(data.inputArtifacts[0]))).arrayBuffer());
      const half = zip.length >> 1;
      const chunk = (part) => [Buffer.from(part.length.toString(16) + '\\r\\n'), part, Buffer.from('\\r\\n')];
      const end = Buffer.from('0\\r\\nx-amz-checksum-crc32:AAAAAA==\\r\\n\\r\\n');
      const body = Buffer.concat([...chunk(zip.subarray(0, half)), ...chunk(zip.subarray(half)), end]);
      await fetch(at(data.outputArtifacts[0]), {
        method: 'PUT',
        headers: { 'content-encoding': 'aws-chunked', 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' },
        body,
      });
      await report('PutJobSuccessResult', { jobId: id, outputVariables: { Verdict: 'good' } });`,
    );
    const { status } = await app.run('run');
    expect(status).toBe(0);
    expect((await app.run('logs')).stdout).toContain('check.mjs');
  });

  test('invokes the function again with its continuation token until it reports a result', async () => {
    await using app = makeProject();
    write(
      app,
      `${copy}
      const { continuationToken } = data;
      if (continuationToken === undefined)
        return await report('PutJobSuccessResult', { jobId: id, continuationToken: 'half way' });
      await report('PutJobSuccessResult', { jobId: id, outputVariables: { Verdict: continuationToken } });`,
    );
    const { status } = await app.run('run', '--minute', '1');
    expect(status).toBe(0);
    expect((await app.run('logs')).stdout).toContain('verdict half way');
  });

  test.each([
    [
      'reports a failure',
      `await report('PutJobFailureResult', { jobId: id, failureDetails: { type: 'ConfigurationError', message: 'not on Fridays' } });`,
      ['ConfigurationError', 'reported failure: not on Fridays'],
    ],
    ['throws', `throw new Error('out of order');`, ['out of order']],
    ['returns normally', `return 'fine';`, ['ended without reporting a result']],
    [
      'reports success without its output artifact',
      `await report('PutJobSuccessResult', { jobId: id });`,
      ['did not upload Checked'],
    ],
    [
      'gives variables before the job has ended',
      `await report('PutJobSuccessResult', { jobId: id, continuationToken: 'x', outputVariables: { Verdict: 'good' } });`,
      ['outputVariables are for the call without a continuationToken', 'ended without reporting a result'],
    ],
  ])('fails when the function %s', async (_, work, said) => {
    await using app = makeProject();
    write(app, `const { id } = event['CodePipeline.job'];\n${work}`);
    const { status, stdout } = await app.run('run');
    expect(status).toBe(1);
    const logs = (await app.run('logs')).stdout;
    for (const text of said) expect(stdout + logs).toContain(text);
  });

  test('does not run when the definition has no such function', async () => {
    await using app = makeProject();
    write(app, '', { configuration: { FunctionName: 'chekc' } });
    const { status, stdout } = await app.run('lint');
    expect(status).toBe(2);
    expect(stdout).toContain('names the function "chekc", which is not part of the definition');
    expect(stdout).toContain('Did you mean "check"?');
  });
});
