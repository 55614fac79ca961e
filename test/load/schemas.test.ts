// The schemas for editors take what the readers take, and mark what they refuse.
import { Validator } from '@cfworker/json-schema';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kinds, partsIn } from '../../src/load/kinds/index.ts';
import { parseFile } from '../../src/load/files.ts';
import { fileSchemas } from '../../src/load/schemas.ts';

const root = join(import.meta.dirname, '..', '..');
const schemas = fileSchemas();

function errorsOf(name: string, value: unknown): readonly string[] {
  const found = schemas.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no schema ${name}`);
  const { errors } = new Validator({ ...found.schema }, '2020-12', false).validate(value);
  return errors.map(({ instanceLocation, error }) => `${instanceLocation}: ${error}`);
}

test('every schema has a title and names of files', () => {
  expect(schemas.map(({ title }) => title)).toEqual(
    expect.arrayContaining(Object.values(kinds).map(({ title }) => title)),
  );
  for (const { title, files, schema } of schemas)
    expect({ title, files, type: schema['type'] ?? schema['anyOf'] }).toEqual({
      title: expect.stringMatching(/^an? /),
      files: expect.arrayContaining([expect.stringMatching(/\.(json|ya?ml)$/)]),
      type: expect.anything(),
    });
});

test.each(globSync('examples/*/*.json', { cwd: root }).filter((file) => !/package|tsconfig/.test(file)))(
  '%s has no finding in an editor',
  (file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const { root: node } = parseFile({ path: file, text });
    const value: unknown = JSON.parse(text);
    const isPipeline = text.includes('"stages"');
    const [part] = node === undefined || isPipeline ? [] : partsIn(node);
    // What is no part of a definition: a seed, an event.
    if (part === undefined && !isPipeline) return;
    const title = part === undefined ? undefined : kinds[part[0]].title;
    const name = isPipeline ? 'pipeline' : schemas.find((one) => one.title === title)?.name;
    expect(errorsOf(name ?? 'none', value)).toEqual([]);
  },
);

test.each(
  globSync('examples/**/buildspec*.yml', {
    cwd: root,
    exclude: ['**/node_modules/**', 'examples/*/design/**'],
  }),
)('%s has no finding in an editor', (file) => {
  expect(errorsOf('buildspec', parse(readFileSync(join(root, file), 'utf8')))).toEqual([]);
});

test.each(
  globSync('{examples/**,templates/**,test/data/ok}/appspec{,*,/*}.{yml,yaml,json}', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  }),
)('%s has no finding in an editor', (file) => {
  expect(errorsOf('appspec', parse(readFileSync(join(root, file), 'utf8'), { merge: true }))).toEqual([]);
});

test.each(schemas.map(({ name }) => name))('the schema %s marks what is something else', (name) => {
  for (const wrong of [{ nonsense: true }, [], 'text', 42]) expect(errorsOf(name, wrong)).not.toEqual([]);
});

test.each([
  ['appspec', { version: 0, os: 'linux', hooks: { AfterInstal: [{ location: 'x' }] } }],
  ['appspec', { version: 0, os: 'linux', files: [{ source: '/' }] }],
  ['appspec', { version: '0.0', os: 'linux' }],
  ['appspec', { version: 0, Resources: [{ fn: { Type: 'AWS::Lambda::Functions', Properties: {} } }] }],
  ['appspec', { version: 0, Hooks: [{ BeforeAllowTrafic: 'fn' }] }],
  ['alarm', { AlarmName: 'x', MetricNam: 'Errors', Namespace: 'AWS/Lambda', EvaluationPeriods: 1 }],
  ['policy', { Version: '2012-10-17', Statement: [{ Effect: 'Permit', Action: '*', Resource: '*' }] }],
  ['policy', { Version: '2012-10-18', Statement: [] }],
  ['target-group', { Name: 'x', Port: 'eighty' }],
  ['target-group', { Name: 'x', Port: 80, TargetGroupAttributes: [{ Key: 'a' }] }],
  ['cloudfront-config', { DistributionConfig: { Origins: [] } }],
  ['report-group', { name: 'x', type: 'TESTS', exportConfig: { exportConfigType: 'S3' } }],
  ['codebuild-webhook', { projectName: 'x', filterGroups: [[{ type: 'EVENTS', pattern: 'PUSH' }]] }],
  ['pipeline-webhook', { webhook: { name: 'x', targetPipelin: 'y' } }],
  ['service', { serviceName: 'x', desiredCount: 'two' }],
  ['task-definition', { family: 'x', containerDefinitions: [{ name: 'web', cpus: 1 }] }],
  ['fleet', { fleet: 1 }],
  ['bucket', { Bucket: 7 }],
])('the schema %s marks %j', (name, wrong) => {
  expect(errorsOf(name, wrong)).not.toEqual([]);
});

test('a misspelt key and a word that AWS does not have are marked', () => {
  const actionTypeId = { category: 'Source', owner: 'AWS', provider: 'S3', version: '1' };
  const stages = [{ name: 'Source', actions: [{ name: 'Take', actionTypeId }] }];
  const pipeline = { name: 'app', roleArn: 'arn:aws:iam::111122223333:role/x', stages };
  expect(errorsOf('pipeline', { pipeline })).toEqual([]);
  expect(errorsOf('pipeline', { pipeline: { ...pipeline, executionMod: 'QUEUED' } })).not.toEqual([]);
  expect(errorsOf('pipeline', { pipeline: { ...pipeline, executionMode: 'QUEUE' } })).not.toEqual([]);
  expect(errorsOf('schedules', { schedules: [{ name: 'nightly' }] })).not.toEqual([]);
  expect(errorsOf('gates', { gates: [{ project: 1 }] })).not.toEqual([]);
});
