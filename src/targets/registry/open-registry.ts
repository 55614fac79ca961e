// Opens or takes up the registry that stands in for ECR on this machine: one for each state folder, in a process that
// outlives the caller.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { currentUser } from '../../lib/current-user.ts';
import { callDaemon } from '../daemon/call-daemon.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { ensureDaemon } from '../daemon/ensure-daemon.ts';
import { isRunning } from '../daemon/process-identity.ts';
import { daemonProgram, programVersion } from '../daemon/program-version.ts';
import { processFolder, makeSocketsFolder, type ProcessFolder } from '../daemon/process-folder.ts';
import {
  findRecord,
  hasFields,
  writeRecord,
  type FoundRecord,
  type RecordKind,
} from '../daemon/record-file.ts';
import { endDaemon } from '../daemon/end-daemon.ts';
import { engineAddress } from '../../process/container-engine.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { findRegistry, type NoRegistry } from './find-registry.ts';
import type { RegistryDescription, RegistryRecord, RegistryRequest, RegistrySource } from './protocol.ts';

export interface RegistryOptions {
  /** Absolute path: `targets/` of the state folder. */
  readonly targetsFolder: string;
  readonly signal: AbortSignal;
  /** Receives what takes its time. */
  readonly onProgress?: (line: string) => void;
}

export interface OpenRegistry {
  /** `HOST:PORT` */
  readonly address: string;
}

/** Next to fleets, under a name that no fleet can have: theirs are encoded. */
const registryFolderName = '@registry';

const answerWithinMs = 1000;

/** `SLIPWAY_REGISTRY=HOST:PORT` names one that the user runs. */
export async function openRegistry(options: RegistryOptions): Promise<OpenRegistry | NoRegistry> {
  const given = givenRegistry();
  if (given !== undefined) return { address: given };
  const folder = registryFolder(options.targetsFolder);
  const running = await describe(folder);
  const source = running?.source ?? (await findRegistry({ onProgress: () => {}, ...options }));
  if (!('kind' in source)) return source;
  try {
    await mkdir(folder.path, { recursive: true });
    await makeSocketsFolder(folder.sockets);
    await writeRecord(recordFile(folder), { source } satisfies RegistryRecord);
    await start(folder, source, options.signal);
    const request: RegistryRequest = { type: 'describe' };
    const { port } = (await callDaemon(registrySocket(folder), request)) as RegistryDescription;
    return { address: addressOf(port) };
  } catch (error) {
    // It may be a command of a build that runs as a user who must not write there.
    options.signal.throwIfAborted();
    const remedy = `See ${folder.log}, or name another with SLIPWAY_REGISTRY=HOST:PORT`;
    return { reason: (error as Error).message, remedy };
  }
}

function givenRegistry(): string | undefined {
  const given = process.env['SLIPWAY_REGISTRY'];
  return given === '' ? undefined : given;
}

async function start(folder: ProcessFolder, source: RegistrySource, signal: AbortSignal): Promise<void> {
  await ensureDaemon(
    {
      name: 'the registry',
      socketFile: registrySocket(folder),
      version: programVersion(),
      log: folder.log,
      record: folder.record,
      command: async () =>
        await Promise.resolve({
          file: process.execPath,
          args: [
            daemonProgram('targets/registry/registry-main'),
            folder.sockets,
            folder.record,
            folder.path,
            JSON.stringify(source),
          ],
          env: registryEnvironment(),
        }),
    },
    signal,
  );
}

/**
 * What leads to the engine, for a registry that runs in a container; the caller may be in a build, with a home of its
 * own.
 */
function registryEnvironment(): Readonly<Record<string, string>> {
  return {
    ...engineAddress(),
    PATH: process.env['PATH'] ?? '',
    HOME: currentUser().homedir,
    NODE_COMPILE_CACHE: compileCacheFolder(),
  };
}

export interface RegistryEndpoint {
  /** `HOST:PORT`; absent while it does not run. */
  readonly address?: string;
  /** What serves it: a file, or the name of an image. */
  readonly servedBy: string;
}

