// The lines of one log: live, searchable, with a way to the next error and to each phase.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { LogLine } from '../../state/log-store.ts';
import { readLog } from '../data/log-lines.ts';
import { Ansi } from './ansi.tsx';
import { isErrorLine, nextIn } from './log-marks.ts';
import {
  FoldAll,
  FoldButton,
  FoldCount,
  foldOf,
  useFolding,
  type Folding,
  type FoldOfLine,
} from './log-folding.tsx';
import { LogSearchBox, useLogSearch } from './log-search.tsx';
import { Failure } from './states.tsx';

const rowPixels = 20;

interface LinkedLine {
  /** From 1. */
  readonly line: number | undefined;
  readonly onLink: (line: number) => void;
}

export function ActionLog({
  executionId,
  actionExecutionId,
  link,
}: {
  readonly executionId: string;
  readonly actionExecutionId: string;
  /** Where lines have addresses of their own. */
  readonly link?: LinkedLine;
}): ReactNode {
  const reading = useMemo(() => readLog(executionId, actionExecutionId), [executionId, actionExecutionId]);
  const { lines, isOver, error } = useSyncExternalStore(reading.subscribe, reading.read);
  if (error !== undefined) return <Failure error={error} />;
  if (lines.length === 0)
    return <p className="quiet pad">{isOver ? 'It printed nothing.' : 'Nothing has been printed yet.'}</p>;
  return <Lines lines={lines} isOver={isOver} link={link} />;
}

function Lines({
  lines,
  isOver,
  link,
}: {
  readonly lines: readonly LogLine[];
  readonly isOver: boolean;
  readonly link: LinkedLine | undefined;
}): ReactNode {
  const linked = link?.line;
  const place = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(linked === undefined);
  const [hasTimes, setTimes] = useState(false);
  const folding = useFolding(lines);
  const { visible } = folding;
  const rows = useVirtualizer({
    count: visible.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowPixels,
    overscan: 30,
  });
  const scrollTo = useScrollTo(visible, (row) => rows.scrollToIndex(row, { align: 'center' }));
  const go = (index: number): void => {
    setFollowing(false);
    folding.unfoldAt(index);
    scrollTo(index);
  };
  const search = useLogSearch(lines, go);
  useEffect(() => {
    if (isFollowing && visible.length > 0) rows.scrollToIndex(visible.length - 1, { align: 'end' });
  }, [isFollowing, visible.length, rows]);
  const hasJumped = useRef(false);
  useEffect(() => {
    if (linked === undefined || hasJumped.current || lines.length < linked) return;
    hasJumped.current = true;
    scrollTo(linked - 1);
  }, [linked, lines.length, scrollTo]);
  return (
    <>
      <div className="row log-tools">
        <LogSearchBox search={search} />
        <Jumps lines={lines} sections={folding.sections} go={go} />
        <FoldAll folding={folding} />
        <span className="fill" />
        <Toggle name="times" isOn={hasTimes} onChange={setTimes} />
        <Toggle name={isOver ? 'end' : 'follow'} isOn={isFollowing} onChange={setFollowing} dataKey="f" />
        <span className="quiet">{lines.length.toLocaleString('en')} lines</span>
      </div>
      <div
        ref={place}
        className="log"
        tabIndex={0}
        role="log"
        aria-label="Output"
        aria-live="off"
        onWheel={(event) => {
          if (event.deltaY < 0) setFollowing(false);
        }}
      >
        <div className="log-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index: row, start, key }) => {
            const index = visible[row] ?? 0;
            const mark = linked === index + 1 ? 'linked' : search.current === index ? 'hit' : undefined;
            const onLink = link === undefined ? undefined : () => link.onLink(index + 1);
            return (
              <Row
                key={key}
                line={lines[index]}
                number={index + 1}
                top={start}
                hasTime={hasTimes}
                {...{ fold: foldOf(index, folding), mark, onLink }}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}

/** What was folded is there only in the next picture: until then it is wanted. */
function useScrollTo(
  visible: readonly number[],
  scrollToRow: (row: number) => void,
): (index: number) => void {
  const [wanted, setWanted] = useState<number>();
  useEffect(() => {
    if (wanted === undefined) return;
    scrollToRow(visible.indexOf(wanted));
    setWanted(undefined);
  }, [wanted, visible, scrollToRow]);
  return setWanted;
}

/** To the next error, and to where each phase begins. */
function Jumps({
  lines,
  sections,
  go,
}: {
  readonly lines: readonly LogLine[];
  readonly sections: Folding['sections'];
  readonly go: (index: number) => void;
}): ReactNode {
  const [marked, setMarked] = useState<number>();
  const errors = useMemo(
    () => lines.flatMap(({ text }, index) => (isErrorLine(text) ? [index] : [])),
    [lines],
  );
  const phases = sections.filter(({ level }) => level === 0);
  const goToError = (): void => {
    const next = nextIn(errors, marked);
    if (next === undefined) return;
    setMarked(next);
    go(next);
  };
  return (
    <>
      {errors.length === 0 ? null : (
        <button type="button" className="small" data-key="e" onClick={goToError}>
          Next error <span className="quiet">{errors.length}</span>
        </button>
      )}
      {phases.slice(0, shownPhases).map(({ head: index, name }) => (
        <button key={index} type="button" className="chip" onClick={() => go(index)}>
          {name}
        </button>
      ))}
    </>
  );
}

/** More would take the room of the log. */
const shownPhases = 12;

function Toggle({
  name,
  isOn,
  onChange,
  dataKey,
}: {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly dataKey?: string;
}): ReactNode {
  return (
    <label className="choice" data-key={dataKey}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} /> {name}
    </label>
  );
}

function Row({
  line,
  number,
  top,
  hasTime,
  fold,
  mark = '',
  onLink,
}: {
  readonly line: LogLine | undefined;
  readonly number: number;
  readonly top: number;
  readonly hasTime: boolean;
  readonly fold: FoldOfLine | undefined;
  readonly mark: 'linked' | 'hit' | '' | undefined;
  readonly onLink: (() => void) | undefined;
}): ReactNode {
  if (line === undefined) return null;
  const kind = line.text.startsWith('[Container] ') ? ' wrapper' : isErrorLine(line.text) ? ' error' : '';
  return (
    <div className={`log-row${kind} ${mark}`} style={{ transform: `translateY(${top}px)` }}>
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
      <FoldButton fold={fold} />
      {hasTime ? <time>{new Date(line.at).toISOString().slice(11, 23)}</time> : null}
      <Ansi text={line.text} />
      <FoldCount fold={fold} />
    </div>
  );
}
