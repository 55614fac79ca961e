// When what happened: stages, actions, phases, steps and lifecycle events as bars over the time of the execution. Rollbacks stand
// apart. Choosing an action shows its log.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { ExecutionView } from '../../view/execution-view.ts';
import { counted } from '../../lib/counted.ts';
import { useNow } from '../data/clock.ts';
import { expectedQuery } from '../data/queries.ts';
import { expectedBars, medians, type ExpectedBar } from './expected-bars.ts';
import { Mark } from './states.tsx';
import { barsOf, ticksOf, type Bar } from './timeline-bars.ts';
import { Time } from './time.tsx';
import { formatDuration } from './words.ts';

export function Timeline({
  view,
  chosen,
  onChoose,
}: {
  readonly view: ExecutionView;
  /** The action whose log is shown, by its actionExecutionId. */
  readonly chosen: string | undefined;
  readonly onChoose: (actionExecutionId: string) => void;
}): ReactNode {
  const now = useNow();
  const { data: expectedTimes } = useQuery(expectedQuery(view.executionId));
  const expected = expectedBars(view, expectedTimes, now);
  const bars = withExpected(barsOf(view, now), expected);
  const usual = medians(expectedTimes);
  const failed = deepestFailure(bars)?.key;
  const list = useShownRow(failed);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  if (bars.length === 0) return null;
  const start = Math.min(...bars.map(({ from }) => from));
  const until = Math.max(...bars.filter(hasBegun).map(({ to }) => to));
  const span = Math.max(1, Math.max(until, ...expected.map(({ to }) => to)) - start);
  const isOpen = ({ key, displayStatus }: Bar): boolean =>
    unfolded.has(key) || (!folded.has(key) && !/^(?:Succeeded|Skipped|Pending)$/.test(displayStatus));
  const open = openOf(bars, isOpen);
  const shown = bars.filter(({ depth, parent }) => depth < 2 || open.has(parent));
  const toggle = ({ key }: Bar): void => {
    const isClosing = open.has(key);
    setFolded(changed(folded, key, isClosing));
    setUnfolded(changed(unfolded, key, !isClosing));
  };
  return (
    <section className="card flush timeline-card" aria-label="Timeline">
      <Head expected={expected} executions={expectedTimes?.executions ?? 0} {...{ start, until, now }} />
      <div className="timeline-axis" aria-hidden>
        {ticksOf(span).map((at) => (
          <span key={at} style={{ left: `${(at / span) * 100}%` }}>
            +{formatDuration(at).replace(/ 00[sm]$|\.0(?=s$)/, '')}
          </span>
        ))}
      </div>
      <ol className="timeline" ref={list}>
        {shown.map((bar) => (
          <li
            key={bar.key}
            data-bar={bar.key}
            className={`depth-${bar.depth}${bar.isRollback ? ' rollback' : ''}`}
          >
            <Name
              bar={bar}
              isOpen={open.has(bar.key)}
              isChosen={chosen !== undefined && bar.actionExecutionId === chosen}
              onToggle={() => toggle(bar)}
              onChoose={onChoose}
            />
            <Track bar={bar} expected={expected} axis={{ start, span }} />
            <Took bar={bar} usualMs={usual.get(bar.key)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The bars whose parts are shown: they are open, and what they are a part of is. */
function openOf(bars: readonly Bar[], isOpen: (bar: Bar) => boolean): ReadonlySet<string> {
  const open = new Set<string>();
  // What a bar is a part of stands before it.
  for (const bar of bars)
    if (bar.parts > 0 && (bar.depth === 1 || open.has(bar.parent)) && isOpen(bar)) open.add(bar.key);
  return open;
}

/** The first that failed itself, and not because of a part of it. */
function deepestFailure(bars: readonly Bar[]): Bar | undefined {
  const failed = bars.filter(({ depth, displayStatus }) => depth > 1 && displayStatus === 'Failed');
  return failed.find(({ key }) => !failed.some(({ parent }) => parent === key));
}

function Head({
  start,
  until,
  now,
  expected,
  executions,
}: {
  readonly start: number;
  readonly until: number;
  readonly now: number;
  readonly expected: readonly ExpectedBar[];
  /** How many the medians are of. */
  readonly executions: number;
}): ReactNode {
  const left = Math.max(0, ...expected.map(({ to }) => to - now));
  return (
    <header className="card-head">
      <h2>Timeline</h2>
      <span className="quiet">
        <Time at={start} /> – <Time at={until} />, {formatDuration(until - start)}
        {left === 0 ? '' : `, about ${formatDuration(left)} left`}
        {executions === 0 ? '' : ` · next to medians of ${counted(executions, 'execution')}`}
      </span>
    </header>
  );
}

function Track({
  bar: { key, from, to, displayStatus, isRollback },
  expected,
  axis: { start, span },
}: {
  readonly bar: Bar;
  readonly expected: readonly ExpectedBar[];
  /** Milliseconds: since the epoch, and long. */
  readonly axis: { readonly start: number; readonly span: number };
}): ReactNode {
  const share = (ms: number): number => (ms / span) * 100;
  const ahead = expected.find((each) => each.key === key);
  return (
    <span className="track">
      {displayStatus === 'Pending' ? null : (
        <span
          className={`span ${isRollback ? 'RolledBack' : displayStatus}`}
          style={{ left: `${share(from - start)}%`, width: `${Math.max(0.3, share(to - from))}%` }}
        />
      )}
      {ahead === undefined ? null : (
        <span
          className="span expected"
          style={{ left: `${share(ahead.from - start)}%`, width: `${share(ahead.to - ahead.from)}%` }}
        />
      )}
    </span>
  );
}

/** What has not begun has a row as well, behind what of its stage has. */
function withExpected(bars: readonly Bar[], expected: readonly ExpectedBar[]): readonly Bar[] {
  const all = [...bars];
  const known = new Set(bars.map(({ key }) => key));
  for (const { key, parent, name, depth, from } of expected) {
    if (known.has(key)) continue;
    const bar: Bar = {
      key,
      parent,
      name,
      depth,
      from,
      to: from,
      displayStatus: 'Pending',
      parts: 0,
      isRollback: false,
    };
    const last = all.findLastIndex(
      (each) => each.key === parent || each.parent === parent || each.parent.startsWith(`${parent}/`),
    );
    if (depth === 0 || last === -1) all.push(bar);
    else all.splice(last + 1, 0, bar);
    known.add(key);
  }
  return all;
}

function hasBegun({ displayStatus }: Bar): boolean {
  return displayStatus !== 'Pending';
}

/** How long, and how long earlier ones took. */
function Took({ bar, usualMs }: { readonly bar: Bar; readonly usualMs: number | undefined }): ReactNode {
  const took = bar.displayStatus === 'Pending' ? '' : formatDuration(bar.to - bar.from);
  const usual = usualMs === undefined ? '' : formatDuration(usualMs);
  return (
    <span className="took">
      {took}
      {usual === '' ? null : (
        <span title="The median of earlier executions that succeeded">
          {took === '' ? 'about ' : ' · '}
          <span className="hidden">usually </span>
          {usual}
        </span>
      )}
    </span>
  );
}

/** Scrolls the list, and not the page, to the row of this bar once it is there. */
function useShownRow(key: string | undefined): RefObject<HTMLOListElement | null> {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const row = key === undefined ? null : list.current?.querySelector(`[data-bar="${CSS.escape(key)}"]`);
    if (list.current === null || !(row instanceof HTMLElement)) return;
    list.current.scrollTop = row.offsetTop - list.current.clientHeight / 2;
  }, [key]);
  return list;
}

function changed(set: ReadonlySet<string>, key: string, isIn: boolean): ReadonlySet<string> {
  const next = new Set(set);
  if (isIn) next.add(key);
  else next.delete(key);
  return next;
}

function Name({
  bar: { name, displayStatus, parts, isRollback, actionExecutionId },
  isOpen,
  isChosen,
  onToggle,
  onChoose,
}: {
  readonly bar: Bar;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onChoose: (actionExecutionId: string) => void;
}): ReactNode {
  return (
    <span className="name" title={name}>
      {parts > 0 ? (
        <button
          type="button"
          className="plain fold"
          aria-expanded={isOpen}
          aria-label={`Parts of ${name}`}
          onClick={onToggle}
        >
          {isOpen ? '▾' : '▸'}
        </button>
      ) : null}
      {isRollback ? <span aria-hidden>↺</span> : <Mark displayStatus={displayStatus} />}
      {actionExecutionId === undefined ? (
        <span>{name}</span>
      ) : (
        <button
          type="button"
          className="link"
          aria-pressed={isChosen}
          onClick={() => onChoose(actionExecutionId)}
        >
          {name}
        </button>
      )}
    </span>
  );
}
