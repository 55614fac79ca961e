import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ListedResource } from '../../src/account/listed-resources.ts';
import { resourceKey } from '../../src/account/resource-links.ts';
import { columns, mapOf } from '../../src/dashboard/parts/map-layout.ts';

function resource(type: string, name: string): ListedResource {
  return { account: '1', region: 'r', type, name, here: 'ran' } as ListedResource;
}

const link = (from: ListedResource, to: ListedResource) => ({
  from: resourceKey(from),
  to: resourceKey(to),
  by: 'name',
});

test('each resource stands in the column of its kind, next to what it connects with', () => {
  const api = resource('AWS::ApiGatewayV2::Api', 'api');
  const [a, b, c] = ['a', 'b', 'c'].map((name) => resource('AWS::Lambda::Function', name));
  const table = resource('AWS::DynamoDB::Table', 'table');
  const alarm = resource('AWS::CloudWatch::Alarm', 'alarm');
  if (a === undefined || b === undefined || c === undefined) throw new Error('three were made');
  const map = mapOf(
    [alarm, table, a, b, c, api],
    [link(api, c), link(b, table), link(api, resource('X::Y::Z', 'gone'))],
  );
  expect(map.nodes.map(({ resource: { name }, column, row }) => `${name} ${column}.${row}`)).toEqual([
    'api 1.0',
    'c 2.0',
    'b 2.1',
    'a 2.2',
    'table 3.0',
    'alarm 4.0',
  ]);
  expect(map.rows).toBe(3);
  expect(map.links).toHaveLength(2);
});

test('no two resources stand in one place, and none is left out', () => {
  const types = [
    'AWS::S3::Bucket',
    'AWS::Lambda::Function',
    'AWS::CloudFront::Distribution',
    'Some::Other::Thing',
  ];
  const some = fc.uniqueArray(
    fc.record({ type: fc.constantFrom(...types), name: fc.string({ minLength: 1, maxLength: 3 }) }),
    { selector: ({ type, name }) => `${type} ${name}` },
  );
  fc.assert(
    fc.property(some, fc.infiniteStream(fc.nat()), (named, stream) => {
      const resources = named.map(({ type, name }) => resource(type, name));
      const links = resources.flatMap((from) => {
        const to = resources[(stream.next().value as number) % resources.length];
        return to === undefined ? [] : [link(from, to)];
      });
      const { nodes, rows } = mapOf(resources, links);
      expect(nodes.map(({ key }) => key).toSorted()).toEqual(resources.map(resourceKey).toSorted());
      expect(new Set(nodes.map(({ column, row }) => `${column}.${row}`)).size).toBe(nodes.length);
      expect(nodes.every(({ column, row }) => column < columns.length && row < rows)).toBe(true);
    }),
  );
});
