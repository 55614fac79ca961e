// Opens or takes up the endpoint of AWS's API: one for each state folder, in a process that outlives the caller.
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { packageIndexVariables } from '../../account/moto-folder.ts';
import { writeAtomically } from '../../lib/atomic-file.ts';
import { currentUser } from '../../lib/current-user.ts';
import { networkEnvironment } from '../../lib/network-variables.ts';
import { engineAddress } from '../../process/container-engine.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { callDaemon } from '../daemon/call-daemon.ts';
import { holderOf, ticketFile } from '../daemon/claim-record.ts';
import { endDaemon } from '../daemon/end-daemon.ts';
import { ensureDaemon } from '../daemon/ensure-daemon.ts';
import { makeSocketsFolder, processFolder, type ProcessFolder } from '../daemon/process-folder.ts';
import { isRunning } from '../daemon/process-identity.ts';
import { daemonProgram, programVersion } from '../daemon/program-version.ts';
import {
  findRecord,
  hasFields,
  writeRecord,
  type FoundRecord,
  type RecordKind,
} from '../daemon/record-file.ts';
import { endFunctionProcesses } from './function-processes.ts';
import {
  endpointRooms,
  type ContainerNetwork,
  type EndpointDescription,
  type EndpointRequest,
} from './protocol.ts';

export interface EndpointOptions {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  /** What exists in the account lies there. An absolute path; that of `targetsFolder` when it is absent. */
  readonly stateFolder?: string;
  readonly signal: AbortSignal;
}

export interface EndpointRecord {
  /** From the folder of the targets, so that both can be moved together. */
  readonly stateFolder: string;
}

/** Next to fleets, under a name that no fleet can have: theirs are encoded. */
const endpointFolderName = '@endpoint';

const answerWithinMs = 1000;

/** Its port is the same each time. */
export async function openEndpoint({
  targetsFolder,
  stateFolder = dirname(targetsFolder),
  signal,
}: EndpointOptions): Promise<EndpointDescription> {
  const folder = endpointFolder(targetsFolder);
  await mkdir(folder.path, { recursive: true });
  await makeSocketsFolder(folder.sockets);
  const record: EndpointRecord = { stateFolder: relative(targetsFolder, stateFolder) };
  await writeRecord(join(folder.path, recordKind.fileName), record);
  await start(targetsFolder, record, signal);
  const request: EndpointRequest = { type: 'describe' };
  return (await callDaemon(socketOf(folder), request, { signal })) as EndpointDescription;
}

/** Starts it. It answers at the gateway of the network from now on, also after it was started again. */
export async function openEndpointTo(
  network: ContainerNetwork,
  options: EndpointOptions,
): Promise<EndpointDescription> {
  await openEndpoint(options);
  const request: EndpointRequest = { type: 'admit', network };
  const socket = socketOf(endpointFolder(options.targetsFolder));
  return (await callDaemon(socket, request, { signal: options.signal })) as EndpointDescription;
}

async function start(
  targetsFolder: string,
  { stateFolder }: EndpointRecord,
  signal: AbortSignal,
): Promise<void> {
  const folder = endpointFolder(targetsFolder);
  const args = [
    daemonProgram('endpoint/endpoint-main'),
    folder.sockets,
    folder.record,
    folder.path,
    join(targetsFolder, stateFolder),
  ];
  // Nothing of the caller's environment that could lead to a real account.
  const env = {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => packageIndexVariables.test(name))),
    // What it starts, a build or moto, reaches the network as commands do.
    ...networkEnvironment(process.env),
    // Tasks of ECS run in its containers.
    ...engineAddress(),
    PATH: process.env['PATH'] ?? '',
    HOME: currentUser().homedir,
    NODE_COMPILE_CACHE: compileCacheFolder(),
  };
  await ensureDaemon(
    {
      name: "the endpoint of AWS's API",
      socketFile: socketOf(folder),
      version: programVersion(endpointRooms),
      log: folder.log,
      record: folder.record,
      command: async () => Promise.resolve({ file: process.execPath, args, env }),
    },
    signal,
  );
}

