// What a build finds in its environment, and what it gives back.
import { describe, afterAll, beforeAll, expect, test } from 'vitest';
import { BuildGround, spec } from '../../rig/build.ts';
import { possibleIsolations } from '../../rig/isolations.ts';

const canLayer = (await possibleIsolations()).includes('namespace');

let ground: BuildGround;
beforeAll(async () => {
  ground = await BuildGround.open();
});
afterAll(async () => ground[Symbol.asyncDispose]());

const variable = (name: string, value: string, type?: string) => ({ name, value, ...(type && { type }) });

describe('of two variables with one name', () => {
  const levels = {
    buildspec: { env: { variables: { A: 'buildspec' } } },
    project: {
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'i',
        computeType: 'c',
        environmentVariables: [variable('A', 'project')],
      },
    },
    action: { EnvironmentVariables: JSON.stringify([variable('A', 'action')]) },
  };
  test.each([
    ['that of the project wins over the buildspec', { project: levels.project }, 'project'],
    [
      'that of the action wins over both',
      { project: levels.project, configuration: levels.action },
      'action',
    ],
  ])('%s', async (_, more, expected) => {
    const call = { buildspec: spec({ build: ['echo $A', 'A=run', 'echo $A'] }, levels.buildspec), ...more };
    // oxlint-disable-next-line typescript/no-unsafe-argument
    expect((await ground.build(call as never)).output).toEqual([expected, 'run']);
  });

  test('that of CodeBuild wins over all', async () => {
    const { output } = await ground.build({
      buildspec: spec({ build: ['echo $CODEBUILD_CI'] }),
      configuration: { EnvironmentVariables: JSON.stringify([variable('CODEBUILD_CI', 'no')]) },
    });
    expect(output).toEqual(['true']);
  });
});

test('values are literal: nothing in them is expanded', async () => {
  const { output } = await ground.build({
    buildspec: spec({ build: ['echo "$A"'] }, { env: { variables: { A: '$PATH:`id`$(id)' } } }),
  });
  expect(output).toEqual(['$PATH:`id`$(id)']);
});

test('nothing of the environment of the user gets in', async () => {
  process.env['SLIPWAY_TEST_OF_USER'] = 'leaked';
  const { output } = await ground.build({ buildspec: spec({ build: ['env'] }) });
  delete process.env['SLIPWAY_TEST_OF_USER'];
  expect(output.filter((line) => /leaked|^(USER|LANG|LOGNAME|NODE_OPTIONS)=/.test(line))).toEqual([]);
  expect(output.find((line) => line.startsWith('HOME='))).toBe('HOME=/root');
});

test.runIf(canLayer)('what commands hand on to each other lies in memory', async () => {
  const { output, result } = await ground.build({
    buildspec: spec({
      build: ['export TOKEN=handed-on', 'echo $TOKEN', 'grep -l handed-on /codebuild/output/tmp/env*'],
      post_build: ['stat --file-system --format %T /codebuild/output/tmp'],
    }),
  });
  expect(output).toEqual(['handed-on', '/codebuild/output/tmp/env-2.sh', 'tmpfs']);
  expect(result.status).toBe('Succeeded');
});

