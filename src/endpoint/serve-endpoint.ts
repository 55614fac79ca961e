// The endpoint's HTTP server: AWS's API of one state folder on a port of 127.0.0.1 that stays the same.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { openAccount } from '../account/open-account.ts';
import { openNotExecutedCalls } from '../account/not-executed-calls.ts';
import { openSessions } from '../account/sessions.ts';
import { isStreamed, type WireResponse } from '../aws/wire/message.ts';
import { writeAtomically } from '../lib/atomic-file.ts';
import { EncryptedSecretStore } from '../state/encrypted-secret-store.ts';
import { dataPlaneOf } from '../services/data-plane.ts';
import { resumeServices } from '../services/registry.ts';
import type { Ground } from '../services/service.ts';
import { listenOnOne, listensOn } from '../targets/daemon/listen-on-one.ts';
import { noteMove, portFile, portSeed } from '../targets/endpoint/open-endpoint.ts';
import type { ContainerNetwork } from '../targets/endpoint/protocol.ts';
import { answerRequest, invocationOf, type Answering } from './answer-request.ts';
import { openBegunCalls, type BegunCalls } from './begun-calls.ts';
import { openContainerNetworks } from './container-networks.ts';
import { logAccess } from './log-access.ts';
import type { CallNotes } from './note-call.ts';
import { publishMissingHosts } from './publish-hosts.ts';
import { collectBody } from './read-body.ts';
import { mostHeadBytes, refuseBroken } from './refuse-broken.ts';
import { headOf } from './request-head.ts';

export interface ServedEndpoint extends AsyncDisposable {
  readonly url: string;
  /** Answers containers of this network too. @returns the address that they call */
  readonly admit: (network: ContainerNetwork) => Promise<string>;
}

/** @param folder of the endpoint: its port lies there */
export async function serveEndpoint(stateFolder: string, folder: string): Promise<ServedEndpoint> {
  using opened = new DisposableStack();
  const account = opened.use(openAccount(stateFolder));
  const sessions = opened.use(openSessions(stateFolder));
  const secrets = opened.use(new EncryptedSecretStore(stateFolder));
  const notExecuted = opened.use(openNotExecutedCalls(stateFolder));
  const server = createServer({ maxHeaderSize: mostHeadBytes }).on('clientError', refuseBroken);
  // For ever: a client that sends on a connection which is being closed at this moment does not know what became of its call.
  server.keepAliveTimeout = 0;
  const port = await keptPort(server, folder);
  const url = `http://127.0.0.1:${port}`;
  const targetsFolder = join(stateFolder, 'targets');
  const kept = new AsyncDisposableStack();
  const keep = keeper(stateFolder, kept);
  const { admit } = kept.use(openContainerNetworks({ server, port, folder, onMistake }));
  const ground: Ground = { stateFolder, targetsFolder, url, account, admit, sessions, secrets, keep };
  const begun = opened.use(openBegunCalls({ folder, now: Date.now, onMistake }));
  const answering = { ground, notExecuted, begun, now: Date.now, onMistake };
  server.on('request', (request, response) => {
    answer(answering, request, response).catch((error: unknown) => {
      onMistake(error);
      // No client waits for what cannot be sent.
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  let isClosing = false;
  Promise.all([publishMissingHosts(ground), resumeServices(ground)]).catch((error: unknown) => {
    // What it works on is closed under it.
    if (!isClosing) onMistake(error);
  });
  const close = opened.move();
  return {
    url,
    admit,
    [Symbol.asyncDispose]: async () => {
      isClosing = true;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await kept.disposeAsync();
      close.dispose();
    },
  };
}

function keeper(stateFolder: string, opened: AsyncDisposableStack): Ground['keep'] {
  const kept = new Map<unknown, unknown>();
  return <T extends Disposable | AsyncDisposable>(open: (stateFolder: string) => T): T => {
    if (!kept.has(open)) kept.set(open, opened.use(open(stateFolder)));
    return kept.get(open) as T;
  };
}

/** What listens in its place leaves when it sees that this process has begun, and a killed predecessor's port a moment later. */
const keptPortWithinMs = 2000;

async function keptPort(server: ReturnType<typeof createServer>, folder: string): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const file = portFile({ path: folder });
  if (existsSync(file)) {
    const kept = Number(readFileSync(file, 'utf8'));
    const deadline = Date.now() + keptPortWithinMs;
    while (Date.now() < deadline) {
      if (await listensOn(server, kept)) return kept;
      await delay(2);
    }
  }
  const before = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  const port = await listenOnOne(server, { seed: portSeed({ path: folder }) });
  if (before !== undefined && before !== port) noteMove({ path: folder }, before);
  writeAtomically(file, String(port));
  return port;
}

interface Serving extends Answering {
  readonly begun: BegunCalls;
}

async function answer(answering: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const dataPlane = dataPlaneOf(request);
  if (dataPlane !== undefined) return await (await dataPlane())(request, response, answering.ground);
  const head = headOf(request);
  const cameAt = performance.now();
  const notes: CallNotes = {};
  const written = await answerRequest(answering, {
    head,
    collect: async () => collectBody(request),
    stream: () => request,
    notes,
  });
  const logged = await logAccess(answering, { notes, request, written, cameAt });
  await send(response, logged?.written ?? written, request.method === 'HEAD').finally(logged?.end);
  const invocation = invocationOf(head);
  if (invocation !== undefined) answering.begun.end(invocation);
}

async function send(
  response: ServerResponse,
  { status, headers, body }: WireResponse,
  isHead: boolean,
): Promise<void> {
  if (isStreamed(body)) {
    response.writeHead(status, headers);
    await pipeline(body, response).catch(unlessLeft);
    return;
  }
  // An answer to HEAD has the length of what GET would answer, which only the service knows.
  const length = isHead ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...length, ...headers });
  response.end(isHead ? undefined : body);
}

/** A client may leave before it has all. */
function unlessLeft(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
}

/** To the log of the process. */
function onMistake(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}
