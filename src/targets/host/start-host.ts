// Makes a host, or takes up the one that is there, and waits until its agent answers.
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { defined } from '../../lib/defined.ts';
import { defaultImage, imageAccounts } from '../../model/host-image.ts';
import { holderOf } from '../daemon/claim-record.ts';
import { ensureDaemon, type Daemon } from '../daemon/ensure-daemon.ts';
import { daemonProgram } from '../daemon/program-version.ts';
import { makeSocketsFolder, type ProcessFolder } from '../daemon/process-folder.ts';
import { writeRecord } from '../daemon/record-file.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { namespaceCommand, placesInHost } from '../isolation/namespace-host.ts';
import { insideFolder, quote } from '../isolation/namespace-script.ts';
import { findPrograms, linkedProgram, type FoundProgram } from './find-programs.ts';
import { endNamespace } from './end-host.ts';
import { keepAgentRunning } from './keep-agent-running.ts';
import { hostRecordFile, programsFolder, type HostRecord } from './host-record.ts';

export interface StartHostOptions {
  readonly folder: ProcessFolder;
  readonly record: HostRecord;
  readonly version: string;
  /** Of the authority that answers for AWS's names in a namespace host, in PEM. */
  readonly certificate?: string;
  readonly signal: AbortSignal;
}

/**
 * A namespace host that died starts again from its file tree, as does one that cannot see this program; its application is
 * down until it is started or deployed again.
 */
export async function startHost(options: StartHostOptions): Promise<'taken up' | 'started'> {
  const { folder, record } = options;
  const programs = programsFor(folder, record);
  await Promise.all([
    mkdir(folder.given, { recursive: true }),
    makeSocketsFolder(folder.sockets),
    ...(record.isolation === 'process' ? [makeProcessRoot(folder, record)] : []),
    linkPrograms(folder, programs),
  ]);
  await writeRecord(hostRecordFile(folder.path), record);
  if (record.isolation === 'namespace') await writeAgentCommand(folder);
  return await ensureDaemon(agentDaemon(options, programs), options.signal);
}

function agentDaemon(
  { folder, record, version, certificate }: StartHostOptions,
  programs: readonly FoundProgram[],
): Daemon {
  return {
    name: `the agent of ${record.instanceId}`,
    socketFile: join(folder.sockets, 'agent.sock'),
    version,
    log: folder.log,
    record: folder.record,
    ...(record.isolation === 'namespace' ? { end: async () => endNamespace(holderOf(folder.record)) } : {}),
    command: async () =>
      await Promise.resolve(commandFor(folder, record, { programs, ...defined({ certificate }) })),
  };
}

/** Kept under the host's folder as links, so that a caller with another PATH starts the host with the same programs. */
function programsFor(
  folder: ProcessFolder,
  { programs = [], instanceId }: HostRecord,
): readonly FoundProgram[] {
  return findPrograms(programs, instanceId, (name) => linkedProgram(join(programsFolder(folder.path), name)));
}

async function linkPrograms({ path }: ProcessFolder, programs: readonly FoundProgram[]): Promise<void> {
  await mkdir(programsFolder(path), { recursive: true });
  for (const { name, file } of programs) {
    const link = join(programsFolder(path), name);
    await rm(link, { force: true });
    await symlink(file, link);
  }
}

function commandFor(
  folder: ProcessFolder,
  record: HostRecord,
  given: { readonly programs: readonly FoundProgram[]; readonly certificate?: string },
): Awaited<ReturnType<Daemon['command']>> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: currentUser().homedir };
  if (record.isolation === 'process') {
    const args = [daemonProgram('targets/agent/agent-main'), folder.sockets, folder.record];
    return { file: process.execPath, args, env: { ...env, NODE_COMPILE_CACHE: compileCacheFolder() } };
  }
  const host = { hostPath: folder.path, socketsFolder: folder.sockets, givenFolder: folder.given };
  const { image = defaultImage } = record;
  const options = { ...host, record: folder.record, firstProcess };
  return { ...namespaceCommand(options, { image, ...given }), env };
}

async function makeProcessRoot(
  { path: hostPath }: ProcessFolder,
  { image = defaultImage }: HostRecord,
): Promise<void> {
  const { home } = imageAccounts[image].login;
  for (const path of ['root', 'tmp', home, 'opt/codedeploy-agent'])
    await mkdir(join(hostPath, 'root', path), { recursive: true });
}

/** Written at every opening, so that a host started by an older program gets the agent of this one. */
async function writeAgentCommand(folder: ProcessFolder): Promise<void> {
  const lines = [
    ...findInHost('node', process.execPath),
    ...findInHost('program', daemonProgram('targets/agent/agent-main')),
    // Only a host that begins anew sees a program that it was not made with.
    '[ -n "$node" ] && [ -n "$program" ] || exit 1',
    `NODE_COMPILE_CACHE=${insideFolder}/cache "$node" "$program" ${insideFolder}/sockets &`,
  ];
  await writeFile(join(folder.sockets, 'host'), `${lines.join('\n')}\n`);
}

/** Sets the variable of the shell to the first place of the file that is there, or to nothing. */
function findInHost(variable: string, file: string): readonly string[] {
  const tried = placesInHost(file).map(
    (place) => `{ [ -e ${quote(place)} ] && ${variable}=${quote(place)}; }`,
  );
  return [`${variable}=`, tried.join(' || ')];
}

const firstProcess = `
mkdir -p /opt/codedeploy-agent || true
set +e
${keepAgentRunning(`${insideFolder}/sockets/host`)}`;