test('every variable of CodeBuild that applies is set', async () => {
  const { output } = await ground.build({
    source: { f: '' },
    others: { Lib: { lib: 'l' }, 'my-art': {} },
    configuration: { PrimarySource: 'SourceOutput' },
    buildspec: spec({ build: ['env', 'ls "$CODEBUILD_SRC_DIR_Lib"; cd "$CODEBUILD_SRC_DIR" && ls'] }),
  });
  const variables = Object.fromEntries(
    output.filter((line) => line.includes('=')).map((line) => line.split(/=(.*)/s)),
  );
  expect(variables).toMatchObject({
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_REGION: 'eu-central-1',
    CODEBUILD_BUILD_ARN: expect.stringMatching(
      /^arn:aws:codebuild:eu-central-1:111122223333:build\/app:[0-9a-f-]{36}$/,
    ),
    CODEBUILD_BUILD_ID: expect.stringMatching(/^app:[0-9a-f-]{36}$/),
    CODEBUILD_BUILD_IMAGE: 'aws/codebuild/standard:7.0',
    CODEBUILD_BUILD_NUMBER: expect.stringMatching(/^\d+$/),
    CODEBUILD_BUILD_SUCCEEDING: '1',
    CODEBUILD_BUILD_URL: expect.stringMatching(/^file:/),
    CODEBUILD_CI: 'true',
    CODEBUILD_INITIATOR: 'codepipeline/app',
    CODEBUILD_KMS_KEY_ID: expect.stringContaining('alias/aws/s3'),
    CODEBUILD_LAST_EXIT: '0',
    CODEBUILD_PROJECT_ARN: 'arn:aws:codebuild:eu-central-1:111122223333:project/app',
    CODEBUILD_RESOLVED_SOURCE_VERSION: '0123456789abcdef',
    CODEBUILD_SOURCE_VERSION: expect.stringMatching(/^arn:aws:s3:::app-artifacts\/app\/SourceOutp\//),
    CODEBUILD_SRC_DIR: expect.stringMatching(/\/output\/src0\/src$/),
    CODEBUILD_SRC_DIR_Lib: expect.stringMatching(/\/output\/src1\/src$/),
    CODEBUILD_START_TIME: expect.stringMatching(/^\d{13}$/),
  });
  expect(output.slice(-2)).toEqual(['lib', 'f']);
});

test('builds of a project are counted', async () => {
  const call = { buildspec: spec({ build: ['echo $CODEBUILD_BUILD_NUMBER'] }) };
  const [first, second] = [await ground.build(call), await ground.build(call)];
  expect(Number(second.output[0])).toBe(Number(first.output[0]) + 1);
});

describe('secrets', () => {
  const commands = ['echo "$P,$S,$J"'];
  const env = {
    'parameter-store': { P: '/app/parameter' },
    'secrets-manager': { S: 'app/whole', J: 'app/json:password' },
  };

  test('reach the commands and never the log, not even in pieces', async () => {
    ground.state.secrets.putParameter('/app/parameter', 'p-value');
    ground.state.secrets.putSecret('app/whole', 's-value');
    ground.state.secrets.putSecret('app/json', '{"password":"j-value"}');
    const { output, log } = await ground.build({
      buildspec: spec({ build: [...commands, 'printf s-va; printf lue'] }, { env }),
    });
    expect(output[0]).toBe('p-value,s-value,j-value');
    expect(log).toContain('\n***,***,***\n');
    expect(log).not.toMatch(/[psj]-value/);
  });

  test.each([
    [
      'a parameter that does not exist',
      { 'parameter-store': { P: '/none' } },
      'Parameter does not exist: /none',
    ],
    [
      'a secret that does not exist',
      { 'secrets-manager': { P: 'none' } },
      "can't find the specified secret: none",
    ],
    [
      'a version that does not exist',
      { 'secrets-manager': { P: 'app/whole:::1' } },
      "can't find the specified secret value for VersionId: 1",
    ],
    [
      'a stage that does not exist',
      { 'secrets-manager': { P: 'app/whole::AWSPENDING' } },
      "can't find the specified secret value for staging label: AWSPENDING",
    ],
  ])('%s fails DOWNLOAD_SOURCE', async (_, env, message) => {
    ground.state.secrets.putSecret('app/whole', 's-value');
    const { result, phases } = await ground.build({ buildspec: spec({ build: ['echo'] }, { env }) });
    expect(phases).toContain('DOWNLOAD_SOURCE FAILED');
    expect(result).toMatchObject({ error: { message: expect.stringContaining(message) } });
  });

  test('without the requested key fail, and the secret is not quoted', async () => {
    ground.state.secrets.putSecret('text', 'not-json-value');
    const { result } = await ground.build({
      buildspec: spec({ build: ['echo'] }, { env: { 'secrets-manager': { A: 'text:key' } } }),
    });
    expect(result).toMatchObject({ error: { message: expect.stringContaining('is not JSON') } });
    expect(JSON.stringify(result)).not.toContain('not-json-value');
  });
});

describe('exported variables', () => {
  const env = {
    variables: { A: 'start', B: 'b' },
    'exported-variables': ['A', 'B', 'C', 'NEVER'],
  };

  test('have the values that the last command left, also by plain assignment', async () => {
    const { result } = await ground.build({
      buildspec: spec({ build: [`A='two\nlines'`, 'export C="c d"'], post_build: ['A="$A!"'] }, { env }),
    });
    expect(result.outputVariables).toEqual({ A: 'two\nlines!', B: 'b', C: 'c d' });
  });

  test('are given by a build that failed too', async () => {
    const { result } = await ground.build({
      buildspec: spec({ install: ['C=c', 'false'], build: ['C=d'] }, { env }),
    });
    expect(result).toMatchObject({ status: 'Failed', outputVariables: { A: 'start', B: 'b', C: 'c' } });
  });

  test('do not give secrets away', async () => {
    ground.state.secrets.putParameter('token', 'token-value');
    const { result, progress } = await ground.build({
      configuration: { EnvironmentVariables: JSON.stringify([variable('A', 'token', 'PARAMETER_STORE')]) },
      buildspec: spec({ build: ['B="x$A"'] }, { env }),
    });
    expect(result.outputVariables).toEqual({});
    expect(
      progress.filter((each) => each.kind === 'Notice' && each.message.includes('not exported')),
    ).toHaveLength(2);
  });
});

describe('run-as', () => {
  const isRoot = process.getuid?.() === 0;

  test.runIf(isRoot)('runs commands under that user, who owns the workspace', async () => {
    const { output, result } = await ground.build({
      source: { f: 'x' },
      buildspec: {
        ...spec({
          build: ['id -un; touch g && echo yes >> f && cat f'],
          post_build: { 'run-as': 'root', commands: ['id -un'] },
        }),
        'run-as': 'nobody',
      },
    });
    expect(output).toEqual(['nobody', 'xyes', 'root']);
    expect(result.status).toBe('Succeeded');
  });

  test('that cannot be honoured fails the build and is not passed over', async () => {
    const { result, phases } = await ground.build({
      buildspec: { ...spec({ build: ['id -un'] }), 'run-as': 'no-such-user' },
    });
    expect(phases).toContain('DOWNLOAD_SOURCE FAILED');
    expect(result).toMatchObject({ error: { message: expect.stringContaining('no-such-user') } });
  });
});

describe('the call of the action', () => {
  test.each([
    ['a project that does not exist', { ProjectName: 'other' }, 'no CodeBuild project "other"'],
    ['several inputs without PrimarySource', {}, 'no PrimarySource'],
    ['a PrimarySource that is no input', { PrimarySource: 'X' }, 'none of the action'],
    ['variables that are not JSON', { PrimarySource: 'Lib', EnvironmentVariables: '{' }, 'is not JSON'],
    ['variables that are no list', { PrimarySource: 'Lib', EnvironmentVariables: '{}' }, 'is not a list'],
    ['a variable without name', { PrimarySource: 'Lib', EnvironmentVariables: '[{}]' }, 'Item 0'],
  ])('with %s is refused as ConfigurationError', async (_, configuration, message) => {
    const { result } = await ground.build({
      configuration,
      others: { Lib: {} },
      buildspec: spec({ build: ['echo'] }),
    });
    expect(result).toMatchObject({
      error: { code: 'ConfigurationError', message: expect.stringContaining(message) },
    });
  });

  test('chooses the buildspec: the override of the action, then that of the project, then buildspec.yml', async () => {
    const text = (word: string) => JSON.stringify(spec({ build: [`echo ${word}`] }));
    const source = { 'buildspec.yml': text('file'), 'ci/other.yml': text('other') };
    const ofProject = await ground.build({ source, buildspec: 'ci/other.yml' });
    const override = await ground.build({
      source,
      buildspec: 'ci/other.yml',
      configuration: { BuildspecOverride: text('override') },
    });
    const byDefault = await ground.build({ source });
    expect([ofProject.output, override.output, byDefault.output]).toEqual([
      ['other'],
      ['override'],
      ['file'],
    ]);
  });

  test('takes the buildspec of the source that PrimarySource names', async () => {
    const { output } = await ground.build({
      others: {
        Lib: {
          'buildspec.yml': JSON.stringify(
            spec({ build: ['basename "$CODEBUILD_SRC_DIR_SourceOutput"; echo lib'] }),
          ),
        },
      },
      configuration: { PrimarySource: 'Lib' },
    });
    expect(output).toEqual(['src', 'lib']);
  });

  test('that chooses a Python installs into one of its own, and leaves that of the machine alone', async () => {
    const where = `python -c 'import sys; print(sys.prefix != sys.base_prefix, sys.prefix.startswith("'$HOME'"))'`;
    const { output } = await ground.build({
      buildspec: {
        version: '0.2',
        phases: {
          install: {
            'runtime-versions': { python: '3.x' },
            commands: ['python pack.py', 'pip install --quiet --no-index ./tool-1-py3-none-any.whl'],
          },
          build: {
            commands: [
              where,
              'build-tool',
              'python3 -c "import tool; print(tool.__file__)" | grep -c "$HOME"',
            ],
          },
        },
      },
      source: {
        'pack.py': `import zipfile
with zipfile.ZipFile('tool-1-py3-none-any.whl', 'w') as wheel:
    wheel.writestr('tool.py', "def main():\\n    print('the tool runs')\\n")
    info = 'tool-1.dist-info/'
    wheel.writestr(info + 'METADATA', 'Metadata-Version: 2.1\\nName: tool\\nVersion: 1\\n')
    wheel.writestr(info + 'WHEEL', 'Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr(info + 'entry_points.txt', '[console_scripts]\\nbuild-tool=tool:main\\n')
    wheel.writestr(info + 'RECORD', '')
`,
      },
    });
    expect(output.slice(-3)).toEqual(['True True', 'the tool runs', '1']);
  });

  test('without buildspec fails DOWNLOAD_SOURCE with YAML_FILE_ERROR', async () => {
    const { result } = await ground.build({});
    expect(result).toMatchObject({
      error: {
        where: 'DOWNLOAD_SOURCE',
        message: expect.stringMatching(/YAML_FILE_ERROR, Message: YAML file does not exist/),
      },
    });
  });

  test('with a broken buildspec shows the findings with their lines in the log', async () => {
    const { result, log } = await ground.build({
      buildspec: 'version: 0.2\nphases:\n  biuld:\n    commands:\n      - a: b\n',
    });
    expect(result).toMatchObject({ error: { message: expect.stringContaining('YAML_FILE_ERROR') } });
    expect(log).toContain('buildspec:3:3');
  });
});
