// Functions with a runtime of their own, run for real.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { invokeFunction } from '../../../src/targets/function/invoke-function.ts';
import { makeFunctions, type Functions } from '../../rig/functions.ts';
import { writeRevisionZip } from '../../rig/revision-zip.ts';

async function invoke(app: Functions, parts: Partial<LambdaFunction> = {}, payload: unknown = {}) {
  return await invokeFunction({ ...app.call(parts), payload });
}

describe('a custom runtime', () => {
  const provided = { runtime: 'provided.al2023', handler: 'any.text' } as const;
  const bootstrap = (body: string) => `#!${process.execPath}
    const base = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime';
    const next = async () => {
      const answer = await fetch(base + '/invocation/next');
      return { id: answer.headers.get('Lambda-Runtime-Aws-Request-Id'), answer };
    };
    const post = async (path, body) => (await fetch(base + path, { method: 'POST', body }));
    (async () => { ${body} })();`;

  test('is the program bootstrap, which polls for invocations', async () => {
    await using app = await makeFunctions();
    const body = `for (;;) {
      const { id, answer } = await next();
      const event = await answer.json();
      await post('/invocation/' + id + '/response', JSON.stringify({ got: event, handler: process.env._HANDLER }));
    }`;
    app.write('bootstrap', bootstrap(body), 0o755);
    const { payload, functionError } = await invoke(app, provided, [1, 2]);
    expect(functionError).toBeUndefined();
    expect(payload).toEqual({ got: [1, 2], handler: 'any.text' });
  });

  test('runs out of a zip, which is unpacked for it', async () => {
    await using app = await makeFunctions();
    const body = `const { id } = await next(); await post('/invocation/' + id + '/response', 'plain text');`;
    mkdirSync(join(app.folder, 'functions'));
    await writeRevisionZip(join(app.folder, 'functions', 'check.zip'), {
      bootstrap: { text: bootstrap(body), mode: 0o755 },
    });
    const { payload } = await invoke(app, provided);
    expect(payload).toBe('plain text');
  });

  test('is refused what the Runtime API refuses', async () => {
    await using app = await makeFunctions();
    const body = `const said = [];
      const say = async (answer) => said.push(answer.status + ' ' + (await answer.json()).errorType);
      const { id } = await next();
      await say(await post('/init/error', '{}'));
      await say(await post('/invocation/other/response', '1'));
      await say(await fetch(base + '/restore/next'));
      await post('/invocation/' + id + '/response', JSON.stringify(said));
      console.log('again: ' + (await post('/invocation/' + id + '/response', '1')).status);
      await next();`;
    app.write('bootstrap', bootstrap(body), 0o755);
    const { payload } = await invoke(app, provided);
    expect(payload).toEqual(['403 InvalidStateTransition', '400 InvalidRequestID', '404 NotFound']);
    expect(app.lines).toContain('again: 403');
  });

  test('that reports an error when it starts has failed with it', async () => {
    await using app = await makeFunctions();
    const body = `await post('/init/error', JSON.stringify({ errorType: 'Config.Bad', errorMessage: 'no key' })); process.exit(1);`;
    app.write('bootstrap', bootstrap(body), 0o755);
    const { functionError } = await invoke(app, provided);
    expect(functionError).toBe('Config.Bad: no key');
    expect(app.lines[0]).toMatch(/^START /);
  });

  test('that may not be executed cannot start', async () => {
    await using app = await makeFunctions({ bootstrap: '#!/bin/sh\n' });
    const { functionError } = await invoke(app, provided);
    expect(functionError).toMatch(/^Runtime\.InvalidEntrypoint: Couldn't find valid bootstrap/);
  });
});
