// Versions, aliases and layers of functions by AWS's API.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { whyNotAtOpt } from '../../src/targets/function/file-view.ts';
import { makeFolderForFunctions } from '../rig/temporary-folder.ts';
import { nodeFunction, openLambda, whenSettled, zipText } from '../rig/lambda-api.ts';

describe('versions and aliases', () => {
  const withVersions = async () => {
    const app = await openLambda();
    const source = "export const handler = async () => process.env['AWS_LAMBDA_FUNCTION_VERSION'];";
    await app.call('POST functions', await nodeFunction('check', source));
    await whenSettled(app.call, 'check');
    await app.call('POST functions/check/versions');
    await app.call('PUT functions/check/configuration', { Timeout: 9 });
    await whenSettled(app.call, 'check');
    await app.call('POST functions/check/versions');
    return app;
  };

  test('a version is what the function was; without a change there is no new one', async () => {
    await using app = await withVersions();
    const again = await app.call('POST functions/check/versions', { Description: 'again' });
    expect(again).toMatchObject({ status: 201, body: { Version: '2', Timeout: 9 } });
    const { body } = await app.call('GET functions/check/versions');
    const all = body['Versions'] as readonly Readonly<Record<string, unknown>>[];
    expect(all.map(({ Version, Timeout, FunctionArn }) => [Version, Timeout, FunctionArn])).toEqual(
      [
        ['$LATEST', 9],
        ['1', 3],
        ['2', 9],
      ].map(([version, timeout]) => [
        version,
        timeout,
        `arn:aws:lambda:eu-central-1:111122223333:function:check:${version}`,
      ]),
    );
    expect((await app.call('POST functions/check/invocations?Qualifier=1')).text).toBe('"1"');
    const other = await app.call('POST functions/check/versions', { CodeSha256: 'x' });
    expect(other).toMatchObject({ status: 400, headers: expect.anything() });
    expect(other.body['message']).toMatch(
      /^CodeSHA256 \(x\) is different from current CodeSHA256 in \$LATEST/,
    );
  });

  test('an alias leads to its version, and to a second one as its weight says', async () => {
    await using app = await withVersions();
    const made = await app.call('POST functions/check/aliases', { Name: 'live', FunctionVersion: '1' });
    expect(made).toMatchObject({
      status: 201,
      body: { Name: 'live', FunctionVersion: '1', Description: '' },
    });
    expect(made.body).not.toHaveProperty('RoutingConfig');
    const invoke = async () => {
      const { headers, text } = await app.call('POST functions/check:live/invocations');
      return [text, headers.get('x-amz-executed-version')];
    };
    expect(await invoke()).toEqual(['"1"', '1']);
    const weigh = async (AdditionalVersionWeights: object) =>
      app.call('PUT functions/check/aliases/live', { RoutingConfig: { AdditionalVersionWeights } });
    expect((await weigh({ 2: 1 })).body['RoutingConfig']).toEqual({ AdditionalVersionWeights: { 2: 1 } });
    expect(await invoke()).toEqual(['"2"', '2']);
    expect((await weigh({ 1: 0.5 })).body['message']).toMatch(
      /^Invalid function version 1\. Function version 1 is already/,
    );
    expect((await weigh({ 9: 0.5 })).status).toBe(404);
    const used = await app.call('DELETE functions/check?Qualifier=2');
    expect(used.status).toBe(409);
    await app.call('DELETE functions/check/aliases/live');
    expect((await app.call('DELETE functions/check?Qualifier=2')).status).toBe(204);
    expect((await app.call('POST functions/check/versions')).body['Version']).toBe('3');
    expect((await app.call('GET functions/check/aliases/live')).status).toBe(404);
  });
});

test('a layer is found by the function that has it, also when it was deleted', async () => {
  await using app = await openLambda();
  const ZipFile = await zipText({
    'nodejs/node_modules/greeting/index.js': "module.exports = 'from the layer';",
  });
  const published = await app.call('POST /2018-10-31/layers/greeting/versions', { Content: { ZipFile } });
  expect(published).toMatchObject({ status: 201, body: { Version: 1 } });
  const Layers = [published.body['LayerVersionArn']];
  const Code = {
    ZipFile: await zipText({ 'check.js': "exports.handler = async () => require('greeting');" }),
  };
  await app.call('POST functions', await nodeFunction('check', '', { Code, Layers }));
  expect((await app.call('DELETE /2018-10-31/layers/greeting/versions/1')).status).toBe(204);
  expect((await app.call('POST functions/check/invocations')).text).toBe('"from the layer"');
  expect((await app.call('GET /2018-10-31/layers/greeting/versions/1')).status).toBe(404);
});

