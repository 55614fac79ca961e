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
  expect(schemas.length).toBeGreaterThan(15);
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
    const title = part === undefined ? undefined : kinds[part[0]].title;
    const name = isPipeline ? 'pipeline' : schemas.find((one) => one.title === title)?.name;
    // Lists of AWS's answers and kinds without a table have no schema.
    if (name === undefined || Array.isArray(value) || /"projects"\s*:/.test(text)) return;
    expect(errorsOf(name, value)).toEqual([]);
  },
);

test.each(globSync('examples/**/buildspec*.yml', { cwd: root, exclude: ['**/node_modules/**'] }))(
  '%s has no finding in an editor',
  (file) => {
    expect(errorsOf('buildspec', parse(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  },
);

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
