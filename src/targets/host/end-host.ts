// Ends a host with everything that runs in it.
import { readFileSync } from 'node:fs';
import { endDaemon } from '../daemon/end-daemon.ts';
import { endProcess, isRunning, type ProcessIdentity } from '../daemon/process-identity.ts';
import { readRecord } from '../daemon/record-file.ts';
import type { ProcessFolder } from '../daemon/process-folder.ts';
import { hostMark, hostRecordFile, type HostRecord } from './host-record.ts';

/** Resolves when no process of the host is left. True when there was one. Its files stay. */
export async function endHost(folder: ProcessFolder): Promise<boolean> {
  const record = await readRecord<HostRecord>(hostRecordFile(folder.path));
  return await endDaemon(folder, async (holder) => {
    const isApart = record?.isolation === 'namespace';
    const wasRunning = await (isApart ? endNamespace(holder) : endProcess(holder));
    const left = record?.isolation === 'process' ? await endLeftBehind(folder.path) : 0;
    return wasRunning || left > 0;
  });
}

/** Its files, its sockets and the record of its process stay: it begins anew with them. */
export async function endNamespace(holder: ProcessIdentity | undefined): Promise<boolean> {
  // It ends by its PID 1, because the kernel ends all its others before `unshare`, the parent, sees the end.
  return await endProcess(holder, isRunning(holder) ? childOf(holder.pid) : undefined);
}

/** A process host has no border that would end its processes with it: they are found by their mark. */
async function endLeftBehind(hostPath: string): Promise<number> {
  const { endMarked } = await import('../../process/end-marked.ts');
  return await endMarked(hostMark(hostPath));
}

/** The pid, seen from outside, of the only process that `unshare --fork` starts. Undefined before it has. */
function childOf(pid: number): number | undefined {
  try {
    const child = Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
    return child > 0 ? child : undefined;
  } catch {
    return undefined;
  }
}
