// Starts or takes up a fleet's balancer, sends it the fleet, and gives it to the deployment.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { defined } from '../../lib/defined.ts';
import type { TargetGroup } from '../../model/fleet.ts';
import { callDaemon, DaemonLost } from '../daemon/call-daemon.ts';
import { ensureDaemon } from '../daemon/ensure-daemon.ts';
import { daemonProgram } from '../daemon/program-version.ts';
import type { Balancer } from './balancer.ts';
import { makeSocketsFolder, type ProcessFolder } from '../daemon/process-folder.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import type { BalancerDescription, BalancerHost, BalancerRequest } from './protocol.ts';

export interface OpenBalancerOptions {
  readonly folder: ProcessFolder;
  readonly version: string;
  /** Of the endpoint that AWS's names lead to in the fleet's hosts. */
  readonly targetsFolder: string;
  readonly signal: AbortSignal;
}

/** The balancer's process, started apart from its configuration because it takes time and needs no host. */
export async function startBalancer({
  folder,
  version,
  targetsFolder,
  signal,
}: OpenBalancerOptions): Promise<void> {
  await Promise.all([mkdir(folder.path, { recursive: true }), makeSocketsFolder(folder.sockets)]);
  const program = daemonProgram('targets/balancer/balancer-main');
  const daemon = {
    name: 'the balancer',
    socketFile: balancerSocket(folder),
    version,
    log: folder.log,
    record: folder.record,
    command: async () =>
      await Promise.resolve({
        file: process.execPath,
        args: [program, folder.sockets, folder.record, balancerStateFile(folder), targetsFolder],
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: currentUser().homedir,
          NODE_COMPILE_CACHE: compileCacheFolder(),
        },
      }),
  };
  await ensureDaemon(daemon, signal);
}

export interface BalancerConfiguration {
  readonly targetGroup: TargetGroup | undefined;
  readonly testListener?: { readonly port?: number } | undefined;
}

/** Rejects with PortTaken when the load balancer's port is used by another program. */
export async function configureBalancer(
  folder: ProcessFolder,
  hosts: readonly BalancerHost[],
  { targetGroup, testListener }: BalancerConfiguration,
): Promise<BalancerDescription> {
  const request = {
    type: 'configure',
    hosts,
    ...defined({ targetGroup, testListener }),
  } as const;
  return (await callDaemon(balancerSocket(folder), request)) as BalancerDescription;
}

/** Deregisters a host that is about to be removed. Nothing to do when no balancer runs or it does not know the host. */
export async function drainTarget(folder: ProcessFolder, instanceId: string): Promise<void> {
  const request = { type: 'deregister', instanceId } as const;
  await callDaemon(balancerSocket(folder), request).catch(() => undefined);
}

/** `revive` starts and configures the balancer again when it died; what was asked of it is then asked once more. */
export function connectBalancer(folder: ProcessFolder, port: number, revive: () => Promise<void>): Balancer {
  const ask = async (request: BalancerRequest, signal?: AbortSignal): Promise<unknown> => {
    const io = signal === undefined ? {} : { signal };
    try {
      return await callDaemon(balancerSocket(folder), request, io);
    } catch (error) {
      if (!(error instanceof DaemonLost)) throw error;
      await revive();
      return await callDaemon(balancerSocket(folder), request, io);
    }
  };
  const describe = async (): Promise<BalancerDescription> =>
    (await ask({ type: 'describe' })) as BalancerDescription;
  return {
    url: `http://127.0.0.1:${port}`,
    register: async (instanceId, signal) => void (await ask({ type: 'register', instanceId }, signal)),
    deregister: async (instanceId, signal) => void (await ask({ type: 'deregister', instanceId }, signal)),
    split: async (split) => void (await ask({ type: 'split', ...defined({ split }) })),
    describe,
    health: async () => {
      const { targets } = await describe();
      return Object.fromEntries(targets.map(({ instanceId, health }) => [instanceId, health]));
    },
  };
}

const answerWithinMs = 1000;

/** What it knows of its targets; undefined while it does not run. Starts nothing. */
export async function describeBalancer(folder: ProcessFolder): Promise<BalancerDescription | undefined> {
  const request: BalancerRequest = { type: 'describe' };
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    return (await callDaemon(balancerSocket(folder), request, { signal })) as BalancerDescription;
  } catch {
    return undefined;
  }
}

export function balancerSocket(folder: ProcessFolder): string {
  return join(folder.sockets, 'balancer.sock');
}

function balancerStateFile(folder: ProcessFolder): string {
  return join(folder.path, 'state.json');
}
