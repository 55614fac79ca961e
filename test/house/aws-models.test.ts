// The tables of AWS's services and the types that are written from them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { services } from '../../scripts/aws/services.ts';
import { patternOf } from '../../scripts/aws/java-pattern.ts';
import { apiTypesOf, typesOf } from '../../scripts/aws/write-types.ts';
import { formatted } from '../../scripts/formatted.ts';
import {
  membersOf,
  serviceIndex,
  serviceModel,
  serviceNames,
  shapeIn,
  structureIn,
  type ShapeModel,
} from '../../src/aws/service-model.ts';

const root = join(import.meta.dirname, '..', '..');

const held = (shape: ShapeModel): readonly string[] => {
  if (shape.type === 'structure') return membersOf(shape).map(([, reference]) => reference);
  if (shape.type === 'list') return [shape.of];
  return shape.type === 'map' ? [shape.key, shape.of] : [];
};

describe.each(services)('the table of $name', (service) => {
  const { name } = service;
  const model = serviceModel(name);
  const shapes = Object.values(model.shapes);

  test('names only shapes that it has', () => {
    const wrong = shapes.flatMap(held).filter((reference) => shapeIn(model, reference) === undefined);
    expect(wrong).toEqual([]);
    for (const { input, output, errors = [] } of Object.values(model.operations))
      for (const each of [input, output, ...errors])
        expect(each === undefined ? 'structure' : structureIn(model, each).type).toBe('structure');
  });

  test('requires only members that there are, and has patterns that JavaScript takes', () => {
    for (const shape of shapes) {
      const missing =
        shape.type === 'structure'
          ? (shape.required ?? []).filter((key) => !Object.hasOwn(shape.members, key))
          : [];
      expect(missing).toEqual([]);
      const { pattern = '', flags = 'u' } = 'pattern' in shape ? shape : {};
      expect(() => new RegExp(`^(?:${pattern})$`, flags)).not.toThrow();
    }
  });

  test.runIf(service.roots.length > 0)('is what the types of its structures were written from', async () => {
    expect(readFileSync(pathOf('types'), 'utf8')).toBe(
      await formatted(pathOf('types'), typesOf(model, service)),
    );
  });

  const { executed } = service;
  test.runIf(executed !== undefined)('is what the types of its operations were written from', async () => {
    const isTyped = (operation: string) => executed?.test(operation) === true;
    const apiName = `${service.interfaceName}Api`;
    const text = await formatted(pathOf('operations'), apiTypesOf(model, { apiName, isTyped }));
    expect(readFileSync(pathOf('operations'), 'utf8')).toBe(text);
  });

  const pathOf = (kind: string) => join(root, 'src', 'aws', kind, `${name}.ts`);
});

test('the index of the services says of each what its table says', () => {
  expect(serviceIndex().map(({ name }) => name)).toEqual(services.map(({ name }) => name));
  expect(services.map(({ name }) => name).toSorted()).toEqual([...serviceNames]);
  for (const { name, id, apiVersion, targetPrefix, protocols } of serviceIndex()) {
    const { service } = serviceModel(name);
    expect({ id, apiVersion, targetPrefix, protocols }).toEqual({
      id: service.id,
      apiVersion: service.apiVersion,
      targetPrefix: service.targetPrefix,
      protocols: service.protocols,
    });
  }
});

test.each([
  ['[\\p{L}\\p{N}]+', { pattern: '[\\p{L}\\p{N}]+' }],
  ['\\p{Alnum}+', { pattern: '[a-zA-Z0-9]+' }],
  ['[\\p{Alpha}_]\\p{Digit}?', { pattern: '[a-zA-Z_][0-9]?' }],
  ['[\\w-.]+', { pattern: '[\\w-.]+', flags: '' }],
  ['(?i)abc', {}],
  ['(?<!a', {}],
])('a pattern of Java is written as JavaScript takes it, or left out: %s', (java, pattern) => {
  expect(patternOf(java)).toEqual(pattern);
});
