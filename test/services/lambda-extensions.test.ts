// External extensions of functions, and internal ones, by the Lambda Extensions API.
import { accessSync, constants, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { callJson, type TestEndpoint } from '../rig/endpoint.ts';
import { nodeFunction, openLambda, zipText } from '../rig/lambda-api.ts';
import { makeFolderForFunctions } from '../rig/temporary-folder.ts';

/** A program of Node.js that has `register(events)`, `next()` and `note(text)`, which writes a line into `file`. */
const extension = (file: string, body: string) => ({
  mode: 0o755,
  text: `#!${process.execPath}
const { appendFileSync, existsSync } = require('node:fs');
const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2020-01-01/extension';
const note = (text) => appendFileSync(${JSON.stringify(file)}, text + '\\n');
let id;
const register = async (events, headers = {}) => {
  const answer = await fetch(base + '/register', {
    method: 'POST', headers: { 'Lambda-Extension-Name': require('node:path').basename(__filename), ...headers }, body: JSON.stringify({ events }),
  });
  id = answer.headers.get('lambda-extension-identifier');
  return await answer.json();
};
const next = async () => (await fetch(base + '/event/next', { headers: { 'Lambda-Extension-Identifier': id } })).json();
const report = async (path, type) => (await fetch(base + path, {
  method: 'POST', headers: { 'Lambda-Extension-Identifier': id, 'Lambda-Extension-Function-Error-Type': type },
})).status;
(async () => { ${body} })();
`,
});

async function withLayer(files: Parameters<typeof zipText>[0]) {
  const app = await openLambda();
  const Content = { ZipFile: await zipText(files) };
  const published = await app.call('POST /2018-10-31/layers/agent/versions', { Content });
  return { ...app, Layers: [published.body['LayerVersionArn']] };
}

const linesOf = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []);

async function logOf(endpoint: TestEndpoint): Promise<readonly string[]> {
  const input = { logGroupName: '/aws/lambda/check' };
  const { body } = await callJson(endpoint, 'logs', { target: 'Logs_20140328.FilterLogEvents', input });
  const events = (body['events'] ?? []) as readonly { readonly message: string }[];
  return events.map(({ message }) => message.trimEnd());
}

test('an extension registers before the function starts, is told of each event, and of the end', async () => {
  await using folder = await makeFolderForFunctions();
  const file = join(folder.path, 'seen');
  const agent = extension(
    file,
    `note(JSON.stringify(await register(['INVOKE', 'SHUTDOWN'], { 'Lambda-Extension-Accept-Feature': 'accountId' })));
     note('variables ' + [process.env.AWS_LAMBDA_FUNCTION_NAME, process.env._HANDLER, process.env.SAID].join(' '));
     console.log('the agent is there');
     for (;;) {
       const event = await next();
       note([event.eventType, event.requestId ?? event.shutdownReason, event.invokedFunctionArn, event.deadlineMs > Date.now()].join(' '));
       if (event.eventType === 'SHUTDOWN') process.exit(0);
     }`,
  );
  let requestId: string | null;
  {
    await using app = await withLayer({ 'extensions/agent': agent });
    const source = `import { readFileSync } from 'node:fs';
      const before = readFileSync(${JSON.stringify(file)}, 'utf8').split('\\n').length;
      export const handler = async () => before;`;
    const Environment = { Variables: { SAID: 'by the function' } };
    await app.call(
      'POST functions',
      await nodeFunction('check', source, { Layers: app.Layers, Environment }),
    );
    const { text, headers } = await app.call('POST functions/check/invocations');
    expect(Number(text)).toBeGreaterThan(1);
    requestId = headers.get('x-amzn-requestid');
    const ready = 'EXTENSION\tName: agent\tState: Ready\tEvents: [INVOKE, SHUTDOWN]';
    await expect
      .poll(async () => logOf(app.endpoint))
      .toEqual(expect.arrayContaining(['the agent is there', ready]));
  }
  expect(linesOf(file)).toEqual([
    '{"functionName":"check","functionVersion":"$LATEST","handler":"check.handler","accountId":"111122223333"}',
    'variables check  by the function',
    `INVOKE ${requestId} arn:aws:lambda:eu-central-1:111122223333:function:check true`,
    'SHUTDOWN spindown  true',
  ]);
});

