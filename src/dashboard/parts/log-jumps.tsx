// The ways through a log: to errors, warnings and phases, and the address of a line.
import { useMemo, useState, type ReactNode } from 'react';
import type { LogLine } from '../../state/log-store.ts';
import type { Folding } from './log-folding.tsx';
import { isErrorLine, isWarningLine, nextIn } from './log-marks.ts';

/** The address of the line that was gone to last. */
export function CopyLink({ address, line }: { readonly address: string; readonly line: number }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(`${location.origin}${address}?line=${line + 1}`);
    setCopied(true);
  };
  return (
    <button
      type="button"
      className="small"
      data-key="y"
      onClick={() => void copy().catch(() => setCopied(false))}
      onBlur={() => setCopied(false)}
    >
      {isCopied ? `Copied, line ${line + 1}` : 'Copy link'}
    </button>
  );
}

/** To the next error, and to where each phase begins. */
export function Jumps({
  lines,
  sections,
  go,
  marked,
}: {
  readonly lines: readonly LogLine[];
  readonly sections: Folding['sections'];
  readonly go: (index: number) => void;
  /** The line that was gone to last. */
  readonly marked: number | undefined;
}): ReactNode {
  const phases = sections.filter(({ level }) => level === 0);
  return (
    <>
      <Next name="error" dataKey="e" isOne={isErrorLine} {...{ lines, go, marked }} />
      <Next name="warning" dataKey="w" isOne={isWarningLine} {...{ lines, go, marked }} />
      {phases.slice(0, shownPhases).map(({ head: index, name }) => (
        <button key={index} type="button" className="chip" onClick={() => go(index)}>
          {name}
        </button>
      ))}
    </>
  );
}

/** To the first of the lines of a kind, then from one to the next. */
function Next({
  lines,
  name,
  dataKey,
  isOne,
  marked,
  go,
}: {
  readonly lines: readonly LogLine[];
  readonly name: string;
  readonly dataKey: string;
  readonly isOne: (text: string) => boolean;
  readonly marked: number | undefined;
  readonly go: (index: number) => void;
}): ReactNode {
  const found = useMemo(
    () => lines.flatMap(({ text }, index) => (isOne(text) ? [index] : [])),
    [lines, isOne],
  );
  const step = (): void => {
    const next = nextIn(found, marked);
    if (next !== undefined) go(next);
  };
  return found.length === 0 ? null : (
    <button type="button" className="small" data-key={dataKey} onClick={step}>
      Next {name} <span className="quiet">{found.length}</span>
    </button>
  );
}

/** More would take the room of the log. */
const shownPhases = 12;
