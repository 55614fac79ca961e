// Where the names of AWS's API lead: an address of the loopback interface that is this process's alone, or the gateway of a network
// of containers, and, where its port 443 may be bound, a server there that speaks TLS and passes on to the endpoint.
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import type { KeyAndCertificate } from '../../lib/certificate-authority.ts';
import { debugOf } from '../../lib/debug.ts';
import { isInRange } from '../../lib/ip-range.ts';
import { endpointFolder } from './open-endpoint.ts';
import type { ContainerNetwork } from './protocol.ts';

export interface TlsDoor {
  /** Of 127.0.0.0/8, or the gateway. */
  readonly address: string;
  /** Of the authority that callers must trust, in PEM. Absent where port 443 is closed: a connection is refused at once. */
  readonly authority?: string;
}

export interface TlsDoorPlace {
  readonly targetsFolder: string;
  /** Of the endpoint of this folder: with any address of this machine, and its port. */
  readonly url: string;
  /** Of the containers that call; absent for what has the network of this machine. */
  readonly network?: ContainerNetwork;
}

const debug = debugOf('targets');

/** By port and network. They end with this process, and keep it from nothing. */
const doors = new Map<string, Promise<TlsDoor>>();

export async function openTlsDoor(place: TlsDoorPlace): Promise<TlsDoor> {
  const key = `${new URL(place.url).port} ${place.network?.gateway ?? ''} ${place.targetsFolder}`;
  const known = doors.get(key) ?? open(place);
  doors.set(key, known);
  const door = await known;
  // An engine may make its network for its first container only, and another process may leave it.
  if (door.authority === undefined && place.network !== undefined) doors.delete(key);
  return door;
}

/** Linux has the whole network on its loopback interface, and nothing else listens at such an address. */
export function ownAddress(): string {
  return ['127', randomInt(1, 255), randomInt(256), randomInt(1, 255)].join('.');
}

async function open({ targetsFolder, url, network }: TlsDoorPlace): Promise<TlsDoor> {
  const address = network?.gateway ?? ownAddress();
  const port = Number(new URL(url).port);
  const server = createServer({ pauseOnConnect: true });
  // Another process may have the gateway: what it does not answer must be refused, and not reach that one.
  if (!(await listens(server, address, 443)))
    return { address: network === undefined ? address : ownAddress() };
  const authority = await authorityIn(targetsFolder);
  const accept = (answer: (socket: Socket) => void) => (socket: Socket) => {
    // A container that was removed leaves its connections open.
    socket.unref();
    // The caller may be gone before it is answered.
    socket.on('error', () => socket.destroy());
    if (network === undefined || isInRange(socket.remoteAddress ?? '', network.subnet)) answer(socket);
    else socket.destroy();
  };
  server.on(
    'connection',
    accept((socket) => answerTls(socket, authority, port)),
  );
  const plain = createServer(
    { pauseOnConnect: true },
    accept((socket) => passOn(socket, port)),
  );
  await listens(plain, address, 80);
  return { address, authority: authority.cert };
}

/** Speaks TLS by the name that the caller asks for, and passes on to the endpoint. */
export function answerTls(socket: Socket, authority: Authority, port: number): void {
  speakTls(socket, authority, port).catch((error: unknown) => {
    debug(() => `a call by a host name of AWS is not answered: ${String(error)}`);
    socket.destroy();
  });
}

async function listens(server: Server, address: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      debug(() => `nothing answers for the host names of AWS: ${error.message}`);
      resolve(false);
    });
    server.listen(port, address, () => {
      server.unref();
      resolve(true);
    });
  });
}

/** Made once for each state folder: most builds make no such call, and keys take milliseconds. */
export async function authorityIn(targetsFolder: string): Promise<Authority> {
  const { path } = endpointFolder(targetsFolder);
  const file = join(path, 'authority.json');
  const kept = readKept(file);
  if (kept !== undefined && kept.madeAt > Date.now() - renewAfterMs) return kept;
  const { newAuthority } = await import('../../lib/certificate-authority.ts');
  const made: Authority = { ...newAuthority(name, new Date()), madeAt: Date.now(), name };
  await mkdir(path, { recursive: true });
  writeInOneStep(file, JSON.stringify(made), 0o600);
  return made;
}

export interface Authority extends KeyAndCertificate {
  readonly name: string;
  readonly madeAt: number;
}

/** Undefined also for a damaged one: a new one is as good. */
function readKept(file: string): Authority | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Authority;
  } catch {
    return undefined;
  }
}

const name = 'Slipway on this machine';

/** Before it expires. */
const renewAfterMs = 365 * 24 * 60 * 60 * 1000;

async function speakTls(socket: Socket, authority: Authority, port: number): Promise<void> {
  const { createSecureContext, TLSSocket } = await import('node:tls');
  const { issueCertificate } = await import('../../lib/certificate-authority.ts');
  const secure = new TLSSocket(socket, {
    isServer: true,
    ALPNProtocols: ['http/1.1'],
    SNICallback: (host, done) =>
      done(null, createSecureContext(issueCertificate(authority, host, new Date()))),
  });
  passOn(secure, port);
}

/** To the endpoint of this machine. A connection that stays open keeps this process from nothing. */
export function passOn(socket: Socket, port: number): void {
  socket.unref();
  const onward = connect(port, '127.0.0.1').unref();
  for (const [one, other] of [
    [socket, onward],
    [onward, socket],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
    one.pipe(other);
  }
}
