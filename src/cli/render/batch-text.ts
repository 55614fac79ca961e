// One build of a batch in a line. Pure.
import { formatDuration } from '../../lib/duration.ts';
import { unreachable } from '../../lib/unreachable.ts';
import type { BatchBuildView, DisplayStatus } from '../../view/execution-view.ts';
import { firstLine } from './describe.ts';
import { span, type Line } from './line.ts';
import { appearances, markOf, type Moment } from './appearance.ts';

export function batchBuildLine(
  { identifier, status, durationMs, message }: BatchBuildView,
  moment?: Moment,
): Line {
  const displayStatus = displayStatusOf(status);
  const { word, role } = appearances[displayStatus];
  return [
    markOf(displayStatus, moment),
    span(` ${identifier} `),
    span(word, role),
    span(durationMs === undefined ? '' : ` ${formatDuration(durationMs)}`, 'dim'),
    span(message === undefined ? '' : `  ${firstLine(message)}`, 'dim'),
  ];
}

function displayStatusOf(status: BatchBuildView['status']): DisplayStatus {
  switch (status) {
    case 'PENDING':
      return 'Pending';
    case 'IN_PROGRESS':
      return 'InProgress';
    case 'SUCCEEDED':
      return 'Succeeded';
    case 'FAILED':
    case 'TIMED_OUT':
      return 'Failed';
    case 'STOPPED':
      return 'Cancelled';
    default:
      return unreachable(status);
  }
}