/** Ends what waits for the endpoint for ever. A start that does not come to its end has failed before, with its reason. */
export function startLimit(): AbortSignal {
  return AbortSignal.timeout(120_000);
}

/** Whether it was started and not ended on purpose since. */
export function wasStarted(targetsFolder: string): boolean {
  return holderOf(endpointFolder(targetsFolder).record) !== undefined;
}

/** Undefined while it does not run. Starts nothing. */
export async function findEndpoint(targetsFolder: string): Promise<EndpointDescription | undefined> {
  const request: EndpointRequest = { type: 'describe' };
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    const socket = socketOf(endpointFolder(targetsFolder));
    return (await callDaemon(socket, request, { signal })) as EndpointDescription;
  } catch {
    return undefined;
  }
}

/** Of the process that runs, without asking it: it may be busy. Undefined where none runs. */
export function runningPort(targetsFolder: string): number | undefined {
  const folder = endpointFolder(targetsFolder);
  const file = portFile(folder);
  if (!isRunning(holderOf(folder.record)) || !existsSync(file)) return undefined;
  return Number(readFileSync(file, 'utf8'));
}

/** Opens it again when it has died and was not ended on purpose. True when it had. */
export async function reviveEndpoint(
  targetsFolder: string,
  signal: AbortSignal,
  onDead: () => void,
): Promise<boolean> {
  const folder = endpointFolder(targetsFolder);
  const holder = holderOf(folder.record);
  if (holder === undefined || isRunning(holder)) return false;
  // Another process is ending it: that takes its ticket before the process, and its record last.
  if (!existsSync(ticketFile(folder.record))) return false;
  const found = await endpointRecord(targetsFolder);
  if (found === undefined || 'damaged' in found) return false;
  onDead();
  await start(targetsFolder, found.record, signal);
  return true;
}

/**
 * True when it was running. What exists in the account, the keys and the port stay; of functions that it ran no process is
 * left.
 */
export async function closeEndpoint(targetsFolder: string): Promise<boolean> {
  const found = await endpointRecord(targetsFolder);
  const wasRunning = await endDaemon(endpointFolder(targetsFolder));
  if (found !== undefined && !('damaged' in found))
    await endFunctionProcesses(join(targetsFolder, found.record.stateFolder));
  return wasRunning;
}

const recordKind: RecordKind<EndpointRecord> = {
  fileName: 'endpoint.json',
  isRecord: (value): value is EndpointRecord => hasFields(value, { stateFolder: 'string' }),
};

/** Undefined when it was never opened. */
export async function endpointRecord(
  targetsFolder: string,
): Promise<FoundRecord<EndpointRecord> | undefined> {
  return await findRecord(targetsFolder, endpointFolderName, recordKind);
}

/** Below it lie its port, its log and its sockets. */
export function endpointFolder(targetsFolder: string): ProcessFolder {
  return processFolder(join(targetsFolder, endpointFolderName));
}

export function portFile({ path }: Pick<ProcessFolder, 'path'>): string {
  return join(path, 'port');
}

function movesFile({ path }: Pick<ProcessFolder, 'path'>): string {
  return join(path, 'former-ports.json');
}

/** Another program had the port: what was given its address before calls that program. */
export function noteMove(folder: Pick<ProcessFolder, 'path'>, port: number): void {
  writeAtomically(movesFile(folder), JSON.stringify([...new Set([...formerPorts(folder), port])]));
}

/** The oldest first; without the one that it has now. */
export function formerPorts(folder: Pick<ProcessFolder, 'path'>): readonly number[] {
  const file = movesFile(folder);
  const now = existsSync(portFile(folder)) ? Number(readFileSync(portFile(folder), 'utf8')) : undefined;
  const all = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly number[]) : [];
  return all.filter((port) => port !== now);
}

/** What decides the order in which ports are tried. */
export function portSeed({ path }: Pick<ProcessFolder, 'path'>): string {
  return `endpoint ${path}`;
}

function socketOf(folder: ProcessFolder): string {
  return join(folder.sockets, 'endpoint.sock');
}
