// What became of a build's cache, and how much it holds. Pure.
import type { CacheView } from '../../view/execution-view.ts';
import { span, type Line } from './line.ts';

export function cacheLine({ event, key, files, sizeBytes }: CacheView): Line {
  const size = files === undefined ? '' : `, ${files} files, ${sizeText(sizeBytes ?? 0)}`;
  return [span(`cache ${words[event]}`, 'dim'), span(`${key === undefined ? '' : ` ${key}`}${size}`, 'dim')];
}

const words = {
  HIT: 'restored',
  MISS: 'missed',
  SAVED: 'saved',
  UNCHANGED: 'unchanged',
} as const;

export function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1000) return `${sizeBytes} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = sizeBytes / 1000;
  let unit = 0;
  for (; value >= 1000 && unit < units.length - 1; unit += 1) value /= 1000;
  return `${value.toFixed(1)} ${units[unit] ?? ''}`;
}
