// Functions run for real, in each kind of runtime: what they give, how they fail, and what is left of them.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { invokeFunction } from '../../../src/targets/function/invoke-function.ts';
import { isAlive, makeFunctions, type Functions } from '../../rig/functions.ts';
import { writeRevisionZip } from '../../rig/revision-zip.ts';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { missingMoto } from '../../rig/moto.ts';

async function invoke(app: Functions, parts: Partial<LambdaFunction> = {}, payload: unknown = {}) {
  return await invokeFunction({ ...app.call(parts), payload });
}

/** A text stands for itself alone. */
const wholly = (error: string | RegExp) =>
  typeof error === 'string' ? new RegExp(`^${RegExp.escape(error)}$`) : error;

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Why the AWS SDK cannot be had here. */
const noPackages = await missingMoto();

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

  test('has the AWS SDK that Lambda brings for hooks, without installing it', async () => {
    await using app = await makeFunctions({
      'check.mjs': `import { CodeDeployClient } from '@aws-sdk/client-codedeploy';
        export const handler = async () => new CodeDeployClient({}).config.region();`,
    });
    const { payload, functionError } = await invoke(app);
    expect(functionError).toBeUndefined();
    expect(payload).toBe('eu-west-1');
  });

  test('that uses another client of the SDK fails with the advice to install it', async () => {
    await using app = await makeFunctions({ 'check.mjs': `import '@aws-sdk/client-quicksight';` });
    const { functionError, explanation } = await invoke(app);
    expect(functionError).toContain("Cannot find package '@aws-sdk/client-quicksight'");
    expect(explanation).toContain('npm install @aws-sdk/client-quicksight');
    expect(app.lines.at(-1)).toBe(explanation);
  });
});

