// The HTTP interface over a real state folder, in the test's own process: without the command around it.
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import type { PipelineEvent } from '../../src/engine/event.ts';
import { pipelineWorkload } from '../../src/model/workload.ts';
import { createApp } from '../../src/server/http/app.ts';
import { createMetrics } from '../../src/server/http/metrics.ts';
import type { RequestLimits } from '../../src/server/http/request-limits.ts';
import { serveHttp } from '../../src/server/http/serve-http.ts';
import type { Served } from '../../src/server/http/served.ts';
import { createSignInCodes } from '../../src/server/http/sign-in-codes.ts';
import { drivePipelines } from '../../src/server/pipelines.ts';
import { openAccessStore } from '../../src/state/access/sqlite-access-store.ts';
import type { Scope } from '../../src/state/access/access-store.ts';
import type { JournalEntry } from '../../src/state/journal.ts';
import { openState } from '../../src/state/open-state.ts';
import { expectDescribed } from './described-answers.ts';
import { makeFolder } from './temporary-folder.ts';

export interface HttpRig extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly served: Served;
  /** All that answers, as `METHOD /path`, with `{name}` for what is filled in. */
  readonly routes: readonly string[];
  /** How many listen to what the pipelines do. */
  readonly listeners: () => number;
  /** Writes this into the journal, as a pipeline that runs does, and reports it to all who listen. */
  readonly happens: (pipelineName: string, ...events: readonly PipelineEvent[]) => void;
  readonly tokenFor: (...scopes: readonly Scope[]) => { readonly id: string; readonly secret: string };
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
  /** A bare connection, with this written to it. */
  readonly raw: (text: string) => Socket;
  readonly end: () => void;
  /** The address of the same server with other pages, as after an update of the package. */
  readonly updatedTo: (pagesFolder: string) => Promise<string>;
}

interface Options {
  readonly limits?: RequestLimits;
  readonly now?: () => number;
  readonly pagesFolder?: string;
}

export async function openHttp({ limits, now = Date.now, pagesFolder }: Options = {}): Promise<HttpRig> {
  const stack = new AsyncDisposableStack();
  const folder = stack.use(await makeFolder());
  const state = stack.use(await openState(join(folder.path, '.slipway'), { owner: true }));
  const pipelines = stack.use(drivePipelines(state, async () => Promise.resolve({ failed: [] })));
  const access = stack.use(openAccessStore(state.path));
  const ending = new AbortController();
  const listening = new Set<(entry: JournalEntry) => void>();
  const counted: typeof pipelines = {
    ...pipelines,
    subscribe: (listener) => {
      const end = pipelines.subscribe(listener);
      listening.add(listener);
      return () => {
        listening.delete(listener);
        end();
      };
    },
  };
  const served: Served = {
    state,
    access,
    pipelines: counted,
    signInCodes: createSignInCodes(now),
    log: pino({ level: 'silent' }),
    now,
    ownNames: ['localhost', '127.0.0.1', '[::1]'],
    ending: ending.signal,
  };
  const metrics = createMetrics(pipelines, state);
  const app = createApp(served, {
    metrics,
    version: '0',
    ...(pagesFolder === undefined ? {} : { pagesFolder }),
  });
  const where = { host: '127.0.0.1', port: 0, ...(limits === undefined ? {} : { limits }) };
  const { port } = stack.use(await serveHttp(app, where));
  stack.defer(() => ending.abort());
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    served,
    routes: [...new Set(app.routes.filter(({ method }) => method !== 'ALL').map(nameOf))],
    listeners: () => listening.size,
    happens: (pipelineName, ...events) => {
      for (const entry of state.journal.append(pipelineWorkload(pipelineName), events))
        for (const listener of listening) listener(entry);
    },
    tokenFor: (...scopes) => {
      const { token, secret } = access.makeToken({ name: scopes.join('-'), scopes }, Date.now());
      return { id: token.id, secret };
    },
    get: async (path, init) => {
      const answer = await fetch(`${url}${path}`, init);
      await expectDescribed(app, { method: init?.method ?? 'GET', path, answer });
      return answer;
    },
    raw: (text) => {
      const socket = connect(port, '127.0.0.1');
      socket.write(text);
      return socket;
    },
    end: () => ending.abort(),
    updatedTo: async (other) => {
      const updated = createApp(served, { metrics, version: '1', pagesFolder: other });
      return `http://127.0.0.1:${stack.use(await serveHttp(updated, where)).port}`;
    },
    [Symbol.asyncDispose]: async () => stack.disposeAsync(),
  };
}

function nameOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;
}

/** All that comes on a bare connection until it is closed. */
export async function allOf(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  const { promise, resolve } = Promise.withResolvers<string>();
  socket.on('error', () => undefined);
  socket.on('close', () => resolve(text));
  return promise;
}
