// The tables of AWS's services and the types that are written from them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { services } from '../../scripts/aws/services.ts';
import { patternOf } from '../../scripts/aws/java-pattern.ts';
import { typesOf } from '../../scripts/aws/write-types.ts';
import {
  membersOf,
  serviceModel,
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

  test('is what the types of its structures were written from', async () => {
    const path = join(root, 'src', 'aws', 'types', `${name}.ts`);
    const options = { ...(await resolveConfig(path)), filepath: path };
    const text = await format(typesOf(model, service), options);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
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
