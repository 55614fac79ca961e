// Expressions of APIs: those that take too long, and those that are none.
import { expect, test } from 'vitest';
import { deployRestApi, request } from '../../rig/apis.ts';
import { openTestEndpoint } from '../../rig/endpoint.ts';

const mock = {
  responses: { 200: { description: 'ok' } },
  'x-amazon-apigateway-integration': {
    type: 'mock',
    requestTemplates: { 'application/json': '{"statusCode": 200}' },
    responses: { default: { statusCode: '200' } },
  },
};

test.each([
  ['a template that tries every combination', { template: `$input.body.matches("(a+)+")` }],
  ['a template with what is no expression', { template: `$input.body.matches("(")` }],
  ['a pattern of a response that is no expression', { pattern: '(' }],
])('%s is an error of the configuration, and the next request is answered', async (_title, given) => {
  await using endpoint = await openTestEndpoint();
  const { template = '', pattern = '5..' } = given as Partial<Record<'template' | 'pattern', string>>;
  const wrong = {
    responses: { 200: { description: 'ok' } },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': `${template}{"statusCode": 200}` },
      responses: { [pattern]: { statusCode: '200' }, default: { statusCode: '200' } },
    },
  };
  const id = await deployRestApi(endpoint, { paths: { '/a': { post: wrong }, '/b': { get: mock } } });
  const body = `${'a'.repeat(60)}!`;
  const answer = await request(endpoint, id, { address: 'POST /dev/a', body });
  expect([answer.status, JSON.parse(answer.text)]).toEqual([500, { message: 'Internal server error' }]);
  expect((await request(endpoint, id, { address: 'GET /dev/b' })).status).toBe(200);
});
