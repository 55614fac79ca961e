import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { readBuildspec } from '../../src/load/buildspec/buildspec.ts';
import { planBatch } from '../../src/model/batch.ts';
import type { Buildspec } from '../../src/model/build.ts';

const data = join(import.meta.dirname, '..', 'data', 'ok', 'buildspec');

function read(text: string): Buildspec {
  const { buildspec, problems } = readBuildspec({ path: 'buildspec.yml', text });
  expect(problems.filter((each) => each.severity === 'error')).toEqual([]);
  if (buildspec === undefined) throw new Error('no buildspec');
  return buildspec;
}

function readData(name: string): Buildspec {
  return read(readFileSync(join(data, name), 'utf8'));
}

const everyKey = readData('every-key.yml');

/** One row per key of buildspec 0.2: what the model holds of `every-key.yml`. */
const keys: readonly (readonly [key: string, value: unknown, expected: unknown])[] = [
  ['version', everyKey.version, '0.2'],
  ['run-as', everyKey.runAs, 'builder'],
  ['env/shell', everyKey.env.shell, 'bash'],
  [
    'env/variables',
    everyKey.env.variables,
    {
      PUSH: 'NO',
      ON: 'on',
      OCTAL: '0755',
      FLOAT: '1.10',
      NULL_TEXT: 'null',
      EMPTY: '',
      QUOTED_EMPTY: '',
      DATE: '2026-11-20',
      LITERAL: '$PATH:/opt/bin',
    },
  ],
  ['env/parameter-store', everyKey.env.parameterStore, { DB_HOST: '/app/db-host' }],
  ['env/secrets-manager', everyKey.env.secretsManager['DB_PASSWORD'], 'app/db:password'],
  ['env/exported-variables', everyKey.env.exportedVariables, ['VERSION']],
  ['env/git-credential-helper', everyKey.env.gitCredentialHelper, true],
  ['phases/*/run-as', everyKey.phases.install?.runAs, 'root'],
  [
    'phases/*/on-failure',
    Object.values(everyKey.phases).map((phase) => phase.onFailure),
    [
      { kind: 'RETRY', count: 2, pattern: '.*timed out.*' },
      { kind: 'ABORT' },
      { kind: 'CONTINUE' },
      { kind: 'RETRY', count: 3, pattern: '.*' },
    ],
  ],
  [
    'phases/*/commands',
    everyKey.phases.build?.commands,
    ['echo "Building: now"', 'set -e\nnpm test\n', 'npm run build -- --prod', '5'],
  ],
  ['phases/*/finally', everyKey.phases.install?.finally, ['echo installed']],
  [
    'phases/install/runtime-versions',
    everyKey.phases.install?.runtimeVersions,
    { nodejs: '22', python: '3.x', java: 'corretto21', ruby: 'latest', golang: '$GO_VERSION' },
  ],
  ['artifacts/files', everyKey.artifacts?.files, ['**/*']],
  ['artifacts/name', everyKey.artifacts?.name, 'app-$(date +%Y-%m-%d)'],
  ['artifacts/discard-paths', everyKey.artifacts?.discardPaths, false],
  ['artifacts/base-directory', everyKey.artifacts?.baseDirectory, 'dist'],
  ['artifacts/exclude-paths', everyKey.artifacts?.excludePaths, ['**/*.map']],
  ['artifacts/enable-symlinks', everyKey.artifacts?.enableSymlinks, true],
  ['artifacts/s3-prefix', everyKey.artifacts?.s3Prefix, 'builds'],
  [
    'artifacts/secondary-artifacts',
    everyKey.artifacts?.secondaryArtifacts,
    { docs: { files: ['docs/**/*'], discardPaths: true, excludePaths: [], enableSymlinks: false } },
  ],
];

test.each(keys)('reads %s', (_key, value, expected) => {
  expect(value).toEqual(expected);
});

test('fills in what the file leaves out', () => {
  expect(read('version: 0.2\nphases: { build: { commands: [make] } }')).toEqual({
    version: '0.2',
    env: {
      variables: {},
      parameterStore: {},
      secretsManager: {},
      exportedVariables: [],
      gitCredentialHelper: false,
    },
    proxy: { uploadArtifacts: false, logs: false },
    phases: { build: { commands: ['make'], finally: [] } },
    reports: [],
  });
});

test('a single text is a list of one wherever a list of texts may stand', () => {
  const { env, phases, reports, artifacts, cache } = readData('single-texts.yml');
  expect([
    env.exportedVariables,
    phases.install?.commands,
    phases.install?.finally,
    phases.build?.commands,
    reports[0]?.files,
    artifacts?.files,
    artifacts?.excludePaths,
    artifacts?.secondaryArtifacts['docs']?.files,
    artifacts?.secondaryArtifacts['docs']?.excludePaths,
    cache?.paths,
    cache?.fallbackKeys,
  ]).toEqual([
    ['VERSION'],
    ['npm ci'],
    ['echo installed'],
    ['VERSION=1\nnpm test\n'],
    ['report.xml'],
    ['imagedefinitions.json'],
    ['**/*.map'],
    ['docs/**/*'],
    ['docs/.git/**/*'],
    ['node_modules/**/*'],
    ['n'],
  ]);
});

