// What one action printed: live, searchable, every line with an address of its own.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { LogLine } from '../../state/log-store.ts';
import type { StageView } from '../../view/execution-view.ts';
import { readLog } from '../data/log-lines.ts';
import { executionQuery } from '../data/queries.ts';
import { Ansi } from '../parts/ansi.tsx';
import { LogSearchBox, useLogSearch } from '../parts/log-search.tsx';
import { Failure, Status } from '../parts/states.tsx';
import { shortId } from '../parts/words.ts';

const route = '/executions/$executionId/logs/$actionExecutionId';
const rowPixels = 20;

export function Log(): ReactNode {
  const { executionId, actionExecutionId } = useParams({ from: route });
  const reading = useMemo(() => readLog(executionId, actionExecutionId), [executionId, actionExecutionId]);
  const { lines, isOver, error } = useSyncExternalStore(reading.subscribe, reading.read);
  const { data } = useQuery(executionQuery(executionId));
  const action = data?.view.stages
    .flatMap((stage) => [...stage.actions, ...rulesOf(stage)])
    .find((one) => one.actionExecutionId === actionExecutionId);
  return (
    <>
      <p className="quiet">
        {data === undefined ? null : (
          <Link to="/pipelines/$pipelineName" params={{ pipelineName: data.view.pipelineName }}>
            {data.view.pipelineName}
          </Link>
        )}{' '}
        ›{' '}
        <Link to="/executions/$executionId" params={{ executionId }}>
          {shortId(executionId)}
        </Link>{' '}
        › log
      </p>
      <div className="row">
        <h1>
          {action?.name ?? 'Log'}{' '}
          {action === undefined ? null : <Status displayStatus={action.displayStatus} />}
        </h1>
        <span className="fill" />
        <a
          className="button"
          href={`/api/v1/executions/${executionId}/actions/${actionExecutionId}/log/text`}
          download={`${action?.name ?? actionExecutionId}.log`}
        >
          Download
        </a>
      </div>
      {error === undefined ? null : <Failure error={error} />}
      {lines.length === 0 && error === undefined ? (
        <p className="quiet">{isOver ? 'It printed nothing.' : 'Nothing has been printed yet.'}</p>
      ) : (
        <Lines lines={lines} isOver={isOver} />
      )}
    </>
  );
}

/** Rules that ran something have a log as actions do. */
function rulesOf({ conditions }: StageView) {
  return conditions.flatMap(({ rules }) =>
    rules.map(({ name, succeeded, ruleExecutionId }) => ({
      name,
      displayStatus: succeeded ? ('Succeeded' as const) : ('Failed' as const),
      actionExecutionId: ruleExecutionId,
    })),
  );
}

function Lines({
  lines,
  isOver,
}: {
  readonly lines: readonly LogLine[];
  readonly isOver: boolean;
}): ReactNode {
  const { line: linked } = useSearch({ from: route });
  const navigate = useNavigate({ from: route });
  const place = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(linked === undefined);
  const [hasTimes, setTimes] = useState(false);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowPixels,
    overscan: 30,
  });
  const go = (index: number): void => {
    setFollowing(false);
    rows.scrollToIndex(index, { align: 'center' });
  };
  const search = useLogSearch(lines, go);
  useEffect(() => {
    if (isFollowing && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [isFollowing, lines.length, rows]);
  const hasJumped = useRef(false);
  useEffect(() => {
    if (linked === undefined || hasJumped.current || lines.length < linked) return;
    hasJumped.current = true;
    rows.scrollToIndex(linked - 1, { align: 'center' });
  }, [linked, lines.length, rows]);
  return (
    <>
      <div className="row log-tools">
        <LogSearchBox search={search} />
        <PhaseButtons lines={lines} go={go} />
        <span className="fill" />
        <Toggle name="times" isOn={hasTimes} onChange={setTimes} />
        <Toggle name={isOver ? 'end' : 'follow'} isOn={isFollowing} onChange={setFollowing} />
        <span className="quiet">{lines.length} lines</span>
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
          {rows.getVirtualItems().map(({ index, start, key }) => (
            <Row
              key={key}
              line={lines[index]}
              number={index + 1}
              top={start}
              hasTime={hasTimes}
              isLinked={linked === index + 1}
              isHit={search.current === index}
              onLink={() => void navigate({ search: { line: index + 1 }, replace: true })}
            />
          ))}
        </div>
      </div>
    </>
  );
}

function Toggle({
  name,
  isOn,
  onChange,
}: {
  readonly name: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}): ReactNode {
  return (
    <label className="choice">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} /> {name}
    </label>
  );
}

const phaseLine = /^\[Container\] .{26} Entering phase (\w+)/;

function PhaseButtons({
  lines,
  go,
}: {
  readonly lines: readonly LogLine[];
  readonly go: (index: number) => void;
}): ReactNode {
  const phases = useMemo(
    () =>
      lines.flatMap(({ text }, index) => {
        const name = phaseLine.exec(text)?.[1];
        return name === undefined ? [] : [{ index, name }];
      }),
    [lines],
  );
  return phases.map(({ index, name }) => (
    <button key={index} type="button" className="chip" onClick={() => go(index)}>
      {name}
    </button>
  ));
}

function Row({
  line,
  number,
  top,
  hasTime,
  isLinked,
  isHit,
  onLink,
}: {
  readonly line: LogLine | undefined;
  readonly number: number;
  readonly top: number;
  readonly hasTime: boolean;
  readonly isLinked: boolean;
  readonly isHit: boolean;
  readonly onLink: () => void;
}): ReactNode {
  if (line === undefined) return null;
  const isOurs = line.text.startsWith('[Container] ');
  return (
    <div
      className={`log-row${isOurs ? ' wrapper' : ''}${isLinked ? ' linked' : ''}${isHit ? ' hit' : ''}`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <button
        type="button"
        className="number"
        tabIndex={-1}
        onClick={onLink}
        aria-label={`Link to line ${number}`}
      >
        {number}
      </button>
      {hasTime ? <time>{new Date(line.at).toISOString().slice(11, 23)}</time> : null}
      <Ansi text={line.text} />
    </div>
  );
}
