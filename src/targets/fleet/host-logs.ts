// The files of hosts that the configuration of CloudWatch's agent in their fleet names, read by the agents of the hosts.
import { join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import { collectedFiles, type CollectedFile } from '../../model/fleet.ts';
import type { CollectedLines, FileCursor } from '../agent/collect-lines.ts';
import type { AgentRequest } from '../agent/protocol.ts';
import { callDaemon } from '../daemon/call-daemon.ts';
import { processEnvironment } from '../host/agent-environment.ts';
import type { HostRecord } from '../host/host-record.ts';
import { hostFolder } from './fleet-folder.ts';
import { listFleets, listHosts } from './fleet-record.ts';

export interface HostLog {
  /** Of all files of all hosts of one folder of targets. */
  readonly id: string;
  readonly group: string;
  readonly stream: string;
  /** Absent where the instances have no Region. */
  readonly region?: string;
  /** Undefined while the host does not run, or has no such file. */
  readonly collect: (before: FileCursor | undefined) => Promise<CollectedLines | undefined>;
}

export async function findHostLogs(targetsFolder: string): Promise<readonly HostLog[]> {
  const fleets = await listFleets(targetsFolder);
  const found = fleets.map(async ({ name, fleet, access }) => {
    const files = fleet === undefined ? [] : collectedFiles(fleet);
    if (files.length === 0) return [];
    const hosts = await listHosts(targetsFolder, name);
    return hosts.flatMap((host) =>
      files.map((file): HostLog => ({
        id: `${name}/${host.instanceId}${file.file_path}`,
        group: file.log_group_name,
        stream: streamOf(file, host),
        ...defined({ region: access?.region }),
        collect: collector(targetsFolder, { fleetName: name, host, path: file.file_path }),
      })),
    );
  });
  return (await Promise.all(found)).flat();
}

function streamOf({ log_stream_name: name = '{instance_id}' }: CollectedFile, host: HostRecord): string {
  return name.replaceAll('{instance_id}', host.instanceId);
}

interface Read {
  readonly fleetName: string;
  readonly host: HostRecord;
  /** As the host sees it. */
  readonly path: string;
}

const timeoutMs = 5000;

function collector(targetsFolder: string, { fleetName, host, path }: Read): HostLog['collect'] {
  const folder = hostFolder(targetsFolder, fleetName, host.instanceId);
  const root = host.isolation === 'namespace' ? '' : processEnvironment(folder.path, host).rootFolder;
  return async (before) => {
    const request: AgentRequest = { type: 'collectLines', path: join(root, path), ...defined({ before }) };
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await callDaemon(join(folder.sockets, 'agent.sock'), request, { signal }).catch(
      () => undefined,
    );
    return (answer ?? undefined) as CollectedLines | undefined;
  };
}
