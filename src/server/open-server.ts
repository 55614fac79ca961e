// The server around the pipelines of one state folder: HTTP for all clients, the socket for commands on this machine.
import { join } from 'node:path';
import { existsSync } from 'node:fs';
import { pino, type Logger } from 'pino';
import { debugOf } from '../lib/debug.ts';
import { defined } from '../lib/defined.ts';
import { isDiskFull } from '../lib/system-problem.ts';
import { openAccessStore } from '../state/access/sqlite-access-store.ts';
import type { AccessStore } from '../state/access/access-store.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { createApp } from './http/app.ts';
import { createMetrics } from './http/metrics.ts';
import { serveHttp } from './http/serve-http.ts';
import type { Served } from './http/served.ts';
import { createSignInCodes } from './http/sign-in-codes.ts';
import { wholeProgramVersion } from '../targets/daemon/program-version.ts';
import { keepRetention } from './keep-retention.ts';
import { keepTargets } from './keep-targets.ts';
import { hostInUrl, isEveryAddress, ownNames } from './listen-address.ts';
import type { Pipelines } from './pipelines.ts';
import { pollRevisions } from './poll-revisions.ts';
import { pollSources } from './poll-sources.ts';
import { runSchedules } from './run-schedules.ts';
import { startAfterRuns } from './start-after-runs.ts';
import { serveOwner } from './serve-owner.ts';
import { watchAlarms } from './watch-alarms.ts';
import { watchBudgets } from './watch-budgets.ts';
import { traceExecutions } from './trace-executions.ts';

const debug = debugOf('server');

export interface OpenServer extends AsyncDisposable {
  readonly url: string;
  /** See `RevisionPoll.begin`. */
  readonly watchRevisions: () => Promise<void>;
  /** Of the token that was made at the very first start; never shown again. */
  readonly firstSecret?: string;
  /** A link that lets a browser in once. */
  readonly signInLink: () => string;
}

interface ServerOptions {
  readonly state: StateFolder;
  readonly pipelines: Pipelines;
  readonly version: string;
  readonly listen: { readonly host: string; readonly port: number; readonly publicHosts: readonly string[] };
  /** Standard output when absent. */
  readonly logFile: string | undefined;
  /** Between two polls of sources that are repositories elsewhere. */
  readonly pollMs: number;
}

/** The token in whose name the person at the terminal signs in. */
const ownerName = 'owner';

export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const { state, pipelines, version, listen, logFile, pollMs } = options;
  await using stack = new AsyncDisposableStack();
  const ending = new AbortController();
  const access = stack.use(openAccessStore(state.path));
  const owner = ownerToken(access);
  const signInCodes = createSignInCodes(Date.now);
  const log = openLog(logFile);
  const served: Served = {
    state,
    access,
    pipelines,
    signInCodes,
    log,
    now: Date.now,
    ownNames: ownNames(listen.host, listen.publicHosts),
    ending: ending.signal,
  };
  const metrics = createMetrics(pipelines, state);
  const pagesFolder = builtPages();
  const app = createApp(served, { metrics, version, ...defined({ pagesFolder }) });
  const http = stack.use(await serveHttp(app, listen));
  // First of all when it ends: streams would keep the port open.
  stack.defer(() => ending.abort());
  const program = wholeProgramVersion();
  const url = `http://${listen.publicHosts[0] ?? (isEveryAddress(listen.host) ? 'localhost' : hostInUrl(listen.host))}:${http.port}`;
  stack.use(
    await serveOwner(state.path, {
      describe: () => ({ pipelineNames: pipelines.names(), url, version: program }),
      answer: pipelines.request,
    }),
  );
  stack.use(await traceExecutions(pipelines, { state, log }));
  stack.use(keepTargets(served));
  stack.use(watchAlarms(served));
  stack.use(
    watchBudgets({ ...served, onFailed: (error) => log.error({ err: error }, 'a budget cannot be checked') }),
  );
  stack.use(runSchedules(pipelines, (refused) => log.warn(refused, 'a schedule has started nothing')));
  stack.use(startAfterRuns(pipelines, state, (refused) => log.warn(refused, 'a run has started nothing')));
  stack.use(
    keepRetention({
      ...served,
      onCollected: ({ removedTrees, removedBytes, compressedFiles }) =>
        log.info({ removedTrees, removedBytes, compressedFiles }, 'artifacts were collected'),
      onFailed: (error) => log.error({ err: error }, 'artifacts could not be collected'),
    }),
  );
  stack.use(pollSources(served, pollMs));
  debug(() => `listens at ${url} for ${pipelines.names().join(', ')}`);
  const revisions = stack.use(pollRevisions(served, pollMs));
  log.info({ url, version }, 'up');
  const opened = stack.move();
  return {
    url,
    watchRevisions: revisions.begin,
    ...defined({ firstSecret: owner.secret }),
    signInLink: () => `${url}/sign-in#${signInCodes.make(owner.id)}`,
    [Symbol.asyncDispose]: async () => {
      debug(() => 'ends: streams, pollers, the socket, the port');
      log.info('ending');
      await opened.disposeAsync();
      log.flush();
    },
  };
}

/** Lines that find no room on the disk are written with later ones. */
function openLog(file: string | undefined): Logger {
  const destination = pino.destination({
    dest: file ?? 1,
    sync: false,
    mkdir: true,
    ...(file === undefined ? {} : { mode: 0o600 }),
  });
  destination.on('error', (error: unknown) => {
    if (!isDiskFull(error)) throw error;
  });
  return pino({ base: null }, destination);
}

/** Made at the first start. A revoked one is not made again: the user can make another token. */
function ownerToken(access: AccessStore): { readonly id: string; readonly secret?: string } {
  const known = access.tokens().find(({ name, revokedAt }) => name === ownerName && revokedAt === undefined);
  if (known !== undefined) return { id: known.id };
  const { token, secret } = access.makeToken({ name: ownerName, scopes: ['admin'] }, Date.now());
  return { id: token.id, secret };
}

/** Next to the compiled program, or where a clone builds them. */
function builtPages(): string | undefined {
  const root = join(import.meta.dirname, '..', '..');
  const folder = import.meta.filename.endsWith('.ts') ? 'build' : 'dist';
  return [join(root, folder, 'pages')].find((folder) => existsSync(join(folder, 'index.html')));
}
