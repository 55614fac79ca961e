// Where containers of this machine call the endpoint: at the gateway of their network, which no other machine may call.
import { existsSync, readFileSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { writeAtomically } from '../lib/atomic-file.ts';
import { isInRange } from '../lib/ip-range.ts';
import { closeServer, listen } from '../lib/listen.ts';
import type { ContainerNetwork } from '../targets/endpoint/protocol.ts';

export interface ContainerNetworksOptions {
  /** Answers what containers call. */
  readonly server: HttpServer;
  /** Taken at each gateway too. */
  readonly port: number;
  /** Of the endpoint: the networks are kept there. */
  readonly folder: string;
  readonly onMistake: (error: unknown) => void;
}

export interface ContainerNetworks extends AsyncDisposable {
  /** Its containers are answered from now on, or from when their engine has made the network. Rejects when the port is taken. */
  readonly admit: (network: ContainerNetwork) => Promise<string>;
}

/** Those that were admitted before are admitted again. */
export function openContainerNetworks(options: ContainerNetworksOptions): ContainerNetworks {
  const { folder, port, onMistake } = options;
  const file = join(folder, 'networks.json');
  const opened = new AsyncDisposableStack();
  const admitted = new Map<string, ContainerNetwork>();
  const admit = async (network: ContainerNetwork): Promise<string> => {
    const { gateway, subnet } = network;
    if (admitted.get(gateway)?.subnet !== subnet) {
      admitted.set(gateway, network);
      writeAtomically(file, JSON.stringify([...admitted.values()]));
      opened.use(await answerAt(options, network));
    }
    return `http://${gateway}:${port}`;
  };
  for (const network of networksIn(file)) admit(network).catch(onMistake);
  return { admit, [Symbol.asyncDispose]: async () => opened.disposeAsync() };
}

function networksIn(file: string): readonly ContainerNetwork[] {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly ContainerNetwork[]) : [];
}

/** A network may come with its first container alone. */
const tryEveryMs = 250;

/**
 * Linux takes what another machine sends to the gateway's address through any interface, so the sender's address decides:
 * answers to one in the subnet go to the containers.
 */
async function answerAt(
  { server, port, onMistake }: ContainerNetworksOptions,
  { gateway, subnet }: ContainerNetwork,
): Promise<AsyncDisposable> {
  const door = createServer((socket) => {
    if (isInRange(socket.remoteAddress ?? '', subnet)) server.emit('connection', socket);
    else socket.destroy();
  });
  const tries = setInterval(() => {
    take(door, gateway, port).then((isTaken) => isTaken && clearInterval(tries), onMistake);
  }, tryEveryMs).unref();
  if (await take(door, gateway, port)) clearInterval(tries);
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(tries);
      await closeServer(door);
    },
  };
}

/** False while this machine has no such address. */
async function take(door: Server, host: string, port: number): Promise<boolean> {
  try {
    await listen(door, { host, port });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL') return false;
    throw error;
  }
}
