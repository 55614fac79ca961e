// The value stream of one pipeline: its stages from the source to production, each with the change that it holds, and on
// the way to it what it lacks.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { SourceRevision } from '../../state/execution-history.ts';
import { addressOf } from '../../view/execution-view.ts';
import type { Held, Station, ValueStream } from '../../view/value-stream.ts';
import { valueStreamQuery } from '../data/queries.ts';
import { BreakingName } from './breaking-name.tsx';
import { Commits, movesBetween, type Move } from './commits.tsx';
import { Failure, Mark } from './states.tsx';
import { Ago } from './time.tsx';
import { firstLine, formatDuration, formatSize, shortId } from './words.ts';

/** @param title of the card; without one it is named after the pipeline, with a link to it */
export function ValueStreamCard({
  pipelineName,
  title,
}: {
  readonly pipelineName: string;
  readonly title?: string;
}): ReactNode {
  const { data, error, refetch } = useQuery(valueStreamQuery(pipelineName));
  return (
    <section className="card flush" aria-label={`Value stream of ${pipelineName}`}>
      <header className="card-head">
        <h2>
          {title ?? (
            <Link to="/pipelines/$pipelineName" params={{ pipelineName }}>
              {pipelineName}
            </Link>
          )}
        </h2>
        <span className="quiet">{title === undefined ? '' : 'Which change is where.'}</span>
        <span className="fill" />
        {data === undefined ? null : <Times stream={data} />}
      </header>
      {error === null ? null : <Failure error={error} retry={() => void refetch()} />}
      {data === undefined ? null : <Stations stream={data} />}
      {data === undefined ? null : <Differences stream={data} />}
    </section>
  );
}

function Times({ stream: { throughMs, workShare, measured } }: { readonly stream: ValueStream }): ReactNode {
  if (throughMs === undefined || workShare === undefined)
    return <span className="quiet">No execution has gone through yet</span>;
  return (
    <span className="quiet" title={`Medians of ${counted(measured, 'execution')} that succeeded`}>
      <b className="strong">{formatDuration(throughMs)}</b> from start to end,{' '}
      <b className="strong">{Math.round(workShare * 100)} %</b> of it work
    </span>
  );
}

function Stations({ stream: { pipelineName, stations } }: { readonly stream: ValueStream }): ReactNode {
  return (
    <ol className="stream" tabIndex={0} aria-label={`Stages of ${pipelineName}, and what each holds`}>
      {stations.map((station, index) => (
        <li key={station.name}>
          {index === 0 ? null : <Way station={station} before={stations[index - 1]} />}
          <StationCard station={station} />
        </li>
      ))}
    </ol>
  );
}

/** Between each stage and the next that holds something else: the commits, read when they are asked for. */
function Differences({ stream: { pipelineName, stations } }: { readonly stream: ValueStream }): ReactNode {
  const pairs = stations.flatMap((station, index) => {
    const before = stations[index - 1];
    const moves = movesBetween(station.holds?.revisions ?? [], before?.holds?.revisions ?? []);
    return before === undefined || moves.length === 0 ? [] : [{ station, before, moves }];
  });
  return pairs.map(({ station, before, moves }) => (
    <Difference
      key={station.name}
      title={`${station.name} and ${before.name} differ`}
      pipelineName={pipelineName}
      moves={moves}
    />
  ));
}

function Difference({
  title,
  pipelineName,
  moves,
}: {
  readonly title: string;
  readonly pipelineName: string;
  readonly moves: readonly Move[];
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="group difference"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{title}</summary>
      <div className="pad">
        {isOpen
          ? moves.map((move) => <Commits key={move.actionName} pipelineName={pipelineName} move={move} />)
          : null}
      </div>
    </details>
  );
}

const namedChanges = 10;

