// What the end of an execution means to the caller of a command.
import { unreachable } from '../../lib/unreachable.ts';
import type { ExitStatus } from '../terminal.ts';
import type { ExecutionView } from '../../view/execution-view.ts';

/** Only an execution that ran to its end is a success: a stopped or superseded one did not do what was asked. */
export function exitStatusOf({ displayStatus }: ExecutionView): ExitStatus {
  switch (displayStatus) {
    case 'Succeeded':
    case 'NotExecuted':
    case 'Reused':
      return 0;
    case 'Pending':
    case 'InProgress':
    case 'Waiting':
    case 'Failed':
    case 'Cancelled':
    case 'Skipped':
    case 'Superseded':
    case 'Declined':
      return 1;
    default:
      return unreachable(displayStatus);
  }
}
