// Searching a log: every line that holds the words, and the way from one to the next.
import { useMemo, useState, type ReactNode } from 'react';
import type { LogLine } from '../../state/log-store.ts';

export interface LogSearch {
  readonly sought: string;
  readonly seek: (text: string) => void;
  readonly count: number;
  /** Which of them is shown, from 0; -1 before any is. */
  readonly hit: number;
  /** The index of its line. */
  readonly current: number | undefined;
  readonly step: (by: 1 | -1) => void;
}

const maxHits = 10_000;

/** @param go shows a line */
export function useLogSearch(lines: readonly LogLine[], go: (index: number) => void): LogSearch {
  const [sought, setSought] = useState('');
  const [hit, setHit] = useState(-1);
  const hits = useMemo(() => find(lines, sought), [lines, sought]);
  return {
    sought,
    hit,
    count: hits.length,
    current: hits[hit],
    seek: (text) => {
      setSought(text);
      setHit(-1);
    },
    step: (by) => {
      if (hits.length === 0) return;
      const from = hit === -1 && by === -1 ? 0 : hit;
      const next = (from + by + hits.length) % hits.length;
      setHit(next);
      go(hits[next] ?? 0);
    },
  };
}

function find(lines: readonly LogLine[], sought: string): readonly number[] {
  if (sought === '') return [];
  const wanted = sought.toLowerCase();
  const hits: number[] = [];
  for (const [index, { text }] of lines.entries()) {
    if (text.toLowerCase().includes(wanted)) hits.push(index);
    if (hits.length === maxHits) break;
  }
  return hits;
}

export function LogSearchBox({ search }: { readonly search: LogSearch }): ReactNode {
  const { sought, seek, step } = search;
  return (
    <>
      <input
        type="search"
        aria-label="Search the log"
        placeholder="Search"
        data-key="/"
        value={sought}
        onChange={(event) => seek(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
        }}
      />
      {sought === '' ? null : (
        <>
          <span className="quiet" role="status">
            {countText(search)}
          </span>
          <button type="button" onClick={() => step(-1)} aria-label="Previous hit">
            ↑
          </button>
          <button type="button" onClick={() => step(1)} aria-label="Next hit" data-key="n">
            ↓
          </button>
        </>
      )}
    </>
  );
}

function countText({ count, hit }: LogSearch): string {
  const all = `${count}${count === maxHits ? '+' : ''}`;
  if (count === 0) return 'not found';
  return hit < 0 ? `${all} found` : `${hit + 1} of ${all}`;
}
