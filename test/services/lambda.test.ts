// Functions of Lambda by AWS's API: created, changed, found and deleted.
import { describe, expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { signature } from '../rig/endpoint.ts';
import { lambda, makeFunctions } from '../rig/functions.ts';
import { makeFolderForFunctions } from '../rig/temporary-folder.ts';
import { echo, nodeFunction, openLambda, role, whenSettled, zipText } from '../rig/lambda-api.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

describe('a function', () => {
  test('is created pending, becomes active, is invoked, and is gone when it was deleted', async () => {
    await using app = await openLambda();
    const created = await app.call('POST functions', await nodeFunction('check', echo));
    expect(created.status).toBe(201);
    expect(created.body).toEqual({
      Architectures: ['x86_64'],
      CodeSha256: expect.stringMatching(/^.{43}=$/),
      CodeSize: expect.any(Number),
      Description: '',
      EphemeralStorage: { Size: 512 },
      FunctionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:check',
      FunctionName: 'check',
      Handler: 'check.handler',
      LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/),
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/check' },
      MemorySize: 128,
      PackageType: 'Zip',
      RevisionId: expect.stringMatching(uuid),
      Role: role,
      Runtime: 'nodejs22.x',
      RuntimeVersionConfig: { RuntimeVersionArn: expect.stringMatching(/:runtime:[0-9a-f]{64}$/) },
      SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
      State: 'Pending',
      StateReason: 'The function is being created.',
      StateReasonCode: 'Creating',
      Timeout: 3,
      TracingConfig: { Mode: 'PassThrough' },
      Version: '$LATEST',
    });
    const active = await whenSettled(app.call, 'check');
    expect(active).toMatchObject({ State: 'Active', LastUpdateStatus: 'Successful' });
    expect(active['RevisionId']).not.toBe(created.body['RevisionId']);
    const invoked = await app.call('POST functions/check/invocations', { name: 'green' });
    expect(invoked).toMatchObject({ status: 200, text: '{"got":{"name":"green"}}' });
    expect(invoked.headers.get('x-amz-executed-version')).toBe('$LATEST');
    expect(invoked.headers.get('x-amz-function-error')).toBeNull();
    expect((await app.call('DELETE functions/check')).status).toBe(204);
    const gone = await app.call('GET functions/check');
    expect(gone.status).toBe(404);
    expect(gone.headers.get('x-amzn-errortype')).toBe('ResourceNotFoundException');
    expect(gone.body).toEqual({
      Type: 'User',
      Message: 'Function not found: arn:aws:lambda:eu-central-1:111122223333:function:check',
    });
  });

  test('takes one event after the other in the same process, and events at the same time in others', async () => {
    await using app = await openLambda();
    await using folder = await makeFolderForFunctions();
    // Events that are given a folder wait there for each other.
    const source = `import { readdirSync, writeFileSync } from 'node:fs';
      let count = 0;
      export const handler = async ({ folder }) => {
        if (folder !== undefined) writeFileSync(folder + '/' + process.pid, '');
        while (folder !== undefined && readdirSync(folder).length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
        return { pid: process.pid, count: (count += 1) };
      };`;
    await app.call('POST functions', await nodeFunction('check', source, { Timeout: 600 }));
    const invoke = async (event: object) =>
      (await app.call('POST functions/check/invocations', event)).body as {
        readonly pid: number;
        readonly count: number;
      };
    await expect.poll(async () => (await invoke({})).count).toBeGreaterThan(1);
    const given = { folder: folder.path };
    const together = await Promise.all([invoke(given), invoke(given)]);
    expect(new Set(together.map(({ pid }) => pid)).size).toBe(2);
  });

  test.each<readonly [string, object, string, string]>([
    ['a name that is there', {}, '409 ResourceConflictException', 'Function already exist: check'],
    [
      'no zip',
      { FunctionName: 'other', Code: { ZipFile: 'bm8gemlw' } },
      '400 InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    ],
    [
      'a runtime of old',
      { FunctionName: 'other', Runtime: 'nodejs14.x' },
      '400 InvalidParameterValueException',
      'The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
    ],
    [
      'variables of Lambda’s own',
      { FunctionName: 'other', Environment: { Variables: { AWS_REGION: 'x', STAGE: 'y' } } },
      '400 InvalidParameterValueException',
      'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION',
    ],
    [
      'a kind of function that does not run here',
      { FunctionName: 'other', DurableConfig: { ExecutionTimeout: 60 } },
      '400 InvalidParameterValueException',
      'Slipway does not execute the DurableConfig of functions on this machine',
    ],
    [
      'a layer that is not there',
      { FunctionName: 'other', Layers: ['arn:aws:lambda:eu-central-1:111122223333:layer:no:1'] },
      '400 InvalidParameterValueException',
      'Layer version arn:aws:lambda:eu-central-1:111122223333:layer:no:1 does not exist.',
    ],
    [
      'code in no bucket',
      { FunctionName: 'other', Code: { S3Bucket: 'nowhere', S3Key: 'a.zip' } },
      '400 InvalidParameterValueException',
      'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
    ],
    [
      'a time of an hour',
      { FunctionName: 'other', Timeout: 3600 },
      '400 ValidationException',
      "1 validation error detected: Value '3600' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
  ])('is not created with %s', async (_what, more, code, message) => {
    await using app = await openLambda();
    await app.call('POST functions', await nodeFunction('check', echo));
    const refused = await app.call('POST functions', await nodeFunction('check', echo, more));
    expect(`${refused.status} ${refused.headers.get('x-amzn-errortype')}`).toBe(code);
    expect(refused.body['message'] ?? refused.body['Message']).toBe(message);
    expect((await app.call('GET functions')).body['Functions']).toHaveLength(1);
  });

  test('takes its code from an object of S3, and gives it back at an address', async () => {
    await using app = await openLambda();
    const { url, credentials } = app.endpoint;
    const zip = Buffer.from(await zipText({ 'check.mjs': echo }), 'base64');
    const headers = signature('s3', credentials);
    const body =
      '<CreateBucketConfiguration><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>';
    await fetch(`${url}/code`, { method: 'PUT', headers, body });
    await fetch(`${url}/code/a.zip`, { method: 'PUT', headers, body: zip });
    const Code = { S3Bucket: 'code', S3Key: 'a.zip' };
    await app.call('POST functions', await nodeFunction('check', '', { Code }));
    expect((await app.call('POST functions/check/invocations', 1)).text).toBe('{"got":1}');
    const { body: got } = await app.call('GET functions/check');
    const { Location } = got['Code'] as { readonly Location: string };
    expect(Buffer.from(await (await fetch(Location)).arrayBuffer())).toEqual(zip);
    const gone = { S3Bucket: 'code', S3Key: 'b.zip' };
    expect((await app.call('PUT functions/check/code', gone)).body['message']).toBe(
      'Error occurred while GetObject. S3 Error Code: NoSuchKey. S3 Error Message: The specified key does not exist.',
    );
  });

  test('is changed, by those who have read its newest revision', async () => {
    await using app = await openLambda();
    await app.call('POST functions', await nodeFunction('check', echo));
    const { RevisionId } = await whenSettled(app.call, 'check');
    const change = { Timeout: 9, Environment: { Variables: { STAGE: 'dev' } }, RevisionId };
    const changed = await app.call('PUT functions/check/configuration', change);
    expect(changed.body).toMatchObject({
      Timeout: 9,
      Environment: { Variables: { STAGE: 'dev' } },
      State: 'Active',
      LastUpdateStatus: 'InProgress',
      LastUpdateStatusReasonCode: 'Creating',
    });
    await whenSettled(app.call, 'check');
    const late = await app.call('PUT functions/check/configuration', change);
    expect(late).toMatchObject({ status: 412, body: { Type: 'User' } });
    const ZipFile = await zipText({ 'check.mjs': 'export const handler = async () => process.env.STAGE;' });
    const tried = await app.call('PUT functions/check/code', { ZipFile, DryRun: true });
    const updated = await app.call('PUT functions/check/code', { ZipFile });
    expect(updated.body['CodeSha256']).toBe(tried.body['CodeSha256']);
    await whenSettled(app.call, 'check');
    expect((await app.call('POST functions/check/invocations')).text).toBe('"dev"');
  });

  test('of a runtime that does not run here fails with the reason', async () => {
    await using app = await openLambda();
    const created = await nodeFunction('check', echo, { Runtime: 'ruby3.4' });
    expect((await app.call('POST functions', created)).body['State']).toBe('Pending');
    expect(await whenSettled(app.call, 'check')).toMatchObject({
      State: 'Failed',
      StateReasonCode: 'InvalidRuntime',
      StateReason: expect.stringContaining('"ruby3.4" do not run here'),
    });
  });

  test('is found by its ARN in this region and account alone', async () => {
    await using app = await openLambda();
    await app.call('POST functions', await nodeFunction('check', echo));
    const get = async (arn: string) => app.call(`GET functions/${encodeURIComponent(arn)}/configuration`);
    expect(await get('arn:aws:lambda:eu-central-1:111122223333:function:check')).toMatchObject({
      status: 200,
    });
    expect(await get('111122223333:check')).toMatchObject({ status: 200 });
    expect(await get('arn:aws:lambda:us-east-1:111122223333:function:check')).toMatchObject({
      status: 404,
      body: {
        Message: "Functions from 'us-east-1' are not reachable in this region ('eu-central-1')",
      },
    });
    expect(await get('arn:aws:lambda:eu-central-1:444455556666:function:check')).toMatchObject({
      status: 403,
    });
    const twice = await app.call('GET functions/check:1?Qualifier=2');
    expect(twice.body['message']).toBe(
      'The derived qualifier from the function name does not match the specified qualifier.',
    );
  });
});

test('a permission is a statement of the function’s policy until it is removed', async () => {
  await using app = await openLambda();
  await app.call('POST functions', await nodeFunction('check', echo));
  const permission = {
    StatementId: 'api',
    Action: 'lambda:InvokeFunction',
    Principal: 'apigateway.amazonaws.com',
    SourceArn: 'arn:aws:execute-api:eu-central-1:111122223333:a/*',
    SourceAccount: '111122223333',
  };
  const added = await app.call('POST functions/check/policy', permission);
  expect(added.status).toBe(201);
  const { body } = await app.call('GET functions/check/policy');
  expect(JSON.parse(body['Policy'] as string)).toEqual({
    Version: '2012-10-17',
    Id: 'default',
    Statement: [
      {
        Sid: 'api',
        Effect: 'Allow',
        Principal: { Service: 'apigateway.amazonaws.com' },
        Action: 'lambda:InvokeFunction',
        Resource: 'arn:aws:lambda:eu-central-1:111122223333:function:check',
        Condition: {
          StringEquals: { 'AWS:SourceAccount': '111122223333' },
          ArnLike: { 'AWS:SourceArn': 'arn:aws:execute-api:eu-central-1:111122223333:a/*' },
        },
      },
    ],
  });
  expect((await app.call('POST functions/check/policy', permission)).status).toBe(409);
  expect((await app.call('DELETE functions/check/policy/other')).body['Message']).toBe(
    'Statement other is not found in resource policy.',
  );
  expect((await app.call('DELETE functions/check/policy/api')).status).toBe(204);
  expect((await app.call('GET functions/check/policy')).status).toBe(404);
});

test('a function that a file declares is listed, described, invoked and changed like any other', async () => {
  await using app = await openLambda();
  await using files = await makeFunctions({
    'filed.mjs': "export const handler = async () => 'from the file';",
  });
  {
    using account = openAccount(app.endpoint.stateFolder);
    account.put({
      account: '111122223333',
      region: 'eu-central-1',
      partition: 'aws',
      type: 'AWS::Lambda::Function',
      name: 'filed',
      values: {
        ...lambda({ functionName: 'filed', handler: 'filed.handler' }),
        code: { folder: files.folder, path: '.' },
      },
      madeBy: { kind: 'definition', file: '/shop/function.json', pipelineName: 'shop' },
      at: 0,
    });
  }
  expect((await app.call('GET functions')).body['Functions']).toMatchObject([{ FunctionName: 'filed' }]);
  expect((await app.call('POST functions/filed/invocations')).text).toBe('"from the file"');
  files.write('filed.mjs', "export const handler = async () => 'from the changed file';");
  expect((await app.call('POST functions/filed/invocations')).text).toBe('"from the changed file"');
  const { body } = await app.call('POST functions/filed/versions');
  expect(body).toMatchObject({ Version: '1', CodeSha256: expect.stringMatching(/=$/) });
  files.write('filed.mjs', "export const handler = async () => 'newer';");
  expect((await app.call('POST functions/filed:1/invocations')).text).toBe('"from the changed file"');
  await app.call('PUT functions/filed/configuration', { MemorySize: 256 });
  expect(await whenSettled(app.call, 'filed')).toMatchObject({
    MemorySize: 256,
    LastUpdateStatus: 'Successful',
  });
});
