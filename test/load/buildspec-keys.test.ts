// Every key of a buildspec, as the shape lists them: it changes what is run, or it is reported as not executed. AWS has no
// model of the file; the keys are those of the user guide's "Build specification reference".
import { expect, test } from 'vitest';
import { batchSectionShape } from '../../src/load/buildspec/buildspec-batch-shape.ts';
import { buildspecNotExecuted } from '../../src/load/buildspec/buildspec-not-executed.ts';
import { buildspecShape } from '../../src/load/buildspec/buildspec-shape.ts';
import { readBuildspec } from '../../src/load/buildspec/buildspec.ts';
import { parseYaml } from '../../src/lib/parse-yaml.ts';
import type { Keys, Shape } from '../../src/load/shape.ts';
import { planBatch } from '../../src/model/batch.ts';

type AnyShape = Shape<unknown> & { readonly keys?: Keys };

/** Paths without the items of lists and the names that users choose. */
function pathsOf(shape: AnyShape, path: readonly string[]): readonly string[] {
  if (shape.of !== undefined) return pathsOf(shape.of, path);
  if (shape.keys === undefined) return [path.join('.')];
  return Object.entries(shape.keys).flatMap(([key, { shape: inner }]) => pathsOf(inner, [...path, key]));
}

const { root } = parseYaml({ path: 'a.yml', text: 'version: 0.2\nphases: {}\n' });
if (root === undefined) throw new Error('no root');
const keys = [
  ...pathsOf(
    buildspecShape(root, () => ''),
    [],
  ).filter((path) => path !== 'batch'),
  ...pathsOf(batchSectionShape, ['batch']),
];

const task = (more: string) => `batch: { build-list: [{ identifier: one, ${more} }] }`;
const node = (more: string) => `batch: { build-graph: [{ identifier: one }, { identifier: two, ${more} }] }`;
const matrix = (more: string) => `batch: { build-matrix: { ${more} } }`;
const variables = 'dynamic: { env: { variables: { A: [x, y] } } }';
const phase = (name: string) => ({
  [`phases.${name}.run-as`]: `phases: { ${name}: { commands: [x], run-as: me } }`,
  [`phases.${name}.on-failure`]: `phases: { ${name}: { commands: [x], on-failure: ABORT } }`,
  [`phases.${name}.finally`]: `phases: { ${name}: { commands: [x], finally: [y] } }`,
  [`phases.${name}.commands`]: `phases: { ${name}: { commands: [y] } }`,
});
const artifact = (path: string, within: (more: string) => string) => ({
  [`${path}.files`]: within(''),
  [`${path}.name`]: within(', name: app'),
  [`${path}.discard-paths`]: within(', discard-paths: yes'),
  [`${path}.base-directory`]: within(', base-directory: out'),
  [`${path}.exclude-paths`]: within(', exclude-paths: [b]'),
  [`${path}.enable-symlinks`]: within(', enable-symlinks: yes'),
  [`${path}.s3-prefix`]: within(', s3-prefix: a'),
});
const taskKeys = (kind: string, within: (more: string) => string) => ({
  [`batch.${kind}.identifier`]: within('buildspec: a.yml'),
  [`batch.${kind}.buildspec`]: within('buildspec: b.yml'),
  [`batch.${kind}.debug-session`]: within('debug-session: true'),
  [`batch.${kind}.ignore-failure`]: within('ignore-failure: true'),
  [`batch.${kind}.env.compute-type`]: within('env: { compute-type: BUILD_GENERAL1_LARGE }'),
  [`batch.${kind}.env.fleet`]: within('env: { fleet: big }'),
  [`batch.${kind}.env.image`]: within('env: { image: node }'),
  [`batch.${kind}.env.privileged-mode`]: within('env: { privileged-mode: true }'),
  [`batch.${kind}.env.type`]: within('env: { type: ARM_CONTAINER }'),
  [`batch.${kind}.env.variables`]: within('env: { variables: { A: b } }'),
});

