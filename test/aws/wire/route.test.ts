// Which operation of a REST service an address means.
import { describe, expect, test } from 'vitest';
import {
  bindingOf,
  serviceIndex,
  serviceModel,
  structureIn,
  type ServiceModel,
} from '../../../src/aws/service-model.ts';
import { route } from '../../../src/aws/wire/route.ts';

const rest = serviceIndex().filter(({ protocols }) => protocols.some((each) => each.startsWith('rest')));

/** With what the operation cannot do without. */
function requestOf(model: ServiceModel, operation: string) {
  const { http, input } = model.operations[operation] ?? { http: ['GET', '/'] as const };
  const [method, uri] = http;
  const [path = '', fixed = ''] = uri.split('?');
  const query = new URLSearchParams(fixed);
  const headers: Record<string, string> = {};
  const shape = input === undefined ? undefined : structureIn(model, input);
  for (const name of shape?.required ?? []) {
    const binding = shape === undefined ? {} : bindingOf(shape, name);
    if (binding.in === 'querystring') query.set(binding.name ?? name, '1');
    if (binding.in === 'header') headers[(binding.name ?? name).toLowerCase()] = '1';
  }
  const filled = path.replaceAll(/\{\w+\+\}/g, 'a/b%20c').replaceAll(/\{\w+\}/g, 'x%3Ay');
  return { method, path: filled, query: query.toString(), headers };
}

describe.each(rest)('an address of $id', ({ name }) => {
  const model = serviceModel(name);
  test.each(Object.keys(model.operations))('leads to the operation that it belongs to: %s', (operation) => {
    expect(route(model, requestOf(model, operation))?.operation).toBe(operation);
  });
});

test.each([
  ['PUT /b/k', {}, { operation: 'PutObject', labels: { Bucket: 'b', Key: 'k' } }],
  ['PUT /b/k%2Fl/m?x-id=PutObject', {}, { operation: 'PutObject', labels: { Bucket: 'b', Key: 'k/l/m' } }],
  [
    'PUT /b/k',
    { 'x-amz-copy-source': 'b/o' },
    { operation: 'CopyObject', labels: { Bucket: 'b', Key: 'k' } },
  ],
  ['PUT /b/k?partNumber=1&uploadId=u', {}, { operation: 'UploadPart', labels: { Bucket: 'b', Key: 'k' } }],
  ['GET /b/?list-type=2&prefix=a', {}, { operation: 'ListObjectsV2', labels: { Bucket: 'b' } }],
  ['GET /b?versioning=', {}, { operation: 'GetBucketVersioning', labels: { Bucket: 'b' } }],
  ['GET /', {}, { operation: 'ListBuckets', labels: {} }],
  ['POST /b?delete', {}, { operation: 'DeleteObjects', labels: { Bucket: 'b' } }],
])('S3 means by %s %j the operation that its clients mean', (line, headers, routed) => {
  const [, method = '', path = '', query = ''] = /^(\S+) ([^?]+)\??(.*)$/.exec(line) ?? [];
  expect(route(serviceModel('s3'), { method, path, query, headers })).toEqual(routed);
});

test('an address that no operation has leads nowhere', () => {
  const head = { method: 'PATCH', path: '/b/k', query: '', headers: {} };
  expect(route(serviceModel('s3'), head)).toBeUndefined();
});
