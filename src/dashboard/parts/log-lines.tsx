// The lines of one log: live, searchable, with a way to the next error and to each phase.
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
  type RefObject,
} from 'react';
import type { LogLine } from '../../state/log-store.ts';
import { readLog } from '../data/log-lines.ts';
import { CopyLink, Jumps } from './log-jumps.tsx';
import { LogRow } from './log-row.tsx';
import { FoldAll, foldOf, useFolding } from './log-folding.tsx';
import type { LogPart } from './log-outcomes.ts';
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
  parts = noParts,
  link,
}: {
  readonly executionId: string;
  readonly actionExecutionId: string;
  /** The same for as long as they do not change: what became of its phases or steps. */
  readonly parts?: readonly LogPart[];
  /** Where lines have addresses of their own. */
  readonly link?: LinkedLine;
}): ReactNode {
  const reading = useMemo(() => readLog(executionId, actionExecutionId), [executionId, actionExecutionId]);
  const { lines, isOver, error } = useSyncExternalStore(reading.subscribe, reading.read);
  if (error !== undefined) return <Failure error={error} />;
  if (lines.length === 0)
    return <p className="quiet pad">{isOver ? 'It printed nothing.' : 'Nothing has been printed yet.'}</p>;
  const address = `/executions/${executionId}/logs/${actionExecutionId}`;
  return <Lines lines={lines} isOver={isOver} parts={parts} link={link} address={address} />;
}

const noParts: readonly LogPart[] = [];

interface LinesProps {
  readonly lines: readonly LogLine[];
  readonly isOver: boolean;
  readonly parts: readonly LogPart[];
  readonly link: LinkedLine | undefined;
  /** Of the page of this log. */
  readonly address: string;
}

function Lines({ lines, isOver, parts, link, address }: LinesProps): ReactNode {
  const linked = link?.line;
  const place = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(linked === undefined);
  const [shown, setShown] = useState<Shown>({ hasTimes: false, isWrapped: true });
  const [marked, setMarked] = useState<number>();
  const folding = useFolding(lines, parts);
  const { visible } = folding;
  const rows = useRows(visible, place);
  const scrollTo = useScrollTo(visible, (row) => rows.scrollToIndex(row, { align: 'center' }));
  const show = (index: number): void => {
    folding.unfoldAt(index);
    scrollTo(index);
  };
  const go = (index: number): void => {
    setFollowing(false);
    setMarked(index);
    show(index);
  };
  const search = useLogSearch(lines, go);
  useEffect(() => {
    if (isFollowing && visible.length > 0) rows.scrollToIndex(visible.length - 1, { align: 'end' });
  }, [isFollowing, visible.length, rows]);
  useEffect(() => rows.measure(), [rows, shown]);
  useLinkedLine(linked, lines.length, show);
  return (
    <>
      <div className="row log-tools">
        <LogSearchBox search={search} />
        <Jumps lines={lines} sections={folding.sections} go={go} marked={marked} />
        <FoldAll folding={folding} />
        <CopyLink address={address} line={search.current ?? marked ?? (linked ?? 1) - 1} />
        <span className="fill" />
        <ShownToggles shown={shown} onChange={setShown} />
        <Toggle name={isOver ? 'end' : 'follow'} isOn={isFollowing} onChange={setFollowing} dataKey="f" />
        <span className="quiet">{lines.length.toLocaleString('en')} lines</span>
      </div>
      <div
        ref={place}
        className={shown.isWrapped ? 'log wrapped' : 'log'}
        tabIndex={0}
        role="log"
        aria-label="Output"
        aria-live="off"
        onWheel={({ deltaY }) => deltaY < 0 && setFollowing(false)}
        onKeyDown={({ key }) => scrollsUp(key) && setFollowing(false)}
      >
        <div className="log-rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index: row, start, key }) => {
            const index = visible[row] ?? 0;
            const mark = markOf(index, { linked, marked, hit: search.current });
            const onLink = link === undefined ? undefined : () => link.onLink(index + 1);
            return (
              <LogRow
                key={key}
                row={row}
                measure={rows.measureElement}
                line={lines[index]}
                number={index + 1}
                top={start}
                hasTime={shown.hasTimes}
                {...{ fold: foldOf(index, folding), mark, onLink }}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}

/** Once, when the line is there. @param linked from 1 */
function useLinkedLine(linked: number | undefined, count: number, scrollTo: (index: number) => void): void {
  const hasJumped = useRef(false);
  useEffect(() => {
    if (linked === undefined || hasJumped.current || count < linked) return;
    hasJumped.current = true;
    scrollTo(linked - 1);
  }, [linked, count, scrollTo]);
}

/** Only what is seen is drawn. @param visible the indices of the lines that are not folded */
function useRows(visible: readonly number[], place: RefObject<HTMLDivElement | null>) {
  return useVirtualizer({
    count: visible.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowPixels,
    getItemKey: (row) => visible[row] ?? row,
    overscan: 30,
  });
}

interface Marks {
  /** From 1. */
  readonly linked: number | undefined;
  readonly marked: number | undefined;
  readonly hit: number | undefined;
}

function markOf(index: number, { linked, marked, hit }: Marks): 'linked' | 'hit' | undefined {
  if (hit === index) return 'hit';
  return linked === index + 1 || marked === index ? 'linked' : undefined;
}

function scrollsUp(key: string): boolean {
  return /^(?:ArrowUp|PageUp|Home)$/.test(key);
}

interface Shown {
  readonly hasTimes: boolean;
  readonly isWrapped: boolean;
}

function ShownToggles({
  shown,
  onChange,
}: {
  readonly shown: Shown;
  readonly onChange: (shown: Shown) => void;
}): ReactNode {
  const { hasTimes, isWrapped } = shown;
  return (
    <>
      <Toggle name="wrap" isOn={isWrapped} onChange={(isOn) => onChange({ ...shown, isWrapped: isOn })} />
      <Toggle name="times" isOn={hasTimes} onChange={(isOn) => onChange({ ...shown, hasTimes: isOn })} />
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