test('an event is answered before its extensions are done, and the next one waits for them', async () => {
  await using folder = await makeFolderForFunctions();
  const [file, go] = [join(folder.path, 'seen'), join(folder.path, 'go')];
  const agent = extension(
    file,
    `await register(['INVOKE']);
     for (;;) {
       await next();
       note('told');
       while (!existsSync(${JSON.stringify(go)})) await new Promise(setImmediate);
       note('done');
     }`,
  );
  await using app = await withLayer({ 'extensions/agent': agent });
  const source = 'export const handler = async () => process.pid;';
  const Timeout = 60;
  await app.call('POST functions', await nodeFunction('check', source, { Layers: app.Layers, Timeout }));
  const first = await app.call('POST functions/check/invocations');
  await expect.poll(() => linesOf(file), { timeout: 20_000 }).toEqual(['told']);
  const second = app.call('POST functions/check/invocations');
  writeFileSync(go, '');
  expect((await second).text).toBe(first.text);
  await expect.poll(() => linesOf(file), { timeout: 20_000 }).toEqual(['told', 'done', 'told', 'done']);
});

test.each([
  ['exits', 'process.exit(3);', { errorType: 'Extension.Crash', text: 'exit status 3' }],
  [
    'reports that it cannot initialise itself',
    "await register([]); note(await report('/init/error', 'Extension.NoKey'));",
    { errorType: 'Extension.InitError', text: 'Extension.NoKey' },
  ],
  [
    'reports an error while an event runs',
    "await register(['INVOKE']); await next(); note(await report('/exit/error', 'Extension.Lost'));",
    { errorType: 'Extension.ExitError', text: 'Extension.Lost' },
  ],
])('a function whose extension %s fails with its error', async (_title, body, { errorType, text }) => {
  await using folder = await makeFolderForFunctions();
  await using app = await withLayer({ 'extensions/agent': extension(join(folder.path, 'seen'), body) });
  // An answer would come before the extension's error.
  const source = 'export const handler = async () => new Promise(() => setInterval(() => {}, 1000));';
  const Timeout = 60;
  await app.call('POST functions', await nodeFunction('check', source, { Layers: app.Layers, Timeout }));
  const { headers, body: answer } = await app.call('POST functions/check/invocations');
  expect(headers.get('x-amz-function-error')).toBe('Unhandled');
  const requestId = headers.get('x-amzn-requestid');
  expect(answer).toEqual({ errorType, errorMessage: `RequestId: ${requestId} Error: ${text}` });
});

test('a function whose extension may not be executed fails, and its log says which', async () => {
  await using app = await withLayer({ 'extensions/agent': '#!/bin/sh\n' });
  const source = 'export const handler = async () => 1;';
  await app.call('POST functions', await nodeFunction('check', source, { Layers: app.Layers }));
  const { body } = await app.call('POST functions/check/invocations');
  expect(body['errorType']).toBe('Extension.LaunchError');
  await expect
    .poll(async () => (await logOf(app.endpoint)).find((line) => line.startsWith('EXTENSION')))
    .toMatch(/^EXTENSION\tName: agent\tState: LaunchError\tEvents: \[\]\tError Type: /);
});

test('an extension that is not done when the time of the function is up is told so, and ended', async () => {
  await using folder = await makeFolderForFunctions();
  const file = join(folder.path, 'seen');
  const agent = extension(
    file,
    `await register(['INVOKE', 'SHUTDOWN']);
     note((await next()).eventType);
     setTimeout(async () => note((await next()).shutdownReason), 4500);`,
  );
  await using app = await withLayer({ 'extensions/agent': agent });
  const source = 'export const handler = async () => process.pid;';
  const Timeout = 3;
  await app.call('POST functions', await nodeFunction('check', source, { Layers: app.Layers, Timeout }));
  const { text, headers } = await app.call('POST functions/check/invocations');
  expect(headers.get('x-amz-function-error')).toBeNull();
  await expect.poll(() => linesOf(file)).toEqual(['INVOKE', 'timeout']);
  expect((await app.call('POST functions/check/invocations')).text).not.toBe(text);
});

