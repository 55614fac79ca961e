// The server, as its users have it: `slipway up`, requests over HTTP, commands next to it, and kill -9.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { describe, expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { makeGate } from '../rig/gate.ts';
import { events, makeToken, request, startServer, type TestServer } from '../rig/server.ts';

function write(app: Project, commands: readonly string[], more: readonly object[] = []): void {
  const build = { name: 'Build', actions: [buildAction('compile', 'Package')] };
  app.write('pipeline.json', pipeline([sourceStage, build, ...more]));
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: [...commands, 'echo result > out.txt'] } },
      artifacts: { files: ['out.txt'] },
    }),
  );
}

const release = { name: 'Release', actions: [approvalAction('SignOff')] };
const args = ['--source', '.'];
const start = { type: 'StartPipelineExecution', variables: {}, sourceRevisions: {} };

async function startExecution({ ask }: TestServer): Promise<string> {
  const { body } = await ask('POST', '/api/v1/pipelines/app/requests', start);
  return (body as { readonly executionId: string }).executionId;
}

interface Detail {
  readonly seq: number;
  readonly summary: { readonly status: string };
  readonly view: {
    readonly displayStatus: string;
    readonly stages: readonly { readonly actions: readonly Readonly<Record<string, unknown>>[] }[];
  };
}

async function detail({ ask }: TestServer, executionId: string): Promise<Detail> {
  return (await ask('GET', `/api/v1/executions/${executionId}`)).body as Detail;
}

interface Entry {
  readonly event: { readonly type: string; readonly executionId?: string; readonly status?: string };
}

function isOf(event: Entry['event'], actionName: string): boolean {
  return 'actionName' in event && event.actionName === actionName;
}

/** Waits for the first entry that is meant, from the beginning of all. */
async function entry(
  { url, token }: Pick<TestServer, 'url' | 'token'>,
  isMeant: (event: Entry['event']) => boolean,
): Promise<number> {
  for await (const { id, name, data } of events(`${url}/api/v1/events?after=0`, {
    authorization: `Bearer ${token}`,
  }))
    if (name === 'entry' && isMeant((data as Entry).event)) return id;
  throw new Error('The stream has ended');
}

