// The parts of a log that can be folded: phases of a build with their commands, steps of a job with their groups, lifecycle
// events with their scripts. Pure.
import type { LogLine } from '../../state/log-store.ts';
import { isErrorLine } from './log-marks.ts';

export interface LogSection {
  /** The index of the line that begins it, and stays when it is folded. */
  readonly head: number;
  /** Of the first line after it. */
  readonly end: number;
  readonly level: 0 | 1;
  readonly name: string;
  readonly errors: number;
}

const container = /^\[Container\] .{26} (.*)$/s;

type Heads = readonly (readonly [begin: RegExp, level: 0 | 1])[];

/** What begins a part of which level, in CodeBuild's words, which stand after its mark. */
const headsOfBuild: Heads = [
  [/^Entering phase (\w+)/, 0],
  [/^Running command (.*)/s, 1],
];

/** Of jobs, and of CodeDeploy's agent. */
const headsOfOthers: Heads = [
  [/^▶ (.*)/s, 0],
  [/^▸ (.*)/s, 1],
  [/^LifecycleEvent - (\w+)/, 0],
  [/^Script - (.*)/s, 1],
];

/** Lines that end what is open of level 1, and belong to what is open of level 0. */
const ends = /^(Phase complete:|Phase context status code:)/;

/** In their order; one of level 1 lies within the one of level 0 before it, where there is one. */
export function sectionsOf(lines: readonly Pick<LogLine, 'text'>[]): readonly LogSection[] {
  const done: LogSection[] = [];
  const open: (LogSection | undefined)[] = [];
  const close = (level: 0 | 1, end: number): void => {
    for (const each of open.splice(level)) if (each !== undefined) done.push({ ...each, end });
  };
  for (const [index, { text }] of lines.entries()) {
    const own = container.exec(text)?.[1];
    const found = own === undefined ? headOf(text, headsOfOthers) : headOf(own, headsOfBuild);
    if (found !== undefined) {
      close(found.level, index);
      open[found.level] = { ...found, head: index, end: index, errors: 0 };
    } else if (own !== undefined && ends.test(own)) close(1, index);
    else if (isErrorLine(text))
      for (const [level, each] of open.entries())
        if (each !== undefined) open[level] = { ...each, errors: each.errors + 1 };
  }
  close(0, lines.length);
  return done.toSorted((a, b) => a.head - b.head);
}

function headOf(text: string, heads: Heads): Pick<LogSection, 'level' | 'name'> | undefined {
  for (const [begin, level] of heads) {
    const name = begin.exec(text)?.[1];
    if (name !== undefined) return { level, name };
  }
  return undefined;
}

/**
 * The indices of the lines that are seen.
 * @param folded sections and the like whose lines after the first are hidden, in any order
 */
export function visibleLines(
  count: number,
  folded: readonly Pick<LogSection, 'head' | 'end'>[],
): readonly number[] {
  const seen: number[] = [];
  let at = 0;
  for (const { head, end } of folded.toSorted((a, b) => a.head - b.head || b.end - a.end)) {
    if (head < at) continue;
    for (; at <= head; at += 1) seen.push(at);
    at = end;
  }
  for (; at < count; at += 1) seen.push(at);
  return seen;
}

/** Without the sections that hide the line: a section does not hide its own head. */
export function unfoldedAt(
  index: number,
  sections: readonly LogSection[],
  folded: ReadonlySet<number>,
): ReadonlySet<number> {
  const over = hiding(index, sections);
  return new Set([...folded].filter((head) => !over.some((each) => each.head === head)));
}

/** Those that have the line, and are not begun by it. */
export function hiding<Part extends Pick<LogSection, 'head' | 'end'>>(
  index: number,
  parts: readonly Part[],
): readonly Part[] {
  return parts.filter(({ head, end }) => head < index && index < end);
}
