// Streams of server-sent events: what they hold, and when they end.
import { pipelineWorkload } from '../../../src/model/workload.ts';
import { getEventListeners, once } from 'node:events';
import { expect, test } from 'vitest';
import { collectGarbage } from '../../rig/garbage.ts';
import { openAccessStore } from '../../../src/state/access/sqlite-access-store.ts';
import { openHttp, type HttpRig } from '../../rig/http-server.ts';
import { built, entries, executionId } from '../../rig/journal-entries.ts';

function writeJournal({ served }: HttpRig): void {
  served.state.journal.append(
    pipelineWorkload('demo'),
    entries(...built).map(({ event }) => event),
  );
}

/** Those that the OpenAPI document names, with a running action as their subject. */
async function streamPaths(rig: HttpRig): Promise<readonly string[]> {
  const document = (await (await rig.get('/api/v1/openapi.json')).json()) as {
    readonly paths: Readonly<Record<string, { readonly get?: { readonly responses: object } }>>;
  };
  return Object.entries(document.paths)
    .filter(([, { get }]) => JSON.stringify(get?.responses ?? {}).includes('text/event-stream'))
    .map(([path]) =>
      path.replace('{executionId}', executionId).replace('{actionExecutionId}', 'run-of-BuildAndTest'),
    );
}

/** Each reading of the clock is a second later: no request is too early. */
function fastClock(): () => number {
  let now = Date.now();
  return () => (now += 1000);
}

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

async function openAndClose(
  rig: HttpRig,
  path: string,
  { secret, count }: { secret: string; count: number },
) {
  for (let opened = 0; opened < count; opened += 50)
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const ending = new AbortController();
        const answer = await rig.get(path, { ...bearer(secret), signal: ending.signal });
        expect(answer.status).toBe(200);
        ending.abort();
      }),
    );
  await expect.poll(() => rig.listeners()).toBe(0);
}

test('streams that were opened and closed leave no listener and no memory behind', async () => {
  await using rig = await openHttp({ now: fastClock() });
  writeJournal(rig);
  const { secret } = rig.tokenFor('read');
  const heap = () => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  for (const path of await streamPaths(rig)) {
    await openAndClose(rig, path, { secret, count: 100 });
    const listening = getEventListeners(rig.served.ending, 'abort').length;
    const before = heap();
    await openAndClose(rig, path, { secret, count: 400 });
    expect(getEventListeners(rig.served.ending, 'abort')).toHaveLength(listening);
    // A stream that stays takes several kB.
    await expect.poll(() => heap() - before).toBeLessThan(1_000_000);
  }
});

const endings: Readonly<Record<string, (rig: HttpRig, used: Used) => unknown>> = {
  'its token is revoked, by another process too': ({ served }, { tokenId }) => {
    using other = openAccessStore(served.state.path);
    other.revoke(tokenId, Date.now());
  },
  'its session signs out': async (rig, { cookie }) =>
    rig.get('/api/v1/session', { method: 'DELETE', headers: { cookie, origin: rig.url } }),
  'the token of its session is revoked': ({ served }, { tokenId }) =>
    served.access.revoke(tokenId, Date.now()),
  'its time is up': (_, { moveClock }) => moveClock(40 * 86_400_000),
  'the server ends': (rig) => rig.end(),
};

interface Used {
  readonly tokenId: string;
  readonly cookie: string;
  readonly moveClock: (ms: number) => void;
}

test.each(Object.keys(endings))('every stream ends when %s', async (name) => {
  let moved = 0;
  await using rig = await openHttp({ now: () => Date.now() + moved });
  writeJournal(rig);
  const { access } = rig.served;
  const { token, secret } = access.makeToken(
    { name: 'reader', scopes: ['read'], expiresAt: Date.now() + 86_400_000 },
    Date.now(),
  );
  const session = access.startSession(token.id, Date.now() + 30 * 86_400_000);
  const cookie = `slipway_session=${session}`;
  const headers = name.includes('session') ? { cookie } : bearer(secret).headers;
  const paths = await streamPaths(rig);
  expect(paths.length).toBeGreaterThan(1);
  const answers = await Promise.all(paths.map(async (path) => rig.get(path, { headers })));
  expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
  const bodies = answers.map(async (answer) => answer.text());
  await endings[name]?.(rig, { tokenId: token.id, cookie, moveClock: (ms) => (moved += ms) });
  await Promise.all(bodies);
  expect(rig.listeners()).toBe(0);
});