/** A file with the key, in addition to a version and a phase. */
const samples: Readonly<Record<string, string>> = {
  version: 'version: 0.1',
  'run-as': 'run-as: me',
  'env.shell': 'env: { shell: bash }',
  'env.variables': 'env: { variables: { A: b } }',
  'env.parameter-store': 'env: { parameter-store: { A: /b } }',
  'env.secrets-manager': 'env: { secrets-manager: { A: b } }',
  'env.exported-variables': 'env: { exported-variables: [A] }',
  'env.git-credential-helper': 'env: { git-credential-helper: yes }',
  'proxy.upload-artifacts': 'proxy: { upload-artifacts: yes }',
  'proxy.logs': 'proxy: { logs: yes }',
  ...phase('install'),
  'phases.install.runtime-versions':
    'phases: { install: { commands: [x], runtime-versions: { nodejs: 24 } } }',
  ...phase('pre_build'),
  ...phase('build'),
  ...phase('post_build'),
  'reports.files': 'reports: { unit: { files: [a] } }',
  'reports.file-format': 'reports: { unit: { files: [a], file-format: NUNITXML } }',
  'reports.base-directory': 'reports: { unit: { files: [a], base-directory: out } }',
  'reports.discard-paths': 'reports: { unit: { files: [a], discard-paths: yes } }',
  ...artifact('artifacts', (more) => `artifacts: { files: [a]${more} }`),
  ...artifact(
    'artifacts.secondary-artifacts',
    (more) => `artifacts: { secondary-artifacts: { docs: { files: [a]${more} } } }`,
  ),
  'cache.paths': 'cache: { paths: [a] }',
  'cache.key': 'cache: { paths: [a], key: b }',
  'cache.fallback-keys': 'cache: { paths: [a], key: b, fallback-keys: [c] }',
  'cache.action': 'cache: { paths: [a], action: save }',
  'batch.fast-fail': 'batch: { fast-fail: true, build-list: [{ identifier: one }] }',
  ...taskKeys('build-list', task),
  ...taskKeys('build-graph', node),
  'batch.build-graph.depend-on': node('depend-on: [one]'),
  'batch.build-matrix.static.ignore-failure': matrix(`static: { ignore-failure: true }, ${variables}`),
  'batch.build-matrix.static.env.compute-type': matrix(
    `static: { env: { compute-type: BUILD_GENERAL1_LARGE } }, ${variables}`,
  ),
  'batch.build-matrix.static.env.fleet': matrix(`static: { env: { fleet: big } }, ${variables}`),
  'batch.build-matrix.static.env.image': matrix(`static: { env: { image: node } }, ${variables}`),
  'batch.build-matrix.static.env.privileged-mode': matrix(
    `static: { env: { privileged-mode: true } }, ${variables}`,
  ),
  'batch.build-matrix.static.env.type': matrix(`static: { env: { type: ARM_CONTAINER } }, ${variables}`),
  'batch.build-matrix.static.env.variables': matrix(`static: { env: { variables: { B: c } } }, ${variables}`),
  'batch.build-matrix.dynamic.buildspec': matrix('dynamic: { buildspec: [a.yml, b.yml] }'),
  'batch.build-matrix.dynamic.env.compute-type': matrix(
    'dynamic: { env: { compute-type: [BUILD_GENERAL1_SMALL, BUILD_GENERAL1_LARGE] } }',
  ),
  'batch.build-matrix.dynamic.env.image': matrix('dynamic: { env: { image: [a, b] } }'),
  'batch.build-matrix.dynamic.env.variables': matrix('dynamic: { env: { variables: { A: [x, y, z] } } }'),
  'batch.build-fanout.parallelism': 'batch: { build-fanout: { parallelism: 3 } }',
  'batch.build-fanout.ignore-failure': 'batch: { build-fanout: { parallelism: 3, ignore-failure: true } }',
};

test('every key has a sample', () => {
  expect(keys.filter((key) => !Object.hasOwn(samples, key))).toEqual([]);
  expect(Object.keys(samples).filter((key) => !keys.includes(key))).toEqual([]);
});

/** What is run: with the batch as the plan that its section gives. */
function read(more: string) {
  const text = [
    more.startsWith('version') ? '' : 'version: 0.2',
    more.startsWith('phases') ? '' : 'phases: { build: { commands: [make] } }',
    more,
  ].join('\n');
  const { buildspec, problems } = readBuildspec({ path: 'buildspec.yml', text });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { notExecuted = [], batch, ...rest } = buildspec ?? {};
  return {
    notExecuted: notExecuted.map(({ what }) => what),
    notices: problems.filter(({ code }) => code === 'NotExecutedHere').map(({ message }) => message),
    run: JSON.stringify([rest, batch === undefined ? undefined : planBatch(batch)]),
  };
}

/** The same file without the key: a batch of the same kind, a phase of the same name. */
const without: Readonly<Record<string, string>> = {
  'batch.build-list': task('debug-session: false'),
  'batch.build-graph': node('debug-session: false'),
  'batch.build-matrix': matrix(variables),
  'batch.build-fanout': 'batch: { build-fanout: { parallelism: 2 } }',
  'batch.fast-fail': 'batch: { build-list: [{ identifier: one }] }',
};

test.each(keys)('%s changes what is run, or is reported as not executed', (key) => {
  const base = Object.entries(without).find(([begin]) => key.startsWith(begin))?.[1] ?? '';
  const [plain, given] = [read(base), read(samples[key] ?? '')];
  const isReported = Object.hasOwn(buildspecNotExecuted, key);
  expect(given.notExecuted).toEqual(isReported ? [key] : []);
  expect(given.notices).toHaveLength(isReported ? 1 : 0);
  expect(given.run !== plain.run || isReported).toBe(true);
});

// shows: S0-098
test.each([
  ['test_commands', 'phases: pre_build: commands:'],
  ['coverage_threshold', 'gates.json'],
  ['test_timeout', 'timeoutInMinutes'],
])('%s is no key of a buildspec, and the finding says where it belongs: %s', (key, place) => {
  const text = `version: 0.2\nphases:\n  build:\n    commands: [x]\n${key}: 80\n`;
  const { problems } = readBuildspec({ path: 'buildspec.yml', text });
  expect(problems).toMatchObject([
    { code: 'UnknownKey', severity: 'warning', remedy: expect.stringContaining(place) as string },
  ]);
});
