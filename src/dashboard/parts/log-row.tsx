// One line of a log: its number, what it hides when it is folded, what kind of line it is.
import type { ReactNode } from 'react';
import type { LogLine } from '../../state/log-store.ts';
import { Ansi } from './ansi.tsx';
import { FoldButton, FoldCount, type FoldOfLine } from './log-folding.tsx';
import { isErrorLine, isWarningLine } from './log-marks.ts';

export function LogRow({
  row,
  measure,
  line,
  number,
  top,
  hasTime,
  fold,
  mark = '',
  onLink,
}: {
  /** Of the rows that are not folded. */
  readonly row: number;
  readonly measure: (element: Element | null) => void;
  readonly line: LogLine | undefined;
  readonly number: number;
  readonly top: number;
  readonly hasTime: boolean;
  readonly fold: FoldOfLine | undefined;
  readonly mark: 'linked' | 'hit' | '' | undefined;
  readonly onLink: (() => void) | undefined;
}): ReactNode {
  if (line === undefined) return null;
  const kind = kindOf(line.text);
  return (
    <div
      ref={measure}
      data-index={row}
      className={`log-row ${kind} ${mark} ${fold?.outcome === undefined ? '' : `head ${fold.outcome.displayStatus}`}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      {onLink === undefined ? (
        <span className="number">{number}</span>
      ) : (
        <button
          type="button"
          className="number"
          tabIndex={-1}
          onClick={onLink}
          aria-label={`Link to line ${number}`}
        >
          {number}
        </button>
      )}
      <FoldButton fold={fold} sign={signs[kind]} />
      {hasTime ? <time>{new Date(line.at).toISOString().slice(11, 23)}</time> : null}
      <Ansi text={line.text} />
      <FoldCount fold={fold} />
    </div>
  );
}

const signs = { wrapper: '', error: '✕', warning: '!', plain: '' } as const;

function kindOf(text: string): keyof typeof signs {
  if (text.startsWith('[Container] ')) return 'wrapper';
  if (isErrorLine(text)) return 'error';
  return isWarningLine(text) ? 'warning' : 'plain';
}
