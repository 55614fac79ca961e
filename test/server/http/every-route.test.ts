// Every route that there is, found in the application itself: who may ask, what is refused, and in which form. A new
// route is held to all of it without a line here.
import { pipelineWorkload } from '../../../src/model/workload.ts';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scope } from '../../../src/state/access/access-store.ts';
import { allOf, openHttp, type HttpRig } from '../../rig/http-server.ts';
import { built, entries, executionId } from '../../rig/journal-entries.ts';

interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: object;
}

interface Named {
  /** `GET /api/v1/pipelines` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** Answered without a token. */
const open = new Set(['GET /healthz', 'GET /api/v1/openapi.json', 'POST /api/v1/session']);
/** Answered to administrators alone. */
const adminOnly = new Set([
  'GET /api/v1/tokens',
  'POST /api/v1/tokens',
  'DELETE /api/v1/tokens/{id}',
  'GET /api/v1/audit',
]);
/** Pages, and addresses with forms of their own: GitHub signs, Prometheus reads text. */
const others = new Set([
  'GET /*',
  'GET /healthz',
  'GET /metrics',
  'GET /api/v1/openapi.json',
  'POST /v1/webhooks/github',
]);

async function operations(rig: HttpRig): Promise<readonly Named[]> {
  const document = (await (await rig.get('/api/v1/openapi.json')).json()) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );
}

/** Each reading of the clock is a second later: no request is too early. */
function fastClock(): () => number {
  let now = Date.now();
  return () => (now += 1000);
}

async function openWithRun(): Promise<HttpRig> {
  const rig = await openHttp({ now: fastClock() });
  const events = entries(...built).map(({ event }) => event);
  rig.served.state.journal.append(pipelineWorkload('demo'), events);
  return rig;
}

const real: Readonly<Record<string, string>> = {
  executionId,
  actionExecutionId: 'run-of-BuildAndTest',
  pipelineName: 'demo',
};

function realPath({ path }: Named): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => real[name] ?? 'none');
}

function headers(secret: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
}

async function statusOf(rig: HttpRig, one: Named, scope?: Scope): Promise<number> {
  const ending = new AbortController();
  const answer = await rig.get(realPath(one), {
    method: one.method,
    headers: scope === undefined ? {} : headers(rig.tokenFor(scope).secret),
    signal: ending.signal,
    ...(one.operation.requestBody === undefined ? {} : { body: '{}' }),
  });
  if (answer.status >= 400) expectRefusal(one.name, await answer.json());
  // A stream would go on.
  ending.abort();
  return answer.status;
}

function expectRefusal(name: string, body: unknown): void {
  const { message, problems = [], ...more } = body as Readonly<Record<string, unknown>>;
  expect({ name, message, more }).toEqual({ name, message: expect.any(String) as unknown, more: {} });
  expect(Array.isArray(problems)).toBe(true);
}

test('every route is described by the OpenAPI document', async () => {
  await using rig = await openHttp();
  const described = (await operations(rig)).map(({ name }) => name);
  expect(rig.routes.filter((name) => !others.has(name)).toSorted()).toEqual(described.toSorted());
});

test('every route requires a token, and the scope that it needs', async () => {
  await using rig = await openWithRun();
  for (const one of await operations(rig)) {
    const { name } = one;
    const isOpen = open.has(name);
    expect({ name, is401: (await statusOf(rig, one)) === 401 }).toEqual({ name, is401: !isOpen });
    const isRefused = adminOnly.has(name);
    for (const scope of ['read', 'run', 'approve'] as const) {
      const status = await statusOf(rig, one, scope);
      expect({ name, scope, is401: status === 401 }).toEqual({ name, scope, is401: false });
      expect({ name, scope, is403: status === 403 }).toEqual({ name, scope, is403: isRefused });
    }
  }
});

