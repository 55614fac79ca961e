// One step of a job of a workflow in a line. Pure.
import { formatDuration } from '../../lib/duration.ts';
import type { DisplayStatus, StepView } from '../../view/execution-view.ts';
import { markOf } from './appearance.ts';
import { span, type Line } from './line.ts';

export function stepLine({ name, status, durationMs, message }: StepView): Line {
  const display: DisplayStatus = status;
  const took = durationMs === undefined ? '' : ` ${formatDuration(durationMs)}`;
  return [
    markOf(display),
    span(` ${name}`),
    span(took, 'dim'),
    span(message === undefined ? '' : ` ${message}`, 'red'),
  ];
}
