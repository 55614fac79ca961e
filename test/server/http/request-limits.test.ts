// Slow and broken requests: closed in time, answered in the one form, while all other clients are served.
import { expect, test } from 'vitest';
import { allOf, openHttp, type HttpRig } from '../../rig/http-server.ts';

const quick = { bodyMs: 300, gitIdleMs: 300, unreadMs: 60_000, checkMs: 20 };

function post(path: string, secret: string, rest = 'Content-Length: 100\r\n\r\n{'): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    `Authorization: Bearer ${secret}`,
    'Content-Type: application/json',
    rest,
  ].join('\r\n');
}

const paths = [
  '/api/v1/pipelines/app/requests',
  '/api/v1/tokens',
  '/api/v1/session',
  '/v1/webhooks/github',
  '/v1/repos/app/git-receive-pack',
  '/v1/repos/app/git-upload-pack',
  '/no/such/page',
];

function isClosed(text: string): boolean {
  return text === '' || /^HTTP\/1\.1 4\d\d /.test(text);
}

test.each([
  ['with a length', 'Content-Length: 100\r\n\r\n{'],
  ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n'],
])('300 requests whose body %s stops after a byte are closed, and others are served', async (_, rest) => {
  await using rig = await openHttp({ limits: quick });
  const { secret } = rig.tokenFor('admin');
  const slow = Array.from({ length: 300 }, async (_unused, index) =>
    allOf(rig.raw(post(paths[index % paths.length] ?? '', secret, rest))),
  );
  expect((await rig.get('/healthz')).status).toBe(200);
  const answers = await Promise.all(slow);
  expect(answers.filter((text) => !isClosed(text))).toEqual([]);
  expect(answers[0]).toMatch(/^HTTP\/1\.1 408 [^]*"message":"The body of the request did not come in time"/);
  expect((await rig.get('/healthz')).status).toBe(200);
});

test('a body that comes byte by byte is held to the time for all of it', async () => {
  await using rig = await openHttp({ limits: quick });
  const { secret } = rig.tokenFor('admin');
  const socket = rig.raw(post('/api/v1/tokens', secret));
  const answer = allOf(socket);
  const drip = setInterval(() => socket.writable && socket.write(' '), 20);
  expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(drip);
});

async function said(
  rig: HttpRig,
  text: string,
): Promise<{ readonly status: number; readonly message: unknown }> {
  const all = await allOf(rig.raw(text));
  const [head = '', body = ''] = all.split('\r\n\r\n');
  const json = body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
  const { message } = JSON.parse(json) as { readonly message: unknown };
  return { status: Number(head.split(' ')[1]), message };
}

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a header as large as a book', `GET / HTTP/1.1\r\nX: ${'x'.repeat(50_000)}\r\n\r\n`, 431],
  ['no Host', 'GET /api/v1/me HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['a Host that is none', 'GET /api/v1/me HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n', 400],
  ['another Host', 'GET /api/v1/me HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 421],
  [
    'two lengths',
    'POST /api/v1/me HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
  ],
])('%s is refused in the form of all refusals', async (_, text, status) => {
  await using rig = await openHttp();
  expect(await said(rig, text)).toEqual({ status, message: expect.any(String) as unknown });
});

test('a body that is too large is refused, whether it says so or not', async () => {
  await using rig = await openHttp();
  const { secret } = rig.tokenFor('admin');
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const large = JSON.stringify({ name: 'x'.repeat(2_000_000), scopes: ['read'] });
  const chunked = new Blob([large]).stream();
  for (const body of [large, chunked]) {
    const answer = await rig.get('/api/v1/tokens', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toEqual({ message: expect.any(String) as unknown });
  }
});
