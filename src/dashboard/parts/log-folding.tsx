// What is folded of a log, and the buttons that fold it.
import { useMemo, useState, type ReactNode } from 'react';
import type { LogLine } from '../../state/log-store.ts';
import { counted } from '../../lib/counted.ts';
import { defined } from '../../lib/defined.ts';
import { foldedAtFirst, outcomesOf, type LogPart } from './log-outcomes.ts';
import { repeatsOf, type LogRepeat } from './log-repeats.ts';
import { hiding, sectionsOf, unfoldedAt, visibleLines, type LogSection } from './log-sections.ts';
import { Mark } from './states.tsx';
import { formatDuration } from './words.ts';

export interface Folding {
  readonly sections: readonly LogSection[];
  /** By the lines that begin them. */
  readonly byHead: ReadonlyMap<number, LogSection>;
  readonly outcomes: ReadonlyMap<number, LogPart>;
  readonly repeats: ReadonlyMap<number, LogRepeat>;
  /** The indices of the lines that are seen. */
  readonly visible: readonly number[];
  readonly folded: ReadonlySet<number>;
  /** Repeats that are shown whole. */
  readonly opened: ReadonlySet<number>;
  readonly toggle: (head: number) => void;
  readonly toggleRepeat: (head: number) => void;
  readonly toggleAll: () => void;
  /** So that the line is seen. */
  readonly unfoldAt: (index: number) => void;
}

const none: ReadonlySet<number> = new Set();

/** @param parts what became of its phases or steps */
export function useFolding(lines: readonly LogLine[], parts: readonly LogPart[]): Folding {
  // Until the user has folded something, what is over and has failed shows only that.
  const [chosen, setChosen] = useState<ReadonlySet<number>>();
  const [opened, setOpened] = useState(none);
  const sections = useMemo(() => sectionsOf(lines), [lines]);
  const outcomes = useMemo(() => outcomesOf(sections, parts), [sections, parts]);
  const repeats = useMemo(() => repeatsOf(lines, sections), [lines, sections]);
  const atFirst = useMemo(() => foldedAtFirst(outcomes), [outcomes]);
  const folded = chosen ?? atFirst;
  const visible = useMemo(() => {
    const hidden = [
      ...sections.filter(({ head }) => folded.has(head)),
      ...repeats.filter(({ head }) => !opened.has(head)),
    ];
    return visibleLines(lines.length, hidden);
  }, [lines.length, sections, repeats, folded, opened]);
  const toggled = (set: ReadonlySet<number>, head: number) => set.symmetricDifference(new Set([head]));
  return {
    sections,
    byHead: useMemo(() => new Map(sections.map((each) => [each.head, each])), [sections]),
    repeats: useMemo(() => new Map(repeats.map((each) => [each.head, each])), [repeats]),
    outcomes,
    visible,
    folded,
    opened,
    toggle: (head) => setChosen(toggled(folded, head)),
    toggleRepeat: (head) => setOpened(toggled(opened, head)),
    toggleAll: () => setChosen(folded.size > 0 ? none : new Set(sections.map(({ head }) => head))),
    unfoldAt: (index) => {
      setChosen(unfoldedAt(index, sections, folded));
      setOpened(opened.union(new Set(hiding(index, repeats).map(({ head }) => head))));
    },
  };
}

export function FoldAll({
  folding: { sections, folded, toggleAll },
}: {
  readonly folding: Folding;
}): ReactNode {
  return sections.length === 0 ? null : (
    <button type="button" className="small" data-key="z" onClick={toggleAll}>
      {folded.size > 0 ? 'Unfold all' : 'Fold all'}
    </button>
  );
}

export interface FoldOfLine {
  /** What it hides, for those who do not see it. */
  readonly name: string;
  readonly isFolded: boolean;
  readonly toggle: () => void;
  /** What is written behind the line while it is folded. */
  readonly hidden: string;
  readonly hasErrors: boolean;
  /** Of a phase or a step. */
  readonly outcome?: LogPart;
}

/** Undefined for a line that begins nothing, or nothing with lines of its own. */
export function foldOf(index: number, folding: Folding): FoldOfLine | undefined {
  const repeat = folding.repeats.get(index);
  if (repeat !== undefined) {
    const times = (repeat.end - repeat.head).toLocaleString('en');
    return {
      name: `the same ${times} times`,
      isFolded: !folding.opened.has(index),
      toggle: () => folding.toggleRepeat(index),
      hidden: `× ${times} the same`,
      hasErrors: false,
    };
  }
  const section = folding.byHead.get(index);
  if (section === undefined || section.end - section.head < 2) return undefined;
  const { head, end, errors, name } = section;
  return {
    name,
    isFolded: folding.folded.has(index),
    toggle: () => folding.toggle(index),
    hidden: `${counted(end - head - 1, 'line')}${errors > 0 ? `, ${counted(errors, 'error')}` : ''}`,
    hasErrors: errors > 0,
    ...defined({ outcome: folding.outcomes.get(index) }),
  };
}

export function FoldButton({
  fold,
  sign,
}: {
  readonly fold: FoldOfLine | undefined;
  /** Of a line that reports something. */
  readonly sign: string;
}): ReactNode {
  if (fold === undefined) return <span className="fold">{sign}</span>;
  const { name, isFolded, toggle } = fold;
  return (
    <button
      type="button"
      className="fold"
      aria-expanded={!isFolded}
      aria-label={`Lines of ${name}`}
      onClick={toggle}
    >
      <span aria-hidden>{isFolded ? '▸' : '▾'}</span>
    </button>
  );
}

/** What is hidden behind the line, and what became of the phase or step that it begins. */
export function FoldCount({ fold }: { readonly fold: FoldOfLine | undefined }): ReactNode {
  if (fold === undefined) return null;
  const { isFolded, hidden, hasErrors, outcome } = fold;
  return (
    <>
      {isFolded ? <span className={`fold-count ${hasErrors ? 'errors' : ''}`}>{hidden}</span> : null}
      {outcome === undefined ? null : (
        <span className="outcome">
          {outcome.durationMs === undefined ? '' : formatDuration(outcome.durationMs)}{' '}
          <Mark displayStatus={outcome.displayStatus} />
        </span>
      )}
    </>
  );
}
