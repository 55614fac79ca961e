// Where the names of AWS's API lead in the machine of a build: an address of the loopback interface that is this process's
// alone, and, where its port 443 may be bound, a server there that speaks TLS and passes on to the endpoint.
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { writeInOneStep } from '../../lib/atomic-file.ts';
import type { KeyAndCertificate } from '../../lib/certificate-authority.ts';
import { debugOf } from '../../lib/debug.ts';
import { endpointFolder } from './open-endpoint.ts';

export interface TlsDoor {
  /** Of 127.0.0.0/8. */
  readonly address: string;
  /** Of the authority that callers must trust, in PEM. Absent where port 443 is closed: a connection is refused at once. */
  readonly authority?: string;
}

const debug = debugOf('targets');

/** By the endpoint's URL. They end with this process, and keep it from nothing. */
const doors = new Map<string, Promise<TlsDoor>>();

/** @param url of the endpoint of this folder: `http://127.0.0.1:PORT` */
export async function openTlsDoor(targetsFolder: string, url: string): Promise<TlsDoor> {
  const known = doors.get(url) ?? open(targetsFolder, url);
  doors.set(url, known);
  return known;
}

async function open(targetsFolder: string, url: string): Promise<TlsDoor> {
  // Linux has the whole network on its loopback interface, and nothing else listens at such an address.
  const address = ['127', randomInt(1, 255), randomInt(256), randomInt(1, 255)].join('.');
  const server = createServer({ pauseOnConnect: true });
  if (!(await listens(server, address))) return { address };
  const authority = await authorityIn(targetsFolder);
  server.on('connection', (socket) => {
    // The caller may be gone before it is answered.
    socket.on('error', () => socket.destroy());
    speakTls(socket, authority, Number(new URL(url).port)).catch((error: unknown) => {
      debug(() => `a call by a host name of AWS is not answered: ${String(error)}`);
      socket.destroy();
    });
  });
  return { address, authority: authority.cert };
}

async function listens(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', (error) => {
      debug(() => `nothing answers for the host names of AWS: ${error.message}`);
      resolve(false);
    });
    server.listen(443, address, () => {
      server.unref();
      resolve(true);
    });
  });
}

/** Made once for each state folder: most builds make no such call, and keys take milliseconds. */
async function authorityIn(targetsFolder: string): Promise<Authority> {
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

interface Authority extends KeyAndCertificate {
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
  const onward = connect(port, '127.0.0.1');
  for (const [one, other] of [
    [secure, onward],
    [onward, secure],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
    one.pipe(other);
  }
}
