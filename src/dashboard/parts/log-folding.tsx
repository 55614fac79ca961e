// What is folded of a log, and the buttons that fold it.
import { useMemo, useState, type ReactNode } from 'react';
import type { LogLine } from '../../state/log-store.ts';
import { counted } from '../../lib/counted.ts';
import { sectionsOf, unfoldedAt, visibleLines, type LogSection } from './log-sections.ts';

export interface Folding {
  readonly sections: readonly LogSection[];
  /** The indices of the lines that are seen. */
  readonly visible: readonly number[];
  readonly folded: ReadonlySet<number>;
  readonly toggle: (head: number) => void;
  readonly toggleAll: () => void;
  /** So that the line is seen. */
  readonly unfoldAt: (index: number) => void;
}

export function useFolding(lines: readonly LogLine[]): Folding {
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const sections = useMemo(() => sectionsOf(lines), [lines]);
  const visible = useMemo(
    () => visibleLines(lines.length, sections, folded),
    [lines.length, sections, folded],
  );
  return {
    sections,
    visible,
    folded,
    toggle: (head) => setFolded((before) => before.symmetricDifference(new Set([head]))),
    toggleAll: () =>
      setFolded((before) => (before.size > 0 ? new Set() : new Set(sections.map(({ head }) => head)))),
    unfoldAt: (index) => setFolded((before) => unfoldedAt(index, sections, before)),
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
  readonly section: LogSection;
  readonly isFolded: boolean;
  readonly toggle: () => void;
}

/** Undefined for a line that begins nothing, or nothing with lines of its own. */
export function foldOf(index: number, { sections, folded, toggle }: Folding): FoldOfLine | undefined {
  const section = sections.find(({ head }) => head === index);
  if (section === undefined || section.end - section.head < 2) return undefined;
  return { section, isFolded: folded.has(index), toggle: () => toggle(index) };
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
  const { section, isFolded, toggle } = fold;
  return (
    <button
      type="button"
      className="fold"
      aria-expanded={!isFolded}
      aria-label={`Lines of ${section.name}`}
      onClick={toggle}
    >
      <span aria-hidden>{isFolded ? '▸' : '▾'}</span>
    </button>
  );
}

/** What a folded section hides. */
export function FoldCount({ fold }: { readonly fold: FoldOfLine | undefined }): ReactNode {
  if (fold === undefined || !fold.isFolded) return null;
  const { head, end, errors } = fold.section;
  return (
    <span className={`fold-count ${errors > 0 ? 'errors' : ''}`}>
      {counted(end - head - 1, 'line')}
      {errors > 0 ? `, ${counted(errors, 'error')}` : ''}
    </span>
  );
}
