// What became of a build's cache, and how much it holds. Pure.
import { counted } from '../../lib/counted.ts';
import { formatSize } from '../../lib/size.ts';
import type { CacheView } from '../../view/execution-view.ts';
import { span, type Line } from './line.ts';

export function cacheLine({ event, key, files, sizeBytes }: CacheView): Line {
  const size = files === undefined ? '' : `, ${counted(files, 'file')}, ${formatSize(sizeBytes ?? 0)}`;
  return [span(`cache ${words[event]}`, 'dim'), span(`${key === undefined ? '' : ` ${key}`}${size}`, 'dim')];
}

const words = {
  HIT: 'restored',
  MISS: 'missed',
  SAVED: 'saved',
  UNCHANGED: 'unchanged',
} as const;
