// What statuses are called. Pure.
import type { DisplayStatus } from '../../view/execution-view.ts';

/** The word for each status as it is shown. */
export const statusWords: Readonly<Record<DisplayStatus, string>> = {
  Pending: 'not started',
  InProgress: 'running',
  Waiting: 'waiting',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Cancelled: 'stopped',
  Skipped: 'skipped',
  Superseded: 'superseded',
  NotExecuted: 'succeeded, with parts not executed here',
  Reused: 'reused',
  Declined: 'rejected',
};