test.skipIf(whyNotAtOpt([process.execPath]) !== undefined)(
  'layers lie at /opt, the later over the earlier',
  async () => {
    await using app = await openLambda();
    const layer = async (name: string, text: string) => {
      const Content = { ZipFile: await zipText({ 'data/who.txt': text, [`data/${name}.txt`]: name }) };
      return (await app.call(`POST /2018-10-31/layers/${name}/versions`, { Content })).body[
        'LayerVersionArn'
      ];
    };
    const Layers = [await layer('one', 'first'), await layer('two', 'second')];
    const source = `import { readFileSync } from 'node:fs';
    export const handler = async () => ['who', 'one', 'two'].map((name) => readFileSync('/opt/data/' + name + '.txt', 'utf8'));`;
    await app.call('POST functions', await nodeFunction('check', source, { Layers }));
    expect((await app.call('POST functions/check/invocations')).text).toBe('["second","one","two"]');
  },
);

test('provisioned concurrency starts environments before there are events, of the version that an alias means', async () => {
  await using app = await openLambda();
  await using folder = await makeFolderForFunctions();
  const started = join(folder.path, 'started');
  const lines = () => (existsSync(started) ? readFileSync(started, 'utf8').trim().split('\n') : []);
  const source = `import { appendFileSync } from 'node:fs';
    appendFileSync(${JSON.stringify(started)}, process.env.AWS_LAMBDA_FUNCTION_VERSION + ' ' + process.pid + '\\n');
    export const handler = async () => ({ pid: process.pid });`;
  await app.call('POST functions', await nodeFunction('check', source));
  await whenSettled(app.call, 'check');
  await app.call('POST functions/check/versions', {});
  await app.call('POST functions/check/aliases', { Name: 'live', FunctionVersion: '1' });
  const path = '/2019-09-30/functions/check/provisioned-concurrency?Qualifier';
  const put = async (qualifier: string, count: number) =>
    await app.call(`PUT ${path}=${qualifier}`, { ProvisionedConcurrentExecutions: count });
  const settled = async (): Promise<Readonly<Record<string, unknown>>> => {
    for (;;) {
      const { body } = await app.call(`GET ${path}=live`);
      if (body['Status'] !== 'IN_PROGRESS') return body;
    }
  };
  expect((await put('$LATEST', 1)).status).toBe(400);
  expect((await app.call(`GET ${path}=live`)).status).toBe(404);
  expect(await put('live', 2)).toMatchObject({
    status: 202,
    body: { RequestedProvisionedConcurrentExecutions: 2, Status: 'IN_PROGRESS' },
  });
  expect(await settled()).toMatchObject({ Status: 'READY', AvailableProvisionedConcurrentExecutions: 2 });
  expect(lines().map((line) => line.split(' ')[0])).toEqual(['1', '1']);
  const { body } = await app.call('POST functions/check:live/invocations', {});
  expect(lines()).toContain(`1 ${String(body['pid'])}`);
  expect(lines()).toHaveLength(2);
  expect((await put('1', 1)).status).toBe(409);
  const code = { ZipFile: await zipText({ 'check.mjs': `${source}\n// again` }) };
  await app.call('PUT functions/check/code', code);
  await whenSettled(app.call, 'check');
  await app.call('POST functions/check/versions', {});
  await app.call('PUT functions/check/aliases/live', { FunctionVersion: '2' });
  expect(await settled()).toMatchObject({ Status: 'READY' });
  expect(
    lines()
      .slice(2)
      .map((line) => line.split(' ')[0]),
  ).toEqual(['2', '2']);
  expect((await app.call(`DELETE ${path}=live`)).status).toBe(204);
  expect((await app.call(`GET ${path}=live`)).status).toBe(404);
});

test('provisioned concurrency of a function that cannot start ends as failed', async () => {
  await using app = await openLambda();
  await app.call('POST functions', await nodeFunction('check', "throw new Error('no');"));
  await whenSettled(app.call, 'check');
  await app.call('POST functions/check/versions', {});
  const path = '/2019-09-30/functions/check/provisioned-concurrency?Qualifier=1';
  await app.call(`PUT ${path}`, { ProvisionedConcurrentExecutions: 1 });
  await expect
    .poll(async () => (await app.call(`GET ${path}`)).body)
    .toMatchObject({ Status: 'FAILED', StatusReason: 'FUNCTION_ERROR_INIT_FAILURE' });
});
