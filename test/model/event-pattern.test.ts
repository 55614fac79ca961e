// EventBridge's event patterns: each comparison as its user guide has it.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFailed } from '../../src/lib/result.ts';
import { parsePattern } from '../../src/model/events/event-pattern.ts';

function matches(pattern: unknown, event: unknown): boolean {
  const parsed = parsePattern(pattern);
  if (isFailed(parsed)) throw new Error(parsed.failed.join('; '));
  return parsed.matches(event);
}

const event = {
  source: 'aws.codepipeline',
  'detail-type': 'CodePipeline Pipeline Execution State Change',
  resources: ['arn:a', 'arn:b'],
  detail: {
    pipeline: 'App-Main',
    state: 'FAILED',
    version: 4,
    tags: ['x', 'y'],
    empty: '',
    none: null,
    ip: '10.0.0.7',
  },
};

const rows: readonly (readonly [string, object, boolean])[] = [
  ['values of one field are alternatives', { detail: { state: ['FAILED', 'STOPPED'] } }, true],
  ['fields must all fit', { source: ['aws.codepipeline'], detail: { state: ['SUCCEEDED'] } }, false],
  ['an array fits by one of its elements', { resources: ['arn:b'] }, true],
  ['a field that is not there fits nothing', { detail: { stage: ['Build'] } }, false],
  ['a number is a number', { detail: { version: [4] } }, true],
  ['… and no text', { detail: { version: ['4'] } }, false],
  ['null', { detail: { none: [null] } }, true],
  ['an empty text', { detail: { empty: [''] } }, true],
  ['prefix', { detail: { pipeline: [{ prefix: 'App-' }] } }, true],
  [
    'prefix whatever the case',
    { detail: { pipeline: [{ prefix: { 'equals-ignore-case': 'aPP-' } }] } },
    true,
  ],
  ['suffix', { detail: { pipeline: [{ suffix: '-Main' }] } }, true],
  ['equals-ignore-case', { detail: { pipeline: [{ 'equals-ignore-case': 'app-main' }] } }, true],
  ['wildcard', { detail: { pipeline: [{ wildcard: 'A*-*n' }] } }, true],
  ['wildcard with a star of its own', { detail: { pipeline: [{ wildcard: String.raw`App\*` }] } }, false],
  ['exists', { detail: { pipeline: [{ exists: true }] } }, true],
  ['exists not', { detail: { stage: [{ exists: false }] } }, true],
  ['numeric', { detail: { version: [{ numeric: ['>', 3, '<=', 4] }] } }, true],
  ['numeric equality', { detail: { version: [{ numeric: ['=', 5] }] } }, false],
  ['anything-but', { detail: { state: [{ 'anything-but': 'SUCCEEDED' }] } }, true],
  ['anything-but of several', { detail: { state: [{ 'anything-but': ['FAILED', 'STOPPED'] }] } }, false],
  ['anything-but a prefix', { detail: { pipeline: [{ 'anything-but': { prefix: 'App' } }] } }, false],
  ['anything-but of what is not there', { detail: { stage: [{ 'anything-but': 'x' }] } }, false],
  ['cidr', { detail: { ip: [{ cidr: '10.0.0.0/24' }] } }, true],
  ['cidr elsewhere', { detail: { ip: [{ cidr: '10.0.1.0/24' }] } }, false],
  ['$or', { $or: [{ detail: { state: ['SUCCEEDED'] } }, { detail: { version: [4] } }] }, true],
  ['$or within', { detail: { $or: [{ state: ['SUCCEEDED'] }, { version: [5] }] } }, false],
];

test.each(rows)('%s', (_, pattern, expected) => {
  expect(matches(pattern, event)).toBe(expected);
});

describe('a pattern', () => {
  test.each([
    ['no object', [], 'is a JSON object'],
    ['empty', {}, 'is empty'],
    ['with a bare value', { source: 'aws.codebuild' }, 'must be an array'],
    ['with an empty list', { source: [] }, 'nothing matches'],
    ['with an unknown comparison', { source: [{ begins: 'aws' }] }, 'no comparison'],
    ['with a wrong argument', { source: [{ numeric: ['~', 1] }] }, 'does not take'],
    ['with two stars', { source: [{ wildcard: 'a**' }] }, 'does not take'],
    ['with one alternative', { $or: [{ source: ['a'] }] }, 'at least two'],
  ])('that is %s is refused', (_, pattern, message) => {
    const parsed = parsePattern(pattern);
    expect(isFailed(parsed) ? parsed.failed.join('; ') : '').toContain(message);
  });

  test('never throws, whatever it and the event are', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (pattern, any) => {
        const parsed = parsePattern(pattern);
        expect(isFailed(parsed) || typeof parsed.matches(any) === 'boolean').toBe(true);
      }),
    );
  });

  test('of an event’s own values fits it, and anything-but them does not', () => {
    const scalar = fc.oneof(fc.string(), fc.integer());
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== '$or'),
          scalar,
          { minKeys: 1 },
        ),
        (fields) => {
          const own = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, [value]]));
          const other = Object.fromEntries(
            Object.entries(fields).map(([key, value]) => [key, [{ 'anything-but': [value] }]]),
          );
          expect(matches(own, fields)).toBe(true);
          expect(matches(other, fields)).toBe(false);
        },
      ),
    );
  });
});
