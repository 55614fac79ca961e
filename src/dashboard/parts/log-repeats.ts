// Lines of a log that are printed again and again: all but the first are hidden until they are asked for. Pure.
import type { LogLine } from '../../state/log-store.ts';
import type { LogSection } from './log-sections.ts';

/** Fewer are quicker to read than to count. */
const fewest = 3;

export type LogRepeat = Pick<LogSection, 'head' | 'end'>;

/** @param sections whose heads are never hidden */
export function repeatsOf(
  lines: readonly Pick<LogLine, 'text'>[],
  sections: readonly Pick<LogSection, 'head'>[],
): readonly LogRepeat[] {
  const heads = new Set(sections.map(({ head }) => head));
  const found: LogRepeat[] = [];
  let head = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    if (at < lines.length && lines[at]?.text === lines[head]?.text && !heads.has(at) && !heads.has(head))
      continue;
    if (at - head >= fewest && lines[head]?.text.trim() !== '') found.push({ head, end: at });
    head = at;
  }
  return found;
}
