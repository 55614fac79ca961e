// Invocations of functions by AWS's API, in real processes.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { callJson } from '../rig/endpoint.ts';
import { isAlive } from '../rig/functions.ts';
import { makeFolderForFunctions } from '../rig/temporary-folder.ts';
import { echo, nodeFunction, openLambda, whenSettled } from '../rig/lambda-api.ts';

describe('an invocation', () => {
  test('of a function that fails is answered with its error and AWS’s header', async () => {
    await using app = await openLambda();
    const source = `export const handler = async ({ how }) => {
      if (how === 'throw') throw new RangeError('too far');
      if (how === 'exit') process.exit(3);
      if (how === 'memory') { const held = []; for (;;) held.push(Buffer.alloc(16e6, 1)); }
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    };`;
    await app.call('POST functions', await nodeFunction('check', source, { Timeout: 600 }));
    const fail = async (how: string) => {
      const { status, headers, body } = await app.call('POST functions/check/invocations', { how });
      expect([status, headers.get('x-amz-function-error')]).toEqual([200, 'Unhandled']);
      return body;
    };
    expect(await fail('throw')).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
    const { errorMessage: exit } = await fail('exit');
    expect(exit).toMatch(/^RequestId: \S+ Error: Runtime exited with error: exit status 3$/);
    expect((await fail('memory'))['errorMessage']).toMatch(/signal: killed$/);
    await app.call('PUT functions/check/configuration', { Timeout: 1 });
    await whenSettled(app.call, 'check');
    expect((await fail('wait'))['errorMessage']).toMatch(/^\S+Z \S+ Task timed out after 1\.00 seconds$/);
  });

  // shows: S2-132
  test('gives the end of its log, which is in CloudWatch Logs as well', async () => {
    await using app = await openLambda();
    const source = "export const handler = async () => console.log('at work');";
    await app.call('POST functions', await nodeFunction('check', source));
    const { headers, text } = await app.call(
      'POST functions/check/invocations',
      {},
      { 'x-amz-log-type': 'Tail' },
    );
    expect(text).toBe('null');
    const tail = Buffer.from(headers.get('x-amz-log-result') ?? '', 'base64').toString('utf8');
    expect(tail).toMatch(/^START RequestId: \S+ Version: \$LATEST\n.*\tat work\nEND .*\nREPORT .*\n$/);
    const events = async () => {
      const input = { logGroupName: '/aws/lambda/check' };
      const { body } = await callJson(app.endpoint, 'logs', {
        target: 'Logs_20140328.FilterLogEvents',
        input,
      });
      return ((body['events'] ?? []) as readonly { readonly message: string }[]).map(
        ({ message }) => `${message}\n`,
      );
    };
    await expect.poll(async () => (await events()).join('')).toBe(tail);
  });

  // shows: S1-135, S2-117
  test('is refused when the function has its reserved number of events', async () => {
    await using app = await openLambda();
    await app.call('POST functions', await nodeFunction('check', echo));
    const concurrency = '/2017-10-31/functions/check/concurrency';
    await app.call(`PUT ${concurrency}`, { ReservedConcurrentExecutions: 0 });
    expect(await app.call('POST functions/check/invocations')).toMatchObject({
      status: 429,
      body: {
        Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
        Type: 'User',
        message: 'Rate Exceeded.',
      },
    });
    expect((await app.call('GET functions/check')).body['Concurrency']).toEqual({
      ReservedConcurrentExecutions: 0,
    });
    expect((await app.call(`PUT ${concurrency}`, { ReservedConcurrentExecutions: 901 })).status).toBe(400);
    expect((await app.call(`DELETE ${concurrency}`)).status).toBe(204);
    expect((await app.call('POST functions/check/invocations', 1)).text).toBe('{"got":1}');
  });

  test('calls AWS’s API of this machine as the function’s role', async () => {
    await using app = await openLambda();
    const source = `export const handler = async () => {
      const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token } = process.env;
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: 'AWS4-HMAC-SHA256 Credential=' + key + '/20260101/eu-central-1/sts/aws4_request, SignedHeaders=host, Signature=0',
          'x-amz-security-token': token,
        },
        body: new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' }),
      });
      return /<Arn>(.*)<.Arn>/.exec(await answer.text())[1];
    };`;
    await app.call('POST functions', await nodeFunction('check', source));
    expect((await app.call('POST functions/check/invocations')).text).toBe(
      '"arn:aws:sts::111122223333:assumed-role/worker/check"',
    );
  });

  test('for later is answered at once, and its result goes to the destination', async () => {
    await using app = await openLambda();
    const told = `export const handler = async (record) => console.log('told ' + JSON.stringify(record));`;
    await app.call('POST functions', await nodeFunction('told', told));
    await app.call(
      'POST functions',
      await nodeFunction('check', "export const handler = async () => { throw new Error('no'); };"),
    );
    await app.call('PUT /2019-09-25/functions/check/event-invoke-config', {
      MaximumRetryAttempts: 0,
      DestinationConfig: {
        OnFailure: { Destination: 'arn:aws:lambda:eu-central-1:111122223333:function:told' },
      },
    });
    const taken = await app.call(
      'POST functions/check/invocations',
      { a: 1 },
      { 'x-amz-invocation-type': 'Event' },
    );
    expect(taken).toMatchObject({ status: 202, text: '' });
    const record = async () => {
      const input = { logGroupName: '/aws/lambda/told', filterPattern: 'told' };
      const { body } = await callJson(app.endpoint, 'logs', {
        target: 'Logs_20140328.FilterLogEvents',
        input,
      });
      const [event] = (body['events'] ?? []) as readonly { readonly message: string }[];
      return event === undefined
        ? undefined
        : (JSON.parse(/told (.*)/.exec(event.message)?.[1] ?? '') as unknown);
    };
    await expect.poll(record).toMatchObject({
      version: '1.0',
      requestContext: {
        functionArn: 'arn:aws:lambda:eu-central-1:111122223333:function:check:$LATEST',
        condition: 'RetriesExhausted',
        approximateInvokeCount: 1,
      },
      requestPayload: { a: 1 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: 'Error', errorMessage: 'no' },
    });
  });

  test('that is only tried runs nothing, and an event that is no JSON is refused', async () => {
    await using app = await openLambda();
    await app.call('POST functions', await nodeFunction('check', echo));
    const tried = await app.call(
      'POST functions/check/invocations',
      {},
      { 'x-amz-invocation-type': 'DryRun' },
    );
    expect(tried).toMatchObject({ status: 204, text: '' });
    const refused = await app.call('POST functions/check/invocations', '{"a":');
    expect(refused.headers.get('x-amzn-errortype')).toBe('InvalidRequestContentException');
    expect(refused.body['message']).toMatch(/^Could not parse request body into json: /);
  });
});

test('an endpoint that closes ends what its functions are at', async () => {
  const app = await openLambda();
  await using folder = await makeFolderForFunctions();
  const source = `import { writeFileSync } from 'node:fs';
    export const handler = async ({ folder }) => {
      writeFileSync(folder + '/' + process.pid, '');
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    };`;
  await app.call('POST functions', await nodeFunction('check', source, { Timeout: 900 }));
  const invoked = Promise.allSettled([app.call('POST functions/check/invocations', { folder: folder.path })]);
  await expect.poll(() => readdirSync(folder.path).length).toBe(1);
  await app[Symbol.asyncDispose]();
  expect(await invoked).toMatchObject([{ status: 'rejected' }]);
  expect(readdirSync(folder.path).map(Number).filter(isAlive)).toEqual([]);
});