test('an extension in the function itself is told of events, and refused what Lambda refuses', async () => {
  await using app = await openLambda();
  const source = `
    const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2020-01-01/extension';
    const said = [];
    const ask = async (path, headers = {}, events) => {
      const answer = await fetch(base + path, { headers, ...(events === undefined ? {} : { method: 'POST', body: events }) });
      const body = await answer.json();
      said.push(answer.status + ' ' + (body.errorType ?? body.functionName));
      return answer.headers.get('lambda-extension-identifier');
    };
    const name = { 'Lambda-Extension-Name': 'within' };
    await ask('/register', {}, '{"events":[]}');
    await ask('/register', name, 'no JSON');
    await ask('/register', name, '{"events":["SHUTDOWN"]}');
    const id = await ask('/register', name, '{"events":["INVOKE"]}');
    await ask('/register', name, '{"events":["INVOKE"]}');
    await ask('/event/next');
    await ask('/event/next', { 'Lambda-Extension-Identifier': 'x' });
    await ask('/event/next', { 'Lambda-Extension-Identifier': crypto.randomUUID() });
    await ask('/exit/error', { 'Lambda-Extension-Identifier': id }, '{}');
    const told = fetch(base + '/event/next', { headers: { 'Lambda-Extension-Identifier': id } }).then((answer) => answer.json());
    export const handler = async () => {
      await ask('/register', { 'Lambda-Extension-Name': 'late' }, '{"events":[]}');
      const { eventType } = await told;
      void fetch(base + '/event/next', { headers: { 'Lambda-Extension-Identifier': id } }).catch(() => {});
      return [...said, eventType];
    };`;
  await app.call('POST functions', await nodeFunction('check', source));
  expect(JSON.parse((await app.call('POST functions/check/invocations')).text)).toEqual([
    '403 Extension.InvalidExtensionName',
    '403 InvalidRequestFormat',
    '403 Extension.InvalidEventType',
    '200 check',
    '403 Extension.InvalidExtensionState',
    '403 Extension.MissingExtensionIdentifier',
    '403 Extension.InvalidExtensionIdentifier',
    '403 Extension.UnknownExtensionIdentifier',
    '403 Extension.MissingHeader',
    '403 Extension.RegistrationClosed',
    'INVOKE',
  ]);
});

test('an extension that asks for the Logs API is told that it gets none, as the log and the list of what was not executed are', async () => {
  await using folder = await makeFolderForFunctions();
  const file = join(folder.path, 'seen');
  const agent = extension(
    file,
    `await register(['INVOKE']);
     const answer = await fetch(base.replace('/2020-01-01/extension', '/2020-08-15/logs'), {
       method: 'PUT', headers: { 'Lambda-Extension-Identifier': id }, body: '{}',
     });
     note(answer.status + ' ' + (await answer.json()).errorType);
     for (;;) await next();`,
  );
  await using app = await withLayer({ 'extensions/agent': agent });
  const source = 'export const handler = async () => 1;';
  await app.call('POST functions', await nodeFunction('check', source, { Layers: app.Layers }));
  expect((await app.call('POST functions/check/invocations')).text).toBe('1');
  expect(linesOf(file)).toEqual(['202 Logs.NotSupported']);
  using calls = openNotExecutedCalls(app.endpoint.stateFolder);
  expect(calls.list()).toMatchObject([
    { service: 'Lambda', operation: 'the Logs API for the extensions of the function check' },
  ]);
});

/** Subscribes by `protocol`, and notes each event as JSON. */
const subscriber = (file: string, protocol: 'HTTP' | 'TCP') =>
  extension(
    file,
    `const took = (event) => note(JSON.stringify(event));
     const server = '${protocol}' === 'HTTP'
       ? require('node:http').createServer(async (asked, answer) => {
           let text = '';
           for await (const part of asked) text += part;
           JSON.parse(text).forEach(took);
           answer.end();
         })
       : require('node:net').createServer((socket) => require('node:readline').createInterface({ input: socket }).on('line', (line) => took(JSON.parse(line))));
     await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
     const { port } = server.address();
     await register(['INVOKE', 'SHUTDOWN']);
     const subscribe = async (body) => {
       const answer = await fetch(base.replace('/2020-01-01/extension', '/2022-07-01/telemetry'), {
         method: 'PUT', headers: { 'Lambda-Extension-Identifier': id }, body: JSON.stringify(body),
       });
       return answer.status + ' ' + (await answer.text());
     };
     const destination = '${protocol}' === 'HTTP' ? { protocol: 'HTTP', URI: 'http://sandbox.localdomain:' + port + '/' } : { protocol: 'TCP', port };
     const types = ['platform', 'function', 'extension'];
     note(JSON.stringify(await subscribe({ schemaVersion: '2022-12-13', types, destination, buffering: { timeoutMs: 25 } })));
     console.log('of the extension');
     for (;;) if ((await next()).eventType === 'SHUTDOWN') process.exit(0);
     `,
  );

