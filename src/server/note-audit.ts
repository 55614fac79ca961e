// Who has done what, in the audit log.
import { isDiskFull } from '../lib/system-problem.ts';
import type { AccessStore } from '../state/access/access-store.ts';
import type { Served } from './http/served.ts';

/** What was done stays done: while the disk is full the server's own log has the entry. */
export function noteAudit(
  { access, log }: Pick<Served, 'access' | 'log'>,
  entry: Parameters<AccessStore['note']>[0],
): void {
  try {
    access.note(entry);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    log.error({ entry }, 'the disk is full: this is not in the audit log');
  }
}