describe('the server', () => {
  // shows: S0-130, S1-111, S1-112, S1-113, S1-114, S4-111, S4-112
  test('starts an execution, waits for the approval that comes, and shows what came of it', async () => {
    await using app = makeProject();
    write(app, ['echo compiled'], [release]);
    const server = await startServer(app, { args });
    const executionId = await startExecution(server);
    await entry(server, ({ type }) => type === 'ApprovalRequested');
    const waiting = await server.ask('GET', '/api/v1/pipelines');
    expect(waiting.body).toMatchObject({
      pipelines: [{ waiting: [{ executionId, stageName: 'Release', actionName: 'SignOff' }] }],
    });
    const answer = {
      executionId,
      stageName: 'Release',
      actionName: 'SignOff',
      status: 'Approved',
      summary: 'fine',
    };
    await server.ask('POST', '/api/v1/pipelines/app/requests', { type: 'PutApprovalResult', ...answer });
    await entry(server, ({ type }) => type === 'ExecutionEnded');
    expect((await detail(server, executionId)).summary.status).toBe('Succeeded');
    const metrics = await server.ask('GET', '/metrics');
    for (const line of [
      'slipway_execution_duration_seconds_count{pipeline="app",status="Succeeded"} 1',
      'slipway_stage_duration_seconds_count{pipeline="app",stage="Build",status="Succeeded"} 1',
      'slipway_action_duration_seconds_count{pipeline="app",stage="Build",action="compile",status="Succeeded"} 1',
      'slipway_artifact_size_bytes{pipeline="app",artifact="Package"} 7',
    ])
      expect(metrics.body).toContain(line);
    const { body } = await server.ask('GET', '/api/v1/audit');
    expect(body).toMatchObject({
      entries: [
        { who: 'tester', what: 'PutApprovalResult', outcome: 'accepted', executionId },
        { who: 'tester', what: 'StartPipelineExecution', outcome: 'accepted', executionId },
        { what: 'MakeToken' },
      ],
    });
  });

  test('ends in order, and says so with its exit status', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    const stream = events(`${server.url}/api/v1/events`, { authorization: `Bearer ${server.token}` });
    await stream.next();
    server.running.kill('SIGTERM');
    const { status, stderr } = await server.running.ended;
    expect(status).toBe(0);
    expect(stderr).toContain('slipway is up');
    expect((await stream.next()).done).toBe(true);
  });

  test('answers commands as the owner of the state folder', async () => {
    await using app = makeProject();
    write(app, ['true'], [release]);
    const server = await startServer(app, { args });
    await startExecution(server);
    await entry(server, ({ type }) => type === 'ApprovalRequested');
    expect((await app.run('approve')).status).toBe(0);
    await entry(server, ({ type }) => type === 'ExecutionEnded');
    const run = app.start('run');
    await run.line((line) => line.includes('Build › compile succeeded'));
    await app.run('reject');
    const { stdout, status } = await run.ended;
    expect(stdout).toMatch(/process \d+ runs it/);
    expect(status).toBe(1);
    const second = await app.run('up', '--port', '0');
    expect(second.stderr).toContain('StateLocked');
    expect(second.status).toBe(2);
  });

  test('takes an edited definition for the next execution, and refuses a broken one with its place', async () => {
    await using app = makeProject();
    write(app, ['echo first']);
    const server = await startServer(app, { args });
    await startExecution(server);
    await entry(server, ({ type }) => type === 'ExecutionEnded');
    write(app, ['echo second']);
    const executionId = await startExecution(server);
    await entry(server, (event) => event.type === 'ExecutionEnded' && event.executionId === executionId);
    expect((await app.run('logs', executionId)).stdout).toContain('second');
    app.write('pipeline.json', '{"pipeline": {"name": "app"');
    const { status, body } = await server.ask('POST', '/api/v1/pipelines/app/requests', start);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      problems: [{ at: { file: expect.stringContaining('pipeline.json') as unknown } }],
    });
  });

  test('answers a request that does not fit with AWS’s exception, and one for what does not exist with 404', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    const stop = { type: 'StopPipelineExecution', executionId: 'none', abandon: true, reason: '' };
    expect(await server.ask('POST', '/api/v1/pipelines/app/requests', stop)).toMatchObject({
      status: 409,
      body: { problems: [{ code: 'PipelineExecutionNotFoundException' }] },
    });
    expect((await server.ask('POST', '/api/v1/pipelines/none/requests', start)).status).toBe(404);
    expect((await server.ask('GET', '/api/v1/executions/none')).status).toBe(404);
    expect((await server.ask('GET', '/api/v1/none')).status).toBe(404);
    const wrong = await server.ask('POST', '/api/v1/pipelines/app/requests', { type: 'DeletePipeline' });
    expect(wrong.status).toBe(400);
  });

  test('says which port is taken', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    await using other = makeProject();
    write(other, ['true']);
    const { stderr, status } = await other.run('up', '--port', new URL(server.url).port);
    expect(stderr).toContain('PortTaken');
    expect(status).toBe(2);
  });
});