/** Starts nothing and changes nothing. Undefined when no image was ever pushed here. */
export async function findRegistryEndpoint(targetsFolder: string): Promise<RegistryEndpoint | undefined> {
  const given = givenRegistry();
  const folder = registryFolder(targetsFolder);
  const record = await readableRecord(targetsFolder);
  if (record === undefined) return undefined;
  if (given !== undefined) return { address: given, servedBy: 'SLIPWAY_REGISTRY' };
  const { source } = record;
  const described = await describe(folder);
  return {
    ...(described === undefined ? {} : { address: addressOf(described.port) }),
    servedBy: source.kind === 'program' ? source.file : source.image,
  };
}

/** `HOST:PORT` of the one that runs; starts nothing. */
export async function registryAddress(targetsFolder: string): Promise<string | undefined> {
  const given = givenRegistry();
  if (given !== undefined) return given;
  const described = await describe(registryFolder(targetsFolder));
  return described === undefined ? undefined : addressOf(described.port);
}

/** Opens it again when it has died and was not ended on purpose. True when it had. */
export async function reviveRegistry(
  targetsFolder: string,
  signal: AbortSignal,
  onDead: () => void = () => {},
): Promise<boolean> {
  const folder = registryFolder(targetsFolder);
  const record = await readableRecord(targetsFolder);
  const holder = holderOf(folder.record);
  if (record === undefined || holder === undefined || isRunning(holder)) return false;
  onDead();
  await start(folder, record.source, signal);
  return true;
}

/** True when it was running. Images and port stay. Resolves when it does not answer any more. */
export async function closeRegistry(targetsFolder: string): Promise<boolean> {
  const folder = registryFolder(targetsFolder);
  const described = await describe(folder);
  const wasRunning = await endDaemon(folder);
  if (described !== undefined) await untilSilent(described.port);
  return wasRunning;
}

const silentWithinMs = 10_000;

/** It ends a moment after the process that holds it. */
async function untilSilent(port: number): Promise<void> {
  const deadline = Date.now() + silentWithinMs;
  const isThere = async () =>
    fetch(`http://${addressOf(port)}/v2/`).then(
      () => true,
      () => false,
    );
  while ((await isThere()) && Date.now() < deadline) await delay(10);
}

/** Undefined while it does not run. */
async function describe(folder: ProcessFolder): Promise<RegistryDescription | undefined> {
  const request: RegistryRequest = { type: 'describe' };
  try {
    const signal = AbortSignal.timeout(answerWithinMs);
    return (await callDaemon(registrySocket(folder), request, { signal })) as RegistryDescription;
  } catch {
    return undefined;
  }
}

/** Written when that tag is pushed, and only then. */
export function pushedTagFile(
  targetsFolder: string,
  { repository, tag }: { readonly repository: string; readonly tag: string },
): string {
  const place = ['docker', 'registry', 'v2', 'repositories', repository, '_manifests', 'tags', tag];
  return join(registryFolder(targetsFolder).path, 'store', ...place, 'current', 'link');
}

function addressOf(port: number): string {
  return `127.0.0.1:${port}`;
}

/** Below it lie the images, the port and the sockets of the registry. */
export function registryFolder(targetsFolder: string): ProcessFolder {
  return processFolder(join(targetsFolder, registryFolderName));
}

const recordKind: RecordKind<RegistryRecord> = {
  fileName: 'registry.json',
  isRecord: (value): value is RegistryRecord =>
    hasFields(value, { source: 'object' }) &&
    hasFields((value as RegistryRecord).source, { kind: 'string', file: 'string' }),
};

/** As it was opened last; undefined when it never was. */
export async function registryRecord(
  targetsFolder: string,
): Promise<FoundRecord<RegistryRecord> | undefined> {
  return await findRecord(targetsFolder, registryFolderName, recordKind);
}

/** Undefined when there is none that can be read. */
async function readableRecord(targetsFolder: string): Promise<RegistryRecord | undefined> {
  const found = await registryRecord(targetsFolder);
  return found !== undefined && 'record' in found ? found.record : undefined;
}

function recordFile(folder: ProcessFolder): string {
  return join(folder.path, recordKind.fileName);
}

function registrySocket(folder: ProcessFolder): string {
  return join(folder.sockets, 'registry.sock');
}
