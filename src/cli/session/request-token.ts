// The token of a command that starts an execution and waits for it. It names the process, so that the next owner of
// the state folder knows for which executions in flight a process still waits.
import { createHash, randomBytes } from 'node:crypto';
import { identityOf } from '../../targets/daemon/process-identity.ts';

/** Of this process: a clientRequestToken as StartPipelineExecution takes it. */
export function makeRequestToken(): string {
  return `${nameOf(process.pid)}-${randomBytes(8).toString('hex')}`;
}

/** Whether another process that still lives waits for what it started with this token. */
export function isAwaited(token: string | undefined): boolean {
  const [prefix, pid = ''] = (token ?? '').split('-');
  if (prefix !== 'run' || Number(pid) === process.pid) return false;
  return token?.startsWith(`${nameOf(Number(pid))}-`) === true;
}

/** The pid alone may have been given to another process since. */
function nameOf(pid: number): string {
  const startTime = identityOf(pid)?.startTime ?? '';
  return `run-${pid}-${createHash('sha256').update(startTime).digest('hex').slice(0, 12)}`;
}
