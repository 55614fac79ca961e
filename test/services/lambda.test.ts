// Functions of Lambda by AWS's API, run in real processes.
import { describe, expect, test } from 'vitest';
import { openTestEndpoint } from '../rig/endpoint.ts';
import { lambdaApi, nodeFunction, role, whenSettled } from '../rig/lambda-api.ts';

const echo = 'export const handler = async (event) => ({ got: event });';
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function open() {
  const endpoint = await openTestEndpoint();
  return {
    endpoint,
    call: lambdaApi(endpoint),
    [Symbol.asyncDispose]: async () => endpoint[Symbol.asyncDispose](),
  };
}

describe('a function', () => {
  test('is created pending, becomes active, is invoked, and is gone when it was deleted', async () => {
    await using app = await open();
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
    await using app = await open();
    const source = `let count = 0;
      export const handler = async ({ waitMs = 0 }) => {
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        return { pid: process.pid, count: (count += 1) };
      };`;
    await app.call('POST functions', await nodeFunction('check', source));
    const invoke = async (event: object) =>
      (await app.call('POST functions/check/invocations', event)).body as {
        readonly pid: number;
        readonly count: number;
      };
    const first = await invoke({});
    const second = await invoke({});
    expect(second).toEqual({ pid: first.pid, count: 2 });
    const together = await Promise.all([invoke({ waitMs: 300 }), invoke({ waitMs: 300 })]);
    expect(new Set(together.map(({ pid }) => pid)).size).toBe(2);
  });
});