test('every route that takes a body refuses other forms of it in the documented form', async () => {
  await using rig = await openWithRun();
  const { secret } = rig.tokenFor('admin');
  const taking = (await operations(rig)).filter(({ operation }) => operation.requestBody !== undefined);
  expect(taking.length).toBeGreaterThan(2);
  for (const one of taking) {
    const ask = async (body: string, type = 'application/json') =>
      rig.get(realPath(one), {
        method: one.method,
        headers: { ...headers(secret), 'content-type': type },
        body,
      });
    for (const body of [
      'null',
      '1',
      '"x"',
      '[]',
      '[{}]',
      '{}',
      '{"type":1}',
      '{',
      '',
      '\ud800',
      '{"__proto__":{}}',
    ]) {
      const answer = await ask(body);
      expect({ name: one.name, body, status: answer.status }).toEqual({ name: one.name, body, status: 400 });
      expectRefusal(one.name, await answer.json());
    }
    const plain = await ask('{}', 'text/plain');
    expect({ name: one.name, status: plain.status }).toEqual({ name: one.name, status: 415 });
    expectRefusal(one.name, await plain.json());
  }
});

test('every route closes a request whose body does not come', async () => {
  await using rig = await openHttp({
    limits: { bodyMs: 200, gitIdleMs: 200, unreadMs: 60_000, checkMs: 20 },
  });
  const { secret } = rig.tokenFor('admin');
  const slow = (await operations(rig)).map(async (one) => {
    const head = `${one.method} ${realPath(one)} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${secret}`;
    const type = 'Content-Type: application/json\r\nContent-Length: 10';
    return { name: one.name, answer: await allOf(rig.raw(`${head}\r\n${type}\r\n\r\n{`)) };
  });
  // What needs no body is answered at once, and closed all the same.
  for (const { name, answer } of await Promise.all(slow))
    expect({ name, answer }).toEqual({
      name,
      answer: expect.stringMatching(/^HTTP\/1\.1 [24]\d\d /) as unknown,
    });
});

test('every address names the methods that it takes', async () => {
  await using rig = await openHttp({ now: fastClock() });
  const paths = Map.groupBy(await operations(rig), realPath);
  for (const [path, named] of paths) {
    const takes = new Set(named.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method])));
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !takes.has(one))) {
      const answer = await rig.get(path, { method });
      const allow = answer.headers.get('allow')?.split(', ').toSorted();
      const expected = { path, method, status: 405, allow: [...takes, 'OPTIONS'].toSorted() };
      expect({ path, method, status: answer.status, allow }).toEqual(expected);
    }
  }
});

const odd = fc.oneof(
  fc.constantFrom(
    ...Object.values(real),
    '0',
    '-1',
    '1e99',
    '9007199254740993',
    '..',
    '%00',
    '{}',
    '[]',
    '',
    ' ',
  ),
  fc.constantFrom(
    "'; DROP TABLE tokens --",
    '%',
    '\u0000',
    '\ud800',
    'x'.repeat(5000),
    '(a+)+$',
    '*a*a*a*a*b',
  ),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

test('no route answers odd names, queries and bodies with a mistake of the server', async () => {
  await using rig = await openWithRun();
  const { secret } = rig.tokenFor('admin');
  const all = (await operations(rig)).filter(
    ({ name, operation }) => name !== 'DELETE /api/v1/session' && !isStream(operation),
  );
  const asked = fc.record({
    one: fc.constantFrom(...all),
    words: fc.array(odd, { minLength: 6, maxLength: 6 }),
    body: fc.oneof(fc.json(), odd),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ one, words, body }) => {
      let next = 0;
      const word = (): string => encodeURIComponent((words[next++ % words.length] ?? '').toWellFormed());
      const path = one.path.replaceAll(/\{\w+\}/g, () => word() || 'x');
      const query = (one.operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name }) => `${name}=${word()}`);
      const answer = await rig.get(`${path}?${query.join('&')}`, {
        method: one.method,
        headers: headers(secret),
        ...(one.operation.requestBody === undefined ? {} : { body }),
      });
      const named = [...Object.keys(one.operation.responses), '404'];
      const { status } = answer;
      expect({ name: one.name, status, isNamed: named.includes(String(status)) }).toEqual({
        name: one.name,
        status,
        isNamed: true,
      });
      if (status >= 400) expectRefusal(one.name, await answer.json());
      else await answer.body?.cancel();
    }),
    { numRuns: 500 },
  );
});

function isStream({ responses }: Operation): boolean {
  return Object.values(responses).some(({ content = {} }) => 'text/event-stream' in content);
}