function writeMuch({ served }: HttpRig): void {
  const message = 'x'.repeat(10_000);
  const [one] = entries([0, { type: 'ExecutionEnded', status: 'Failed', statusSummary: message }]);
  if (one !== undefined)
    served.state.journal.append(
      pipelineWorkload('demo'),
      Array.from({ length: 5000 }, () => one.event),
    );
}

test('a client that reads nothing holds a part of the stream only, and is cut off in the end', async () => {
  const limits = { bodyMs: 60_000, gitIdleMs: 60_000, unreadMs: 300, checkMs: 50 };
  await using rig = await openHttp({ limits });
  writeMuch(rig);
  const { secret } = rig.tokenFor('read');
  const socket = rig.raw(
    `GET /api/v1/events?after=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${secret}\r\n\r\n`,
  );
  socket.on('error', () => undefined);
  await once(socket, 'readable');
  expect(rig.listeners()).toBe(1);
  await expect.poll(() => rig.listeners()).toBe(0);
  socket.destroy();
});

test('a client that reads nothing is cut off when its token is revoked', async () => {
  await using rig = await openHttp();
  writeMuch(rig);
  const { id, secret } = rig.tokenFor('read');
  const socket = rig.raw(
    `GET /api/v1/events?after=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${secret}\r\n\r\n`,
  );
  socket.on('error', () => undefined);
  await once(socket, 'readable');
  rig.served.access.revoke(id, Date.now());
  await expect.poll(() => rig.listeners()).toBe(0);
  socket.destroy();
});

test('HEAD of a stream is answered, and leaves nothing open', async () => {
  await using rig = await openHttp();
  writeJournal(rig);
  const { secret } = rig.tokenFor('read');
  for (const path of await streamPaths(rig)) {
    const answer = await rig.get(path, { ...bearer(secret), method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    await expect.poll(() => rig.listeners()).toBe(0);
  }
});

test('a place that is no number is refused, and the stream is not opened somewhere else', async () => {
  await using rig = await openHttp();
  writeJournal(rig);
  const { secret } = rig.tokenFor('read');
  const { headers } = bearer(secret);
  expect((await rig.get('/api/v1/events?after=-1', { headers })).status).toBe(400);
  expect((await rig.get('/api/v1/events', { headers: { ...headers, 'last-event-id': 'x' } })).status).toBe(
    400,
  );
});

test('the events of one pipeline are those of no other, and each names its pipeline', async () => {
  await using rig = await openHttp();
  writeJournal(rig);
  const [first] = entries(...built).map(({ event }) => event);
  if (first === undefined) throw new Error('There is no event');
  rig.served.state.journal.append(pipelineWorkload('other'), [first]);
  const { secret } = rig.tokenFor('read');
  const namesIn = async (query: string): Promise<ReadonlySet<string>> => {
    const ending = new AbortController();
    const answer = await rig.get(`/api/v1/events?after=0${query}`, {
      ...bearer(secret),
      signal: ending.signal,
    });
    let text = '';
    try {
      // The newest entry of all belongs to `other`, so both streams have it last.
      for await (const chunk of answer.body ?? []) {
        text += Buffer.from(chunk as Uint8Array).toString('utf8');
        if (text.includes(`id: ${rig.served.state.journal.lastSeq()}\n`) && text.endsWith('\n\n')) break;
      }
    } finally {
      ending.abort();
    }
    return new Set([...text.matchAll(/"pipelineName":"(\w+)"\}/g)].map(([, name = '']) => name));
  };
  expect(await namesIn('')).toEqual(new Set(['demo', 'other']));
  expect(await namesIn('&pipelineName=other')).toEqual(new Set(['other']));
});
