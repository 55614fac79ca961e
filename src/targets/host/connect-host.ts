// A running host as a deployment sees it.
import { basename, join } from 'node:path';
import { defined } from '../../lib/defined.ts';
import type { Instance } from '../../model/fleet.ts';
import { callDaemon } from '../daemon/call-daemon.ts';
import type { AgentEnvironment, LifecycleResult } from '../agent/lifecycle-event.ts';
import type { AgentRequest, LineEvent } from '../agent/protocol.ts';
import type { Host } from './host.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import { insideFolder } from '../isolation/namespace-script.ts';
import { namespaceEnvironment, processEnvironment } from './agent-environment.ts';
import { giveFile } from './give-file.ts';
import type { HostRecord } from './host-record.ts';
import { openHostShell } from './open-shell.ts';

export interface HostConnection {
  readonly record: HostRecord;
  readonly url: string | undefined;
  /** What its programs call AWS's API with, as variables. */
  readonly access: Readonly<Record<string, string>>;
}

export function connectHost(
  instance: Instance,
  folder: ProcessFolder,
  { record, url, access }: HostConnection,
): Host {
  const environment = withAccess(environmentOf(folder, record), access);
  return {
    instance,
    ...defined({ url }),
    give: async (file, name) => {
      const place = await giveFile(file, name, folder.given);
      return record.isolation === 'namespace' ? `${insideFolder}/given/${basename(place)}` : place;
    },
    openShell: async (command) => await openHostShell({ folder, record, environment }, command),
    runLifecycleEvent: async (command, { onLine, signal, hidden = [] }) => {
      const request: AgentRequest = { type: 'runLifecycleEvent', environment, command, hidden };
      const onEvent = (event: unknown): void => onLine((event as LineEvent).line);
      return (await callDaemon(join(folder.sockets, 'agent.sock'), request, {
        signal,
        onEvent,
      })) as LifecycleResult;
    },
  };
}

function withAccess(
  { env, ...environment }: AgentEnvironment,
  access: HostConnection['access'],
): AgentEnvironment {
  return { ...environment, env: { ...env, ...access } };
}

function environmentOf(folder: ProcessFolder, record: HostRecord): AgentEnvironment {
  if (record.isolation === 'namespace') return namespaceEnvironment(folder.path, record);
  return processEnvironment(folder.path, record);
}