describe('a stream of events', () => {
  test('continues after kill -9 where the client was, and misses nothing', async () => {
    await using gate = await makeGate();
    await using app = makeProject();
    write(app, ['echo begun', gate.wait], [release]);
    const first = await startServer(app, { args });
    const executionId = await startExecution(first);
    const seen = await entry(first, (event) => event.type === 'ActionStarted' && isOf(event, 'compile'));
    first.running.kill('SIGKILL');
    await first.running.ended;
    const { port } = new URL(first.url);
    const second = await startServer(app, { token: first.token, port, args });
    gate.open();
    const types: string[] = [];
    const ids: number[] = [];
    const headers = { authorization: `Bearer ${first.token}`, 'last-event-id': String(seen) };
    for await (const { id, name, data } of events(`${second.url}/api/v1/events`, headers)) {
      if (name !== 'entry') continue;
      ids.push(id);
      types.push((data as Entry).event.type);
      if (types.at(-1) === 'ApprovalRequested') break;
    }
    expect(types).toContain('ActionRecovered');
    expect(ids).toEqual(Array.from(ids, (_, index) => seen + 1 + index));
    expect((await detail(second, executionId)).view.displayStatus).toBe('InProgress');
  });

  test('of a log gives every line once, whole, until the action is over', async () => {
    await using app = makeProject();
    write(app, ['seq 1 3000', 'printf "no end"']);
    const server = await startServer(app, { args });
    const executionId = await startExecution(server);
    await entry(server, (event) => event.type === 'ActionStarted' && isOf(event, 'compile'));
    const { view } = await detail(server, executionId);
    const action = view.stages[1]?.actions[0]?.['actionExecutionId'];
    const path = `/api/v1/executions/${executionId}/actions/${String(action)}/log`;
    const lines: string[] = [];
    for await (const { name, data } of events(`${server.url}${path}/stream`, {
      authorization: `Bearer ${server.token}`,
    })) {
      if (name === 'end') break;
      lines.push(...(data as readonly { readonly text: string }[]).map(({ text }) => text));
    }
    expect(lines.filter((line) => /^\d+$/.test(line))).toEqual(
      Array.from({ length: 3000 }, (_, index) => String(index + 1)),
    );
    const page = await server.ask('GET', `${path}?from=2&limit=5`);
    expect((page.body as { lines: readonly { text: string }[] }).lines.map(({ text }) => text)).toEqual(
      lines.slice(2, 7),
    );
    expect((await server.ask('GET', `${path}/text`)).body).toContain('\n3000\n');
  });
});

describe('no client', () => {
  test('gets in without a token, with a wrong or revoked one, and nothing changes', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    const revoked = await makeToken(app, 'gone', 'admin');
    await app.run('token', 'revoke', 'gone');
    for (const headers of [
      {},
      { authorization: 'Bearer slipway_guess' },
      { authorization: `Bearer ${revoked}` },
    ] as const) {
      const asked = await server.ask('POST', '/api/v1/pipelines/app/requests', start, { ...headers });
      expect(asked.status).toBe(401);
      for (const path of ['/api/v1/pipelines', '/api/v1/events', '/api/v1/audit', '/metrics'])
        expect((await server.ask('GET', path, undefined, { ...headers })).status).toBe(401);
    }
    const { body } = await server.ask('GET', '/api/v1/pipelines/app/executions');
    expect(body).toEqual({ executions: [] });
  });

  test('does what the scopes of the token do not name', async () => {
    await using app = makeProject();
    write(app, ['true'], [release]);
    const server = await startServer(app, { args });
    const as = async (scope: string) => ({ authorization: `Bearer ${await makeToken(app, scope, scope)}` });
    const [read, run, approve] = [await as('read'), await as('run'), await as('approve')];
    const post = async (headers: Readonly<Record<string, string>>, body: object) =>
      (await server.ask('POST', '/api/v1/pipelines/app/requests', body, headers)).status;
    const answer = {
      type: 'PutApprovalResult',
      executionId: 'e',
      stageName: 's',
      actionName: 'a',
      status: 'Approved',
      summary: '',
    };
    expect(await post(read, start)).toBe(403);
    expect(await post(approve, start)).toBe(403);
    expect(await post(run, answer)).toBe(403);
    expect(await post(approve, answer)).toBe(409);
    expect(await post(run, start)).toBe(200);
    expect((await server.ask('GET', '/api/v1/tokens', undefined, run)).status).toBe(403);
    expect((await server.ask('GET', '/api/v1/pipelines', undefined, approve)).status).toBe(200);
  });

  test('uses a page of another site, or another name of this machine, to get in', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    const session = await server.ask('POST', '/api/v1/session', { token: server.token }, {});
    const cookie = session.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\/api/);
    const [pair = ''] = cookie.split(';');
    const post = async (headers: Readonly<Record<string, string>>) =>
      (await server.ask('POST', '/api/v1/pipelines/app/requests', start, { cookie: pair, ...headers }))
        .status;
    expect(await post({})).toBe(403);
    expect(await post({ origin: 'https://evil.example' })).toBe(403);
    expect(await post({ origin: server.url })).toBe(200);
    expect(
      (await server.ask('DELETE', '/api/v1/session', undefined, { cookie: pair, origin: server.url })).status,
    ).toBe(200);
    expect(await post({ origin: server.url })).toBe(401);
    const { hostname, port } = new URL(server.url);
    const { request: httpRequest } = await import('node:http');
    const { promise, resolve } = Promise.withResolvers<number | undefined>();
    httpRequest(
      {
        hostname,
        port,
        path: '/api/v1/me',
        headers: { host: 'evil.example', authorization: `Bearer ${server.token}` },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    ).end();
    expect(await promise).toBe(421);
  });

  test('reads anything but what the state folder shows', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    for (const path of [
      '/api/v1/executions/..%2f..%2f/actions/x/log',
      '/api/v1/executions/%2e%2e/actions/%2e%2e%2f%2e%2e%2fslipway.db/log/text',
      `/api/v1/artifacts/${'0'.repeat(64)}/file?path=../../../../etc/passwd`,
      '/api/v1/artifacts/..%2f..%2fslipway.db/entries',
      '/assets/../../package.json',
    ]) {
      const { status, body } = await server.ask('GET', path);
      expect([400, 404]).toContain(status);
      expect(JSON.stringify(body)).not.toContain('root:');
    }
    // What is no file is a view of the dashboard, or nothing when it was not built.
    const page = await server.ask('GET', '/..%2f..%2f..%2fetc/passwd', undefined, {});
    expect(page.body).not.toContain('root:');
  });

  test('keeps the server busy with large bodies or many requests', async () => {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    const large = await server.ask('POST', '/api/v1/pipelines/app/requests', `"${'x'.repeat(2_000_000)}"`);
    expect(large.status).toBe(413);
    const answers = await Promise.all(
      Array.from({ length: 30 }, async () =>
        request(`${server.url}/api/v1/session`, { method: 'POST', body: { code: 'guess' }, headers: {} }),
      ),
    );
    expect(answers.map(({ status }) => status)).toContain(429);
    expect((await server.ask('GET', '/healthz')).status).toBe(200);
  });
});

interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required: boolean }[];
}

test('what the server takes and gives is described by its OpenAPI document', async () => {
  await using app = makeProject();
  write(app, ['true']);
  const server = await startServer(app, { args });
  const { body } = await server.ask('GET', '/api/v1/openapi.json', undefined, {});
  const { openapi, paths } = body as {
    readonly openapi: string;
    readonly paths: Readonly<Record<string, { readonly get?: Described }>>;
  };
  expect(openapi).toBe('3.1.0');
  for (const [path, operations] of Object.entries(paths)) {
    if (operations.get === undefined || path.includes('{')) continue;
    const query = (operations.get.parameters ?? []).filter((each) => each.in === 'query' && each.required);
    const asked = query.map(({ name }) => `${name}=word`).join('&');
    // A stream would go on.
    const { status } = await server.ask('HEAD', `${path}?${asked}`);
    expect({ path, status }).toEqual({ path, status: 200 });
  }
  expect(Object.keys(paths).length).toBeGreaterThan(12);
  const { body: metrics } = await server.ask('GET', '/metrics');
  expect(metrics).toContain('slipway_executions_in_flight{pipeline="app"} 0');
});

test('executions are traced to the endpoint that OpenTelemetry’s variables name, with spans inside one another', async () => {
  const received: string[] = [];
  const collector = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8').on('data', (part: string) => (body += part));
    incoming.on('end', () => {
      if (incoming.url === '/v1/traces') received.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const address = collector.address();
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] =
    `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  try {
    await using app = makeProject();
    write(app, ['true']);
    const server = await startServer(app, { args });
    await startExecution(server);
    await entry(server, ({ type }) => type === 'ExecutionEnded');
    server.running.kill('SIGTERM');
    await server.running.ended;
  } finally {
    delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
    collector.close();
  }
  const spans = received.flatMap((body) =>
    (JSON.parse(body) as Traces).resourceSpans.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );
  const named = (name: string) => spans.find((span) => span.name === name);
  expect(named('BUILD')?.parentSpanId).toBe(named('compile')?.spanId);
  expect(named('compile')?.parentSpanId).toBe(named('Build')?.spanId);
  expect(named('Build')?.parentSpanId).toBe(named('app')?.spanId);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
});

interface Traces {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly {
        readonly name: string;
        readonly traceId: string;
        readonly spanId: string;
        readonly parentSpanId?: string;
      }[];
    }[];
  }[];
}
