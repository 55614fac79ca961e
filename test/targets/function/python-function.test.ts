// Functions of Python run for real.
import { describe, expect, test } from 'vitest';
import type { LambdaFunction } from '../../../src/model/function.ts';
import { invokeFunction } from '../../../src/targets/function/invoke-function.ts';
import { makeFunctions, type Functions } from '../../rig/functions.ts';
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
