// When what happened: stages, actions, phases and lifecycle events as bars over the time of the execution. Rollbacks stand
// apart. Choosing an action shows its log.
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { ExecutionView } from '../../view/execution-view.ts';
import { useNow } from '../data/clock.ts';
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
  const bars = barsOf(view, now);
  const failed = bars.find(({ depth, displayStatus }) => depth === 2 && displayStatus === 'Failed')?.key;
  const list = useShownRow(failed);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  if (bars.length === 0) return null;
  const start = Math.min(...bars.map(({ from }) => from));
  const span = Math.max(1, Math.max(...bars.map(({ to }) => to)) - start);
  const isOpen = ({ key, displayStatus }: Bar): boolean =>
    unfolded.has(key) || (!folded.has(key) && displayStatus !== 'Succeeded' && displayStatus !== 'Skipped');
  const open = new Set(bars.filter((bar) => bar.depth === 1 && isOpen(bar)).map(({ key }) => key));
  const shown = bars.filter(({ depth, parent }) => depth < 2 || open.has(parent));
  const toggle = ({ key }: Bar): void => {
    const isClosing = open.has(key);
    setFolded(changed(folded, key, isClosing));
    setUnfolded(changed(unfolded, key, !isClosing));
  };
  return (
    <section className="card flush timeline-card" aria-label="Timeline">
      <header className="card-head">
        <h2>Timeline</h2>
        <span className="quiet">
          <Time at={start} /> – <Time at={start + span} />, {formatDuration(span)}
        </span>
      </header>
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
            <span className="track">
              <span
                className={`span ${bar.isRollback ? 'RolledBack' : bar.displayStatus}`}
                style={{
                  left: `${((bar.from - start) / span) * 100}%`,
                  width: `${Math.max(0.3, ((bar.to - bar.from) / span) * 100)}%`,
                }}
              />
            </span>
            <span className="took">{formatDuration(bar.to - bar.from)}</span>
          </li>
        ))}
      </ol>
    </section>
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
  bar: { name, title, depth, displayStatus, parts, isRollback, actionExecutionId },
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
    <span className="name" title={title ?? name}>
      {depth === 1 && parts > 0 ? (
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
      {isRollback ? <span aria-hidden>↺</span> : <Mark displayStatus={displayStatus} />}{' '}
      {actionExecutionId === undefined ? (
        name
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
