// The share of the requests that a deployment has, in words and as a bar.
import { counted } from '../../lib/counted.ts';
import type { TrafficShare } from '../../model/progress.ts';
import { span, type Span } from './line.ts';

export function trafficText({ of, to, percent, waitMinutes, minuteMs }: TrafficShare): string {
  const wait = waitMinutes === 0 ? '' : `, for ${counted(waitMinutes, 'minute')}`;
  const shortened =
    wait === '' || minuteMs === undefined ? '' : ` (a minute takes ${minuteMs / 1000} s here)`;
  return `${percent} % of the requests to ${of} go to ${to}${wait}${shortened}`;
}

const cells = 20;

export function trafficBar({ percent }: TrafficShare): readonly Span[] {
  const filled = Math.round((percent / 100) * cells);
  return [span('━'.repeat(filled), 'green'), span('━'.repeat(cells - filled), 'blue')];
}