test('a single text is a list of one in a batch section too', () => {
  const matrix = read(`version: 0.2
batch:
  build-matrix:
    dynamic:
      buildspec: ci.yml
      env: { image: 'aws/codebuild/standard:7.0', compute-type: BUILD_GENERAL1_SMALL, variables: { V: a } }
`).batch;
  const plan = planBatch(matrix);
  if (isFailed(plan)) throw new Error(plan.failed);
  expect(plan.builds).toMatchObject([
    {
      buildspec: 'ci.yml',
      environment: { image: 'aws/codebuild/standard:7.0', computeType: 'BUILD_GENERAL1_SMALL' },
      variables: { V: 'a' },
    },
  ]);
});

test('reads the spelling of version 0.1', () => {
  const buildspec = readData('version-0.1.yml');
  expect(buildspec.version).toBe('0.1');
  expect(buildspec.env.variables).toEqual({ JAVA_HOME: '/usr/lib/jvm/java-8-openjdk-amd64' });
});

test('reads a file with a byte order mark and Windows line ends', () => {
  const buildspec = readData('byte-order-mark-and-crlf.yml');
  expect(buildspec.phases.build?.commands).toEqual(['echo one\necho two\n']);
});

test('follows anchors and merge keys', () => {
  const { phases } = readData('anchors-and-merge-keys.yml');
  expect(phases.build).toEqual({
    onFailure: { kind: 'ABORT' },
    commands: ['echo shared'],
    finally: ['echo shared'],
  });
  expect(phases.post_build?.onFailure).toEqual({ kind: 'CONTINUE' });
});

test('reads reports, cache, batch and proxy, and says plainly which are not executed', () => {
  const text = `version: 0.2
proxy: { upload-artifacts: yes, logs: no }
batch: { fast-fail: true, build-list: [{ identifier: one }] }
phases: { build: { commands: [make] } }
reports:
  unit: { files: [report.xml], file-format: junitxml, base-directory: out, discard-paths: yes }
  coverage: { files: [clover.xml] }
cache: { paths: [node_modules/**/*], key: 'npm-$(hash)', fallback-keys: [npm-], action: restore }
`;
  const { buildspec, problems } = readBuildspec({ path: 'buildspec.yml', text });
  expect(problems.map((each) => [each.code, each.severity, each.message.split('"')[1]])).toEqual([
    ['NotExecutedHere', 'notice', 'proxy.upload-artifacts'],
  ]);
  expect(buildspec).toMatchObject({
    proxy: { uploadArtifacts: true, logs: false },
    batch: { 'fast-fail': 'true', 'build-list': [{ identifier: 'one' }] },
    reports: [
      {
        name: 'unit',
        files: ['report.xml'],
        fileFormat: 'JUNITXML',
        baseDirectory: 'out',
        discardPaths: true,
      },
      { name: 'coverage', files: ['clover.xml'], fileFormat: 'JUNITXML', discardPaths: false },
    ],
    cache: { paths: ['node_modules/**/*'], key: 'npm-$(hash)', fallbackKeys: ['npm-'], action: 'restore' },
  });
});

test('a mistake in the batch section does not keep a plain build from running', () => {
  const { buildspec, problems } = readBuildspec({
    path: 'buildspec.yml',
    text: 'version: 0.2\nbatch: { build-list: [{}], build-fanout: { parallelism: 0 } }\nphases: { build: { commands: [make] } }',
  });
  expect(problems.every((each) => each.severity !== 'error')).toBe(true);
  expect(buildspec).toBeDefined();
});

test('keys of JavaScript objects are keys like any other', () => {
  const buildspec = read(
    'version: 0.2\nenv: { variables: { constructor: a, toString: b } }\nphases: { build: { commands: [make] } }',
  );
  expect(buildspec.env.variables).toEqual({ constructor: 'a', toString: 'b' });
});

test('every command of a sound file is given on exactly as written', () => {
  const command = fc
    .string({ minLength: 1, unit: 'grapheme' })
    .filter((text) => !/[\r\u0085\u2028\u2029\uFEFF]|\p{Cs}/u.test(text));
  fc.assert(
    fc.property(fc.array(command, { minLength: 1, maxLength: 5 }), (commands) => {
      const text = JSON.stringify({ version: '0.2', phases: { build: { commands } } });
      expect(read(text).phases.build?.commands).toEqual(commands);
    }),
    { numRuns: 200 },
  );
});
