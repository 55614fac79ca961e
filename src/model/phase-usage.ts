// What the commands of a phase have used, in words. Pure.
import { formatDuration } from '../lib/duration.ts';
import { formatSize } from '../lib/size.ts';
import type { PhaseUsage } from './progress.ts';

/** `CPU 1.9s, memory 212.0 MB`; what was not measured is left out. */
export function describeUsage({ cpuMs, peakMemoryBytes }: PhaseUsage): string {
  return [
    ...(cpuMs === undefined ? [] : [`CPU ${formatDuration(cpuMs)}`]),
    ...(peakMemoryBytes === undefined ? [] : [`memory ${formatSize(peakMemoryBytes)}`]),
  ].join(', ');
}
