// Functions of Node.js run for real: what they give, how they fail, and what is left of them.
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { invokeFunction } from '../../../src/targets/function/invoke-function.ts';
import { makeFunctions, type Functions } from '../../rig/functions.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

async function invoke(app: Functions, parts: Partial<LambdaFunction> = {}, payload: unknown = {}) {
  return await invokeFunction({ ...app.call(parts), payload });
}

/** A text stands for itself alone. */
const wholly = (error: string | RegExp) =>
  typeof error === 'string' ? new RegExp(`^${RegExp.escape(error)}$`) : error;

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

describe('a function of Node.js', () => {
  test('gives what its handler returns for the event, and a log with START, END and REPORT', async () => {
    await using app = await makeFunctions({
      'check.mjs': `export const handler = async (event) => {
        console.log('asked for %s', event.name);
        return { hello: event.name };
      };`,
    });
    const { payload, functionError, logTail, durationMs } = await invoke(app, {}, { name: 'green' });
    expect(payload).toEqual({ hello: 'green' });
    expect(functionError).toBeUndefined();
    expect(durationMs).toBeGreaterThan(0);
    expect(app.lines).toEqual([
      expect.stringMatching(new RegExp(`^START RequestId: ${uuid} Version: \\$LATEST$`)),
      expect.stringMatching(new RegExp(`^\\d{4}-\\S+Z\\t${uuid}\\tINFO\\tasked for green$`)),
      expect.stringMatching(new RegExp(`^END RequestId: ${uuid}$`)),
      expect.stringMatching(
        new RegExp(
          `^REPORT RequestId: ${uuid}\\tDuration: [\\d.]+ ms\\tBilled Duration: \\d+ ms\\tMemory Size: 128 MB\\t`,
        ),
      ),
    ]);
    expect(logTail).toBe(`${app.lines.join('\n')}\n`);
  });

  describe('has the packages of the AWS SDK that AWS brings along and it does not', () => {
    afterEach(() => vi.unstubAllEnvs());
    /** npm is a script that does what the real one would, and counts how often. */
    async function withNpm(script: string) {
      const folder = await makeFolder();
      writeFileSync(join(folder.path, 'npm'), `#!/bin/sh\necho call >>${folder.path}/calls\n${script}`);
      chmodSync(join(folder.path, 'npm'), 0o755);
      vi.stubEnv('PATH', `${folder.path}${delimiter}${process.env['PATH'] ?? ''}`);
      vi.stubEnv('XDG_CACHE_HOME', folder.path);
      const calls = () => readFileSync(join(folder.path, 'calls'), 'utf8').split('\n').length - 1;
      return { calls, [Symbol.asyncDispose]: async () => folder[Symbol.asyncDispose]() };
    }
    const installing = `
for word; do
  [ "$before" = --prefix ] && prefix=$word
  before=$word
  case $word in @*)
    package="$prefix/node_modules/\${word%@*}"
    mkdir -p "$package"
    echo '{"name":"x","main":"index.js"}' >"$package/package.json"
    echo "exports.from = '$word'" >"$package/index.js"
  esac
done`;

    test.each([
      ['check.mjs', "import { from } from '@aws-sdk/client-xray';\nexport const handler = async () => from;"],
      ['check.js', "exports.handler = async () => require('@aws-sdk/client-xray').from;"],
    ])('fetched once by npm, in %s', async (name, code) => {
      await using npm = await withNpm(installing);
      await using app = await makeFunctions({ [name]: code });
      for (let time = 0; time < 2; time += 1)
        expect((await invoke(app)).payload).toBe('@aws-sdk/client-xray@3');
      expect(npm.calls()).toBe(1);
    });

    test('also when it names one that there is not', async () => {
      await using _ = await withNpm(
        `case "$*" in *client-none*) echo 'npm error 404 Not Found - GET https://registry/@aws-sdk%2fclient-none' >&2; exit 1; esac${installing}`,
      );
      await using app = await makeFunctions({
        'check.js':
          "exports.handler = async () => { try { require('@aws-sdk/client-none'); } catch { return require('@aws-sdk/client-xray').from; } };",
      });
      expect((await invoke(app)).payload).toBe('@aws-sdk/client-xray@3');
    });

    test('and fails with the advice to install them when npm cannot fetch them', async () => {
      await using _ = await withNpm('echo "npm error network request failed" >&2; exit 1');
      await using app = await makeFunctions({ 'check.mjs': `import '@aws-sdk/client-quicksight';` });
      const { functionError, explanation } = await invoke(app);
      expect(functionError).toContain("Cannot find package '@aws-sdk/client-quicksight'");
      expect(explanation).toContain('npm install @aws-sdk/client-quicksight');
      expect(app.lines.at(-1)).toBe(explanation);
      expect(app.lines).toContain(
        "Slipway could not fetch @aws-sdk/client-quicksight, which AWS's runtimes for Node.js have: network request failed",
      );
    });
  });

  test('sees Lambda’s environment and its own, and nothing of the user’s but PATH and HOME', async () => {
    await using app = await makeFunctions({
      'check.mjs': 'export const handler = async () => ({ ...process.env, cwd: process.cwd() });',
    });
    process.env['SLIPWAY_TEST_OF_THE_USER'] = 'private';
    const { payload } = await invoke(app, {
      variables: { STAGE: 'test', AWS_REGION: 'mars-1' },
      memorySize: 256,
    });
    delete process.env['SLIPWAY_TEST_OF_THE_USER'];
    const env = payload as Readonly<Record<string, string>>;
    expect(env).toMatchObject({
      STAGE: 'test',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'check',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
      _HANDLER: 'check.handler',
      LAMBDA_TASK_ROOT: app.folder,
      cwd: app.folder,
      PATH: process.env['PATH'],
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
    });
    expect(env['_X_AMZN_TRACE_ID']).toMatch(
      /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/,
    );
    expect(env).not.toHaveProperty('SLIPWAY_TEST_OF_THE_USER');
    expect(env).not.toHaveProperty('AWS_LAMBDA_MAX_CONCURRENCY');
  });

  test('is given its context: the ARN as it was invoked, the time that is left', async () => {
    await using app = await makeFunctions({
      'check.mjs': `export const handler = async (_, context) => ({
        ...context, left: context.getRemainingTimeInMillis(),
      });`,
    });
    const call = app.call({ timeout: 7 });
    const { payload } = await invokeFunction({ ...call, functionName: 'check:live', payload: {} });
    expect(payload).toMatchObject({
      functionName: 'check',
      functionVersion: '$LATEST',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:check:live',
      memoryLimitInMB: '128',
      awsRequestId: expect.stringMatching(uuid),
      logGroupName: '/aws/lambda/check',
    });
    const { left } = payload as { readonly left: number };
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(7000);
  });

  const handlers: readonly (readonly [string, string, string, unknown])[] = [
    [
      'calls back',
      'check.cjs',
      `exports.handler = (event, context, callback) => { setTimeout(() => callback(null, 'later'), 5); };`,
      'later',
    ],
    [
      'calls back, and has something left to do',
      'check.js',
      `let done = 'not yet';
       exports.handler = (event, context, callback) => {
         callback(null, { get done() { return done; } });
         setTimeout(() => { done = 'done'; }, 20);
       };`,
      { done: 'done' },
    ],
    [
      'calls back and does not wait for the rest',
      'check.js',
      `let done = 'not yet';
       exports.handler = (event, context, callback) => {
         context.callbackWaitsForEmptyEventLoop = false;
         callback(null, { get done() { return done; } });
         setTimeout(() => { done = 'done'; }, 20);
       };`,
      { done: 'not yet' },
    ],
    ['returns nothing', 'check.mjs', 'export const handler = async () => {};', null],
    ['neither returns a promise nor calls back', 'check.mjs', 'export const handler = () => "lost";', null],
  ];
  test.each(handlers)('whose handler %s gives what it comes to', async (_, file, code, result) => {
    await using app = await makeFunctions({ [file]: code });
    const invocation = await invoke(app);
    expect(invocation.functionError).toBeUndefined();
    expect(invocation.payload).toEqual(result);
  });

  test('may export its handler deep in a file that lies deep', async () => {
    await using app = await makeFunctions({
      'lib/hooks/check.js': 'module.exports = { api: { handle: async () => "found" } };',
    });
    const { payload } = await invoke(app, { handler: 'lib/hooks/check.api.handle' });
    expect(payload).toBe('found');
  });

  const failures: readonly (readonly [string, string, string | RegExp])[] = [
    ['throws', 'export const handler = async () => { throw new TypeError("no"); };', 'TypeError: no'],
    ['throws a text', 'export const handler = async () => { throw "no"; };', 'string: no'],
    [
      'calls back with an error',
      'export const handler = (event, context, callback) => callback(new Error("no"));',
      'Error: no',
    ],
    [
      'waits for a promise that never settles',
      'export const handler = async () => new Promise(() => {});',
      /^Runtime\.NodeJsExit: .* can never settle/,
    ],
    [
      'throws outside of its promise',
      'export const handler = () => new Promise(() => setTimeout(() => { throw new Error("stray"); }, 1));',
      'Error: stray',
    ],
    [
      'leaves a rejection alone',
      'export const handler = () => new Promise(() => { Promise.reject(new Error("stray")); setTimeout(() => {}, 9000); });',
      'Runtime.UnhandledPromiseRejection: Error: stray',
    ],
    [
      'ends its process',
      'export const handler = async () => process.exit(3);',
      new RegExp(`^Runtime\\.ExitError: RequestId: ${uuid} Error: Runtime exited with error: exit status 3$`),
    ],
    [
      'ends its process as if all were well',
      'export const handler = async () => process.exit(0);',
      /^Runtime\.ExitError: .* Runtime exited without providing a reason$/,
    ],
    [
      'gives what JSON cannot say',
      'export const handler = async () => { const a = {}; a.a = a; return a; };',
      /^Runtime\.JSONStringifyError: Unable to stringify response body/,
    ],
    [
      'is not exported',
      'export const handle = 1;',
      'Runtime.HandlerNotFound: check.handler is undefined or not exported',
    ],
    [
      'is no function',
      'export const handler = 1;',
      'Runtime.HandlerNotFound: check.handler is not a function',
    ],
    ['stands in a broken file', 'export const = ;', /^Runtime\.UserCodeSyntaxError: SyntaxError/],
    [
      'imports what is not there',
      'import "./lost.mjs";',
      /^Runtime\.ImportModuleError: Error: Cannot find module/,
    ],
    ['stands in a file that throws', 'throw new RangeError("early");', 'RangeError: early'],
    [
      'gives more than 6 MB',
      'export const handler = async () => "x".repeat(7_000_000);',
      /^Function\.ResponseSizeTooLarge: Response payload size \(7000002 bytes\) exceeded/,
    ],
  ];
  test.each(failures)('whose handler %s fails in AWS’s words', async (_, code, error) => {
    await using app = await makeFunctions({ 'check.mjs': code });
    const { functionError, payload, logTail } = await invoke(app);
    expect(functionError).toMatch(wholly(error));
    const { errorType, errorMessage } = payload as Readonly<Record<string, string>>;
    expect(`${errorType}: ${errorMessage}`).toBe(functionError);
    expect(logTail).toContain('\tStatus: error');
  });

  test('of Node.js 24 may not take a callback, and its plain result counts', async () => {
    await using app = await makeFunctions({
      'check.mjs': 'export const handler = (event, context, callback) => callback(null, 1);',
      'plain.mjs': 'export const handler = () => "plain";',
    });
    const runtime = 'nodejs24.x';
    expect((await invoke(app, { runtime })).functionError).toMatch(/^Runtime\.CallbackHandlerDeprecated: /);
    expect(await invoke(app, { runtime, handler: 'plain.handler' })).toMatchObject({ payload: 'plain' });
  });

  test('has no more of Node.js than Lambda gives it', async () => {
    const code = 'export const handler = async () => "a module";';
    await using app = await makeFunctions({ 'check.js': code });
    expect((await invoke(app)).functionError).toMatch(/^Runtime\.UserCodeSyntaxError: SyntaxError: /);
    const asked = { NODE_OPTIONS: '--experimental-detect-module' };
    expect(await invoke(app, { variables: asked })).toMatchObject({ payload: 'a module' });
    expect(await invoke(app, { runtime: 'nodejs24.x' })).toMatchObject({ payload: 'a module' });
    app.write('package.json', '{"type":"module"}');
    expect(await invoke(app)).toMatchObject({ payload: 'a module' });
  });

  test.each([
    ['check.mjs', "import { CodeDeployClient } from '@aws-sdk/client-codedeploy'; export const"],
    ['check.js', "const { CodeDeployClient } = require('@aws-sdk/client-codedeploy'); const"],
  ])('has the AWS SDK that Lambda brings for hooks, without installing it, in %s', async (name, begin) => {
    const end = name === 'check.js' ? '; exports.handler = handler;' : '';
    await using app = await makeFunctions({
      [name]: `${begin} handler = async () => new CodeDeployClient({}).config.region()${end}`,
    });
    const { payload, functionError } = await invoke(app);
    expect(functionError).toBeUndefined();
    expect(payload).toBe('eu-west-1');
  });
});
