// A cluster of Aurora, played by a server of PostgreSQL of its own. Its record names it; what AWS says of it is kept by the
// service.
import { mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { holderOf } from '../daemon/claim-record.ts';
import { endProcess, identityOf, isRunning } from '../daemon/process-identity.ts';
import { defined } from '../../lib/defined.ts';
import { listenOnOne } from '../daemon/listen-on-one.ts';
import {
  findRecord,
  findRecords,
  hasFields,
  readRecord,
  writeRecord,
  type FoundRecord,
  type RecordKind,
  encodedName,
} from '../daemon/record-file.ts';
import {
  backUp,
  initialise,
  restoreServer,
  serverPid,
  startServer,
  stopServer,
  type Server,
} from './server.ts';
import { SqlClient } from './sql-client.ts';
import { pathOfServers, serversFolder } from './server-place.ts';

export interface ClusterRecord {
  /** Of the cluster, in lower case. */
  readonly name: string;
  readonly port: number;
  readonly masterUsername: string;
  readonly databaseName?: string;
  /** After how long without a user it pauses; absent for one that never does. */
  readonly pauseSeconds?: number;
  readonly isPaused?: boolean;
}

const recordKind: RecordKind<ClusterRecord> = {
  fileName: 'cluster.json',
  isRecord: (value): value is ClusterRecord =>
    hasFields(value, { name: 'string', masterUsername: 'string' }) &&
    typeof (value as ClusterRecord).port === 'number',
};

/** Next to other targets, under a name that none of them can have. */
const recordsFolder = '@database';

export interface ClusterOptions {
  readonly targetsFolder: string;
  readonly name: string;
  readonly masterUsername: string;
  readonly databaseName?: string;
  /** For a new one. */
  readonly password?: string;
  /** A snapshot that it is made of. */
  readonly snapshot?: string;
  readonly pauseSeconds?: number;
}

/** Makes the cluster or takes it up, and resolves when it answers. */
export async function openCluster(options: ClusterOptions): Promise<ClusterRecord> {
  const {
    targetsFolder,
    name,
    masterUsername,
    databaseName,
    password = '',
    snapshot,
    pauseSeconds,
  } = options;
  const servers = await serversFolder(targetsFolder);
  const found = await findCluster(targetsFolder, name);
  const port = found?.port ?? (await portOf(targetsFolder, name));
  const server: Server = { folder: join(servers, name), port };
  const isMade = found !== undefined && existsSync(join(server.folder, 'data'));
  if (!isMade && snapshot !== undefined) await restoreServer(snapshotPath(servers, snapshot), server);
  else if (!isMade) await initialise(server, { user: masterUsername, password });
  const record = { name, port, masterUsername, ...defined({ databaseName, pauseSeconds }) };
  await run(targetsFolder, record);
  return record;
}

/** Its server runs, and its process is recorded: what was recorded and does not run has died. */
async function run(targetsFolder: string, record: ClusterRecord): Promise<void> {
  const server = serverOf(targetsFolder, record);
  await save(targetsFolder, record);
  if (isClusterRunning(targetsFolder, record)) return;
  await startServer(server);
  const pid = serverPid(server.folder);
  const identity = pid === undefined ? undefined : identityOf(pid);
  await writeRecord(processFile(targetsFolder, record.name), identity);
}

function recordFolder(targetsFolder: string, name: string): string {
  return join(targetsFolder, recordsFolder, encodedName(name));
}

/** Where one of that name answers, also while none has it: the address belongs to the name. */
function portFile(targetsFolder: string, name: string): string {
  return join(recordFolder(targetsFolder, name), 'port.json');
}

function processFile(targetsFolder: string, name: string): string {
  return join(recordFolder(targetsFolder, name), 'process.json');
}

/** Of a process that has died, too: false for one that was ended on purpose. */
export function wasStarted(targetsFolder: string, name: string): boolean {
  return holderOf(processFile(targetsFolder, name)) !== undefined;
}

/** That of the name if a cluster that has another one now had it, else a free one. */
async function portOf(targetsFolder: string, name: string): Promise<number> {
  const kept = await readRecord<number>(portFile(targetsFolder, name));
  const server = createServer();
  const seed = join(pathOfServers(targetsFolder), name);
  const port = await listenOnOne(server, { seed, ...defined({ kept }) });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  await promise;
  return port;
}

/** @param pauseSeconds undefined for never */
export async function setPause(
  targetsFolder: string,
  { pauseSeconds: _before, ...record }: ClusterRecord,
  pauseSeconds: number | undefined,
): Promise<void> {
  await save(targetsFolder, { ...record, ...defined({ pauseSeconds }) });
}

async function save(targetsFolder: string, record: ClusterRecord): Promise<void> {
  const folder = recordFolder(targetsFolder, record.name);
  await mkdir(folder, { recursive: true });
  await writeRecord(join(folder, recordKind.fileName), record);
}

export async function clusterRecords(targetsFolder: string): Promise<readonly FoundRecord<ClusterRecord>[]> {
  return await findRecords(join(targetsFolder, recordsFolder), recordKind);
}

/** Undefined when there is none, and when its record cannot be read. */
export async function findCluster(targetsFolder: string, name: string): Promise<ClusterRecord | undefined> {
  const found = await findRecord(join(targetsFolder, recordsFolder), encodeURIComponent(name), recordKind);
  return found === undefined || 'damaged' in found ? undefined : found.record;
}

export function serverOf(
  targetsFolder: string,
  { name, port }: Pick<ClusterRecord, 'name' | 'port'>,
): Server {
  return { folder: join(pathOfServers(targetsFolder), name), port };
}

/** Ends its server, which `resumeCluster` starts again. False when it did not run. */
export async function endCluster(targetsFolder: string, record: ClusterRecord): Promise<boolean> {
  const wasRunning = isClusterRunning(targetsFolder, record);
  if (wasRunning) await stopServer(serverOf(targetsFolder, record));
  await rm(processFile(targetsFolder, record.name), { force: true });
  return wasRunning;
}

/** One whose record cannot be read. */
export async function endDamaged(targetsFolder: string, name: string): Promise<boolean> {
  const file = processFile(targetsFolder, name);
  const wasRunning = await endProcess(holderOf(file));
  await rm(file, { force: true });
  return wasRunning;
}

export async function pauseCluster(targetsFolder: string, record: ClusterRecord): Promise<void> {
  await save(targetsFolder, { ...record, isPaused: true });
  await endCluster(targetsFolder, record);
}

export async function resumeCluster(
  targetsFolder: string,
  { isPaused: _before, ...record }: ClusterRecord,
): Promise<void> {
  await run(targetsFolder, record);
}

/**
 * It answers at the address of its new name afterwards. Ended in the middle, the same call completes it. Undefined when there is no
 * such cluster.
 */
export async function renameCluster(
  targetsFolder: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ClusterRecord | undefined> {
  const before = await findCluster(targetsFolder, from);
  if (before !== undefined) await moveCluster(targetsFolder, before, to);
  const renamed = await findCluster(targetsFolder, to);
  if (renamed !== undefined) await resumeCluster(targetsFolder, renamed);
  return renamed;
}

async function moveCluster(targetsFolder: string, before: ClusterRecord, to: string): Promise<void> {
  const { name: from } = before;
  if (hasData(targetsFolder, before)) await endCluster(targetsFolder, before);
  await writeRecord(portFile(targetsFolder, from), before.port);
  const port = await portOf(targetsFolder, to);
  const renamed = { ...before, name: to, port };
  if (hasData(targetsFolder, before))
    await rename(serverOf(targetsFolder, before).folder, serverOf(targetsFolder, renamed).folder);
  await save(targetsFolder, renamed);
  await rm(join(recordFolder(targetsFolder, from), recordKind.fileName));
}

/** False in the middle of getting another name. */
export function hasData(targetsFolder: string, record: Pick<ClusterRecord, 'name' | 'port'>): boolean {
  return existsSync(serverOf(targetsFolder, record).folder);
}

/** With its data. */
export async function removeCluster(targetsFolder: string, record: ClusterRecord): Promise<void> {
  await endCluster(targetsFolder, record);
  await rm(serverOf(targetsFolder, record).folder, { recursive: true, force: true });
  await rm(recordFolder(targetsFolder, record.name), { recursive: true, force: true });
}

/** By the socket, as the master user: nothing is asked for. */
export async function asMaster(
  targetsFolder: string,
  record: ClusterRecord,
  database = 'postgres',
): Promise<SqlClient> {
  const { folder, port } = serverOf(targetsFolder, record);
  return await SqlClient.open({ socketFolder: folder, port, user: record.masterUsername, database });
}

/** Replaces one of that name that was not completed. */
export async function takeSnapshot(
  targetsFolder: string,
  record: ClusterRecord,
  snapshot: string,
): Promise<void> {
  const to = snapshotPath(await serversFolder(targetsFolder), snapshot);
  await rm(to, { recursive: true, force: true });
  await backUp(serverOf(targetsFolder, record), { to, user: record.masterUsername });
}

export async function removeSnapshot(targetsFolder: string, snapshot: string): Promise<void> {
  await rm(snapshotPath(pathOfServers(targetsFolder), snapshot), { recursive: true, force: true });
}

function snapshotPath(servers: string, snapshot: string): string {
  return join(servers, '@snapshots', encodedName(snapshot));
}

export function isClusterRunning(targetsFolder: string, { name }: Pick<ClusterRecord, 'name'>): boolean {
  return isRunning(holderOf(processFile(targetsFolder, name)));
}
