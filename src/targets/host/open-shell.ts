// A shell for a person in a host, with what a script of a lifecycle event runs with.
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { newId } from '../../lib/id.ts';
import { enterNamespaces } from '../../process/machine/enter-namespaces.ts';
import { firstChildOf } from '../../process/namespace-processes.ts';
import { exporting } from '../../process/shell/command-script.ts';
import type { ShellEntry } from '../../process/shell/shell-entry.ts';
import { hookVariables } from '../agent/hook-variables.ts';
import type { AgentEnvironment, LifecycleCommand } from '../agent/lifecycle-event.ts';
import { holderOf } from '../daemon/claim-record.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import { insideFolder } from '../isolation/namespace-script.ts';
import type { HostRecord } from './host-record.ts';

export interface HostShell extends AsyncDisposable {
  readonly entry: ShellEntry;
}

interface HostPlace {
  readonly folder: ProcessFolder;
  readonly record: HostRecord;
  readonly environment: AgentEnvironment;
}

/** As the user that the agent runs as. Disposing removes the file with its variables. */
export async function openHostShell(
  { folder, record, environment }: HostPlace,
  command: LifecycleCommand,
): Promise<HostShell> {
  const isApart = record.isolation === 'namespace';
  const file = join(folder.given, `${newId()}.env`);
  const text = exporting({ ...environment.env, ...hookVariables(command) });
  await writeFile(file, text, { mode: 0o600 });
  return {
    entry: {
      shell: existsSync('/bin/bash') ? '/bin/bash' : '/bin/sh',
      folder: environment.cwd,
      environmentFile: isApart ? `${insideFolder}/given/${basename(file)}` : file,
      enter: isApart ? enterHost(folder) : [],
    },
    [Symbol.asyncDispose]: async () => await rm(file, { force: true }),
  };
}

/** What holds the host is outside of its namespace of processes; its first child is the host's first process. */
function enterHost({ record }: ProcessFolder): readonly string[] {
  const first = firstChildOf(holderOf(record)?.pid ?? 0);
  return enterNamespaces(first ?? 0, ['mount', 'pid', 'ipc', 'net']);
}
