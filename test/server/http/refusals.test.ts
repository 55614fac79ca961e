// What the HTTP interface says to requests that do not fit.
import { expect, test } from 'vitest';
import { openHttp } from '../../rig/http-server.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const stop = { type: 'StopPipelineExecution', executionId: 'e', abandon: true, reason: '' };

test.each([
  ['/api/v1/aws-events?limit=many', undefined, /"limit" in the query: .*number/],
  ['/api/v1/aws-events?limit=1e99', undefined, /"limit" in the query/],
  ['/api/v1/audit?before=9007199254740993', undefined, /"before" in the query/],
  [`/api/v1/pipelines/${'x'.repeat(200)}`, undefined, /"pipelineName" in the path/],
  ['/api/v1/pipelines/app/requests', '{"type":"DeletePipeline"}', /"type" in the body/],
  ['/api/v1/pipelines/app/requests', '[]', /the body: /],
  ['/api/v1/pipelines/app/requests', '"text"', /the body: /],
  ['/api/v1/pipelines/app/requests', '{', /JSON/],
  ['/api/v1/pipelines/app/requests', '', /JSON|body/],
  ['/api/v1/pipelines/app/requests', JSON.stringify({ ...stop, more: 1 }), /the body: .*more/],
  ['/api/v1/tokens', '{"name":"n","scopes":["root"]}', /"scopes.0" in the body/],
])('%s with %s is refused with a sentence', async (path, body, message) => {
  await using rig = await openHttp();
  const { secret } = rig.tokenFor('admin');
  const answer = await rig.get(path, {
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });
  expect(answer.status).toBe(400);
  const refused = (await answer.json()) as object;
  expect(Object.keys(refused)).toEqual(['message']);
  expect(refused).toEqual({ message: expect.stringMatching(message) as unknown });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])(
  'a body of the type "%s" is no JSON, whatever stands in it',
  async (type) => {
    await using rig = await openHttp();
    const { secret } = rig.tokenFor('admin');
    const answer = await rig.get('/api/v1/tokens', {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': type },
      body: new TextEncoder().encode(JSON.stringify({ name: 'n', scopes: ['admin'] })),
    });
    expect(answer.status).toBe(415);
    expect(await answer.json()).toEqual({ message: expect.stringContaining('application/json') as unknown });
  },
);

test.each([
  ['DELETE', '/api/v1/pipelines', 'GET, HEAD, OPTIONS'],
  ['POST', '/api/v1/pipelines/app', 'GET, HEAD, OPTIONS'],
  ['GET', '/api/v1/pipelines/app/requests', 'POST, OPTIONS'],
  ['PUT', '/api/v1/session', 'POST, DELETE, OPTIONS'],
  ['PATCH', '/api/v1/tokens', 'GET, HEAD, POST, OPTIONS'],
  ['POST', '/metrics', 'GET, HEAD, OPTIONS'],
  ['POST', '/healthz', 'GET, HEAD, OPTIONS'],
  ['GET', '/v1/webhooks/github', 'POST, OPTIONS'],
  ['DELETE', '/v1/repos/app/info/refs', 'GET, HEAD, OPTIONS'],
  ['GET', '/v1/repos/acme/app/git-receive-pack', 'POST, OPTIONS'],
  ['POST', '/sign-in', 'GET, HEAD, OPTIONS'],
])('%s %s is answered with what the address takes: %s', async (method, path, allow) => {
  await using rig = await openHttp();
  const answer = await rig.get(path, { method });
  expect(answer.status).toBe(405);
  expect(answer.headers.get('allow')).toBe(allow);
  expect(await answer.json()).toEqual({ message: expect.stringContaining(method) as unknown });
  const options = await rig.get(path, { method: 'OPTIONS' });
  expect([options.status, options.headers.get('allow')]).toEqual([204, allow]);
  expect(options.headers.get('access-control-allow-origin')).toBe(null);
});

test.each([
  '/api',
  '/api/',
  '/api/v1',
  '/api/v1/none',
  '/api/v1/pipelines/',
  '/api/v2/pipelines',
  '/API/v1/pipelines',
  '//api/v1/pipelines',
  '/api/v1/%zz',
  '/api/v1/executions/%',
  '/api/v1/executions/%00',
  '/v1',
  '/v1/webhooks',
  '/v1/webhooks/gitlab',
  '/v1/repos',
  '/v1/repos/app',
  '/v1/repos/app/HEAD',
  '/metrics/more',
  '/healthz/more',
])('%s is not found, in JSON, though pages are served', async (path) => {
  await using folder = await makeFolder();
  await writeFile(join(folder.path, 'index.html'), '<!doctype html>');
  await using rig = await openHttp({ pagesFolder: folder.path });
  const { secret } = rig.tokenFor('admin');
  const answer = await rig.get(path, { headers: { authorization: `Bearer ${secret}` } });
  expect(answer.status).toBe(404);
  expect(await answer.json()).toEqual({ message: expect.any(String) as unknown });
});

test('a view is a page, also of a pipeline whose name has a dot', async () => {
  await using folder = await makeFolder();
  await writeFile(join(folder.path, 'index.html'), '<!doctype html>');
  await using rig = await openHttp({ pagesFolder: folder.path });
  for (const path of ['/', '/pipelines/my.app', '/tests/group-report.xml', '/sign-in', '/executions/e'])
    expect(await (await rig.get(path)).text()).toBe('<!doctype html>');
  for (const path of ['/none.js', '/assets/none.css']) expect((await rig.get(path)).status).toBe(404);
});

test.each(['https://evil.example', 'http://127.0.0.1:1', 'null'])(
  'no user is signed in by a page of %s',
  async (origin) => {
    await using rig = await openHttp();
    const { secret } = rig.tokenFor('read');
    const signIn = async (from: string) =>
      rig.get('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: from },
        body: JSON.stringify({ token: secret }),
      });
    const refused = await signIn(origin);
    expect([refused.status, refused.headers.get('set-cookie')]).toEqual([403, null]);
    const cookie = (await signIn(rig.url)).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^slipway_session=[\w-]+; Max-Age=\d+; Path=\/api; HttpOnly; SameSite=Strict$/);
  },
);