/** Between two stages: what the right one lacks of the left one, and how long a change waits here. */
function Way({
  station,
  before,
}: {
  readonly station: Station;
  readonly before: Station | undefined;
}): ReactNode {
  const { lacks, isAhead, waitedBeforeMs, holds, name } = station;
  const from = before?.holds;
  const text = lacks.length > 0 ? String(lacks.length) : isAhead ? '↺' : '=';
  const said =
    lacks.length > 0
      ? `${name} lacks ${counted(lacks.length, 'change')}: ${lacks
          .slice(0, namedChanges)
          .map(({ revisions }) => revisionText(revisions))
          .join('; ')}`
      : isAhead
        ? `${name} holds a newer change than ${before?.name ?? 'the stage before'}`
        : `${name} lacks nothing`;
  const isSame = from === undefined || holds === undefined || from.executionId === holds.executionId;
  return (
    <div className={`way ${lacks.length > 0 || isAhead ? 'differs' : ''}`}>
      {isSame ? (
        <span className="lacks" title={said}>
          <span aria-hidden>{text}</span>
          <span className="hidden">{said}</span>
        </span>
      ) : (
        <Link
          to="/compare/$left/$right"
          params={{ left: holds.executionId, right: from.executionId }}
          className="lacks"
          title={`${said}. Compare`}
        >
          <span aria-hidden>{text}</span>
          <span className="hidden">{said}. Compare</span>
        </Link>
      )}
      <span className="quiet" title="Median of the time between the two stages">
        {waitedBeforeMs === undefined ? '' : formatDuration(waitedBeforeMs)}
      </span>
    </div>
  );
}

function StationCard({ station }: { readonly station: Station }): ReactNode {
  const { name, displayStatus, latest, holds, workedMs, differingArtifacts } = station;
  const isNewer = latest !== undefined && latest.executionId !== holds?.executionId;
  return (
    <section className={`station ${displayStatus}`} aria-label={name}>
      <h3>
        <Mark displayStatus={displayStatus} />
        <span>
          <BreakingName name={name} />
        </span>
      </h3>
      {holds === undefined ? (
        <p className="quiet">Nothing has gone through yet</p>
      ) : (
        <Content holds={holds} />
      )}
      {differingArtifacts.length === 0 ? null : (
        <p className="differing">≠ {differingArtifacts.join(', ')}</p>
      )}
      {isNewer ? (
        <p className="newer">
          {displayStatus === 'InProgress' || displayStatus === 'Waiting' ? 'now' : 'last'}{' '}
          <Link to="/executions/$executionId" params={{ executionId: latest.executionId }}>
            {shortId(latest.executionId)}
          </Link>{' '}
          {revisionText(latest.revisions)}
        </p>
      ) : null}
      <p className="quiet worked" title="Median of the time in this stage">
        {workedMs === undefined ? '–' : formatDuration(workedMs)}
      </p>
    </section>
  );
}

function Content({
  holds: { executionId, endedAt, revisions, artifacts, endpoints },
}: {
  readonly holds: Held;
}) {
  return (
    <>
      {revisions.map(({ actionName, revisionId, revisionSummary = '' }) => (
        <p key={actionName} className="one-line" title={revisionSummary}>
          <code>{shortId(revisionId)}</code> {firstLine(revisionSummary)}
        </p>
      ))}
      <p className="quiet">
        <Link to="/executions/$executionId" params={{ executionId }}>
          {shortId(executionId)}
        </Link>{' '}
        {endedAt === undefined ? null : <Ago at={endedAt} />}
      </p>
      {artifacts.map(({ name, digest, sizeBytes }) => (
        <p key={name} className="quiet one-line" title={digest}>
          {name} <code>{shortId(digest)}</code> {formatSize(sizeBytes)}
        </p>
      ))}
      {endpoints.map((endpoint) => (
        <a
          key={`${endpoint.name} ${endpoint.url}`}
          href={addressOf(endpoint)}
          target="_blank"
          rel="noreferrer"
          className="below"
        >
          <span aria-hidden>↗</span> {endpoint.name}
        </a>
      ))}
    </>
  );
}

function revisionText(revisions: readonly SourceRevision[]): string {
  return revisions
    .map(({ revisionId, revisionSummary = '' }) =>
      `${shortId(revisionId)} ${firstLine(revisionSummary)}`.trim(),
    )
    .join(', ');
}