test.each(['HTTP', 'TCP'] as const)(
  'an extension that has subscribed to telemetry is sent all that becomes of its function, by %s',
  async (protocol) => {
    await using folder = await makeFolderForFunctions();
    const file = join(folder.path, 'seen');
    let requestId: string | null;
    {
      await using app = await withLayer({ 'extensions/agent': subscriber(file, protocol) });
      const source = `export const handler = async ({ fails }) => {
        console.log('of the function');
        if (fails) throw new TypeError('not that');
        return 'abc';
      };`;
      const more = { Layers: app.Layers, Timeout: 60 };
      await app.call('POST functions', await nodeFunction('check', source, more));
      const done = await app.call('POST functions/check/invocations', {});
      expect(done.text).toBe('"abc"');
      requestId = done.headers.get('x-amzn-requestid');
      await app.call('POST functions/check/invocations', { fails: true });
      const reports = () => linesOf(file).filter((line) => line.includes('"platform.report"'));
      await expect.poll(reports, { timeout: 60_000 }).toHaveLength(2);
    }
    interface Event {
      readonly type: string;
      readonly record: string & Readonly<Record<string, unknown>>;
    }
    const [subscribed = '', ...lines] = linesOf(file);
    expect(JSON.parse(subscribed)).toBe('200 OK');
    const events = lines.map((line) => JSON.parse(line) as Event);
    const of = (type: string) => events.filter((event) => event.type === type).map(({ record }) => record);
    expect(of('platform.initStart')).toMatchObject([{ phase: 'init', functionName: 'check' }]);
    expect(of('platform.telemetrySubscription')).toEqual([
      { name: 'agent', state: 'Subscribed', types: ['platform', 'function', 'extension'] },
    ]);
    expect(of('platform.initRuntimeDone')).toMatchObject([{ status: 'success' }]);
    expect(of('platform.initReport')).toMatchObject([{ metrics: { durationMs: expect.any(Number) } }]);
    expect(of('platform.extension')).toEqual([
      { name: 'agent', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] },
    ]);
    expect(of('platform.start')[0]).toMatchObject({ requestId, version: '$LATEST' });
    expect(of('platform.runtimeDone')).toMatchObject([
      { requestId, status: 'success', metrics: { producedBytes: 5 } },
      { status: 'error', errorType: 'TypeError' },
    ]);
    expect(of('platform.report')).toMatchObject([
      { requestId, status: 'success', metrics: { memorySizeMB: 128, initDurationMs: expect.any(Number) } },
      { status: 'error' },
    ]);
    expect(of('extension')).toEqual(['of the extension\n']);
    expect(of('function').filter((line) => line.includes('of the function'))).toHaveLength(2);
    const types = events.map(({ type }) => type);
    expect(types[0]).toBe('platform.initStart');
    const first = types.indexOf('platform.start');
    expect(types.indexOf('platform.initReport')).toBeLessThan(types.indexOf('platform.report'));
    expect(first).toBeLessThan(types.indexOf('platform.runtimeDone'));
    expect(types.indexOf('platform.runtimeDone')).toBeLessThan(types.indexOf('platform.report'));
  },
);

function mayWriteTo(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

test.skipIf(!mayWriteTo('/opt'))(
  'a function whose interpreter lies below /opt runs without its layers there, which its log and the list of what was not executed say',
  async () => {
    const folder = await mkdtemp('/opt/interpreter-');
    try {
      const python = (process.env['PATH'] ?? '')
        .split(delimiter)
        .map((each) => join(each, 'python3'))
        .find((each) => existsSync(each));
      symlinkSync(python ?? '', join(folder, 'python3'));
      vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
      await using app = await withLayer({ 'data/who.txt': 'me', 'python/who.py': 'name = "the layer"' });
      const Code = {
        ZipFile: await zipText({
          'check.py':
            'import os, who\ndef handler(event, context):\n  return [who.name, os.path.exists("/opt/data/who.txt")]',
        }),
      };
      const parts = { Runtime: 'python3.13', Layers: app.Layers, Code };
      await app.call('POST functions', await nodeFunction('check', '', parts));
      const { body } = await app.call('POST functions/check/invocations');
      expect(body).toEqual(['the layer', false]);
      using calls = openNotExecutedCalls(app.endpoint.stateFolder);
      const why = `${folder}/python3, which the function needs, lies below it on this machine`;
      expect(calls.list()).toMatchObject([
        { service: 'Lambda', operation: `the layers of the function check at /opt: ${why}` },
      ]);
      await expect
        .poll(async () => (await logOf(app.endpoint)).join('\n'), { timeout: 20_000 })
        .toContain(`The layers of check do not lie at /opt, because ${why}`);
    } finally {
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true });
    }
  },
);
