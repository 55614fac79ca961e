// The address of the endpoint for those who may call it, before it runs: this process listens in its place, and the first
// call starts it. Most builds call nothing, and start nothing.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { debugOf } from '../../lib/debug.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { listenOnOne, listensOn } from '../daemon/listen-on-one.ts';
import { identityOf, isRunning } from '../daemon/process-identity.ts';
import { localUrl } from '../observation.ts';
import {
  endpointFolder,
  findEndpoint,
  openEndpoint,
  reviveEndpoint,
  portFile,
  portSeed,
  type EndpointOptions,
  startLimit,
} from './open-endpoint.ts';
import type { EndpointDescription } from './protocol.ts';
import { passOn } from './tls-door.ts';

const debug = debugOf('targets');

/** The endpoint may be started by another process meanwhile, which needs the port then. */
const lookEveryMs = 25;

interface Offer {
  readonly server: Server;
  readonly url: string;
}

/** By the folder of the targets. Once the endpoint runs, the server of the offer has ended. */
const offers = new Map<string, Offer>();

/** Resolves at once. Nothing has to be closed: what listens ends with this process, and keeps it from nothing. */
export async function offerEndpoint(options: EndpointOptions): Promise<EndpointDescription> {
  const { targetsFolder } = options;
  keepRunning(targetsFolder);
  const offer = offers.get(targetsFolder);
  if (offer?.server.listening === true) return { url: offer.url };
  const running = await findEndpoint(targetsFolder);
  if (running !== undefined) return running;
  const folder = endpointFolder(targetsFolder);
  await mkdir(folder.path, { recursive: true });
  const server = createServer();
  const file = portFile(folder);
  if (existsSync(file)) {
    const kept = Number(readFileSync(file, 'utf8'));
    if (await listensOn(server, kept)) startOnCall(options, { server, url: localUrl(kept) });
    // Where another process of this state folder listens, that one starts it; any other program keeps the port.
    else if (!isRunning(holderOf(offerFile(folder)))) return await openEndpoint(options);
    return { url: localUrl(kept) };
  }
  const port = await listenOnOne(server, { seed: portSeed(folder) });
  writeAtomically(file, String(port));
  startOnCall(options, { server, url: localUrl(port) });
  return { url: localUrl(port) };
}

/** Names the process that listens in its place. */
function offerFile({ path }: ReturnType<typeof endpointFolder>): string {
  return join(path, 'offer.json');
}

/** A killed one is started again this long afterwards. */
const reviveEveryMs = 500;

const kept = new Set<string>();

/**
 * As long as this process lives: who is in the middle of a call when the endpoint is killed tries again, and would find
 * nothing for minutes.
 */
function keepRunning(targetsFolder: string): void {
  if (kept.has(targetsFolder)) return;
  kept.add(targetsFolder);
  let isAtWork = false;
  setInterval(() => {
    if (isAtWork) return;
    isAtWork = true;
    reviveEndpoint(targetsFolder, startLimit(), () => undefined)
      .catch((error: unknown) => debug(() => `the endpoint does not start again: ${String(error)}`))
      .finally(() => {
        isAtWork = false;
      });
  }, reviveEveryMs).unref();
}

function startOnCall(options: EndpointOptions, offer: Offer): void {
  const { server } = offer;
  offers.set(options.targetsFolder, offer);
  const folder = endpointFolder(options.targetsFolder);
  const { record } = folder;
  writeAtomically(offerFile(folder), JSON.stringify(identityOf(process.pid)));
  const look = setInterval(() => {
    if (isRunning(holderOf(record))) release();
  }, lookEveryMs);
  const release = (): void => {
    clearInterval(look);
    server.close();
  };
  look.unref();
  server.unref();
  let opened: Promise<EndpointDescription> | undefined;
  server.on('connection', (socket) => {
    socket.pause();
    // The caller may be gone before it runs.
    socket.on('error', () => socket.destroy());
    // The offer may be minutes old.
    opened ??= openEndpoint({ ...options, signal: startLimit() });
    opened.then(
      ({ url }) => passOn(socket, Number(new URL(url).port)),
      (error: unknown) => {
        debug(() => `the endpoint does not start: ${String(error)}`);
        socket.destroy();
      },
    );
  });
}