describe('a function of Python', () => {
  const python = { runtime: 'python3.12' } as const;

  test('gives what its handler returns, prints and logs', async () => {
    await using app = await makeFunctions({
      'check.py': [
        'import logging',
        'logging.getLogger().setLevel(logging.INFO)',
        'def handler(event, context):',
        '    print("asked for", event["name"])',
        '    logging.info("looking")',
        '    left = context.get_remaining_time_in_millis()',
        '    return {"name": context.function_name, "arn": context.invoked_function_arn, "left": 0 < left <= 20000}',
      ].join('\n'),
    });
    const { payload, functionError } = await invoke(app, python, { name: 'green' });
    expect(functionError).toBeUndefined();
    expect(payload).toEqual({
      name: 'check',
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:check',
      left: true,
    });
    expect(app.lines).toContain('asked for green');
    expect(app.lines).toContainEqual(
      expect.stringMatching(new RegExp(`^\\[INFO\\]\\t\\S+Z\\t${uuid}\\tlooking$`)),
    );
  });

  test('does not see what is installed on this machine, which is not on AWS', async () => {
    await using app = await makeFunctions({
      'check.py':
        'import sys\ndef handler(event, context):\n    return [p for p in sys.path if "-packages" in p]',
    });
    expect((await invoke(app, python)).payload).toEqual([]);
  });

  test.skipIf(noPackages !== undefined)(
    'has the AWS SDK as on AWS, and nothing else that it does not bring',
    async () => {
      await using app = await makeFunctions({
        'check.py': [
          'import boto3, os, sys',
          'def handler(event, context):',
          '    return [boto3.client("s3").meta.region_name, sorted(os.listdir(sys.path[-1]))]',
        ].join('\n'),
      });
      const { payload } = await invoke(app, python);
      expect(payload).toEqual([
        'eu-west-1',
        ['boto3', 'botocore', 'dateutil', 'jmespath', 's3transfer', 'six.py', 'urllib3'],
      ]);
    },
  );

  const failures: readonly (readonly [string, string, string | RegExp])[] = [
    ['raises', 'def handler(event, context):\n    raise ValueError("no")', 'ValueError: no'],
    ['is missing', 'x = 1', "Runtime.HandlerNotFound: Handler 'handler' missing on module 'check'"],
    [
      'imports what is not there',
      'import nowhere_to_be_found',
      "Runtime.ImportModuleError: Unable to import module 'check': No module named 'nowhere_to_be_found'",
    ],
    ['stands in a broken file', 'def', /^Runtime\.UserCodeSyntaxError: Syntax error in module 'check'/],
    [
      'gives what JSON cannot say',
      'def handler(event, context):\n    return {1, 2}',
      'Runtime.MarshalError: Unable to marshal response: Object of type set is not JSON serializable',
    ],
    [
      'ends its process',
      'import sys\ndef handler(event, context):\n    sys.exit(4)',
      /^Runtime\.ExitError: .* Runtime exited with error: exit status 4$/,
    ],
  ];
  test.each(failures)('whose handler %s fails in AWS’s words', async (_, code, error) => {
    await using app = await makeFunctions({ 'check.py': code });
    const { functionError } = await invoke(app, python);
    expect(functionError).toMatch(wholly(error));
  });

  test('that raises gives the frames of its own code, and no others', async () => {
    await using app = await makeFunctions({
      'pkg/check.py': 'def inner():\n    raise KeyError("x")\n\ndef handler(event, context):\n    inner()\n',
    });
    const { payload } = await invoke(app, { ...python, handler: 'pkg/check.handler' });
    const { stackTrace } = payload as { readonly stackTrace: readonly string[] };
    expect(stackTrace).toEqual([
      expect.stringMatching(/pkg\/check\.py", line 5, in handler/),
      expect.stringMatching(/pkg\/check\.py", line 2, in inner/),
    ]);
    expect(app.lines).toContain("[ERROR] KeyError: 'x'");
  });

  test('leaves nothing next to the code', async () => {
    await using app = await makeFunctions({
      'check.py':
        'import other\nimport os\ndef handler(event, context):\n    return sorted(os.listdir("."))\n',
      'other.py': '',
    });
    const { payload } = await invoke(app, python);
    expect(payload).toEqual(['check.py', 'other.py']);
  });

  test('on a machine without Python says so', async () => {
    await using app = await makeFunctions({ 'check.py': 'def handler(event, context):\n    return 1' });
    const { PATH } = process.env;
    process.env['PATH'] = app.folder;
    try {
      const { functionError } = await invoke(app, python);
      expect(functionError).toBe(
        'Runtime.InvalidEntrypoint: The runtime python3.12 needs Python, and there is no python3 on PATH',
      );
    } finally {
      process.env['PATH'] = PATH;
    }
  });
});

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

describe('an invocation', () => {
  test('that takes longer than Timeout is ended, in AWS’s words', async () => {
    await using app = await makeFunctions({
      'check.mjs': 'export const handler = () => new Promise(() => setInterval(() => {}, 1000));',
    });
    const { functionError, logTail } = await invoke(app, { timeout: 1 });
    expect(functionError).toMatch(
      new RegExp(`^Sandbox\\.Timedout: RequestId: ${uuid} Error: Task timed out after 1\\.00 seconds$`),
    );
    expect(logTail).toMatch(new RegExp(`^\\S+Z ${uuid} Task timed out after 1\\.00 seconds$`, 'm'));
    expect(logTail).toContain('\tStatus: timeout');
  });

  test('leaves no process, neither of its group nor out of it', async () => {
    await using app = await makeFunctions({
      'check.mjs': `import { spawn } from 'node:child_process';
        export const handler = async () => [false, true].map((detached) => {
          const child = spawn('sleep', ['1000'], { detached, stdio: 'ignore' });
          child.unref();
          return child.pid;
        });`,
    });
    const { payload } = await invoke(app);
    const pids = payload as readonly number[];
    expect(pids).toHaveLength(2);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  test('that is aborted rejects with the reason when its process is gone', async () => {
    const controller = new AbortController();
    let pid = 0;
    await using app = await makeFunctions(
      {
        'check.mjs':
          'export const handler = () => new Promise(() => { console.log("pid", process.pid); setInterval(() => {}, 1000); });',
      },
      (text) => {
        const found = /pid (\d+)/.exec(text)?.[1];
        if (found === undefined) return;
        pid = Number(found);
        controller.abort(new Error('enough'));
      },
    );
    const call = app.call({}, { signal: controller.signal });
    await expect(invokeFunction({ ...call, payload: {} })).rejects.toThrow('enough');
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  test('of a function that is not there, has no code or does not run here says which', async () => {
    await using app = await makeFunctions();
    const call = app.call();
    const unknown = await invokeFunction({ ...call, functionName: 'chek', payload: {} });
    expect(unknown.functionError).toBe(
      'ResourceNotFoundException: The definition has no function "chek" (did you mean "check"?)',
    );
    const codeless = await invoke(app);
    expect(codeless.functionError).toMatch(
      /^Runtime\.ImportModuleError: The code is not found: there is no check\.js/,
    );
    const ruby = await invoke(app, { runtime: 'ruby3.4', handler: 'a.b' });
    expect(ruby.functionError).toMatch(/do not run here/);
  });

  test('keeps the last 4 KB of its log', async () => {
    await using app = await makeFunctions({
      'check.mjs': `export const handler = async () => { for (let n = 0; n < 500; n += 1) process.stdout.write('line ü ' + n + '\\n'); };`,
    });
    const { logTail } = await invoke(app);
    expect(Buffer.byteLength(logTail)).toBeLessThanOrEqual(4096);
    expect(Buffer.byteLength(logTail)).toBeGreaterThan(4000);
    expect(logTail).toContain('line ü 499\nEND');
    expect(app.lines).toContain('line ü 0');
  });
});
