// Pipelines as rows: what waits, what failed, what runs, the rest; and a filter by state and by text.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { DisplayStatus, Endpoint } from '../../view/execution-view.ts';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { useNow } from '../data/clock.ts';
import { isFailing } from './needs-attention.tsx';
import { ResultStrip } from './result-strip.tsx';
import { displayStatusOf, Mark, Status } from './states.tsx';
import { ago, firstLine, formatDuration, medianOf, shortId } from './words.ts';

const states = ['all', 'waiting', 'failing', 'running'] as const;
type State = (typeof states)[number];

/** In the order of the rows. */
const ranks = ['waiting', 'failing', 'running', 'quiet'] as const;
type Rank = (typeof ranks)[number];

export function PipelineTable({ pipelines }: { readonly pipelines: readonly PipelineOverview[] }): ReactNode {
  const [state, setState] = useState<State>('all');
  const [text, setText] = useState('');
  const rows = pipelines.map((pipeline) => ({ pipeline, state: stateOf(pipeline) }));
  const shown = rows
    .filter((row) => state === 'all' || row.state === state)
    .filter(({ pipeline }) => textOfRow(pipeline).includes(text.trim().toLowerCase()))
    .toSorted((a, b) => ranks.indexOf(a.state) - ranks.indexOf(b.state));
  return (
    <section className="card flush" aria-label="All pipelines">
      <header className="card-head">
        <h2>Pipelines</h2>
        <div className="segments" role="group" aria-label="State">
          {states.map((each) => (
            <button key={each} type="button" aria-pressed={state === each} onClick={() => setState(each)}>
              {each} {each === 'all' ? rows.length : rows.filter((row) => row.state === each).length}
            </button>
          ))}
        </div>
        <span className="fill" />
        <input
          type="search"
          aria-label="Filter by name, commit or person"
          placeholder="Filter: name, commit, person"
          value={text}
          data-key="/"
          onChange={(event) => setText(event.target.value)}
        />
      </header>
      <div className="scroll">
        <table className="list">
          <thead>
            <tr>
              <th>State</th>
              <th>Name</th>
              <th>Stages</th>
              <th>Last 12</th>
              <th>Newest change</th>
              <th>By</th>
              <th>When</th>
              <th className="number">Took · median</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ pipeline }) => (
              <Row key={pipeline.pipelineName} pipeline={pipeline} />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === 0 ? <p className="quiet pad">No pipeline is like that.</p> : null}
    </section>
  );
}

function stateOf(pipeline: PipelineOverview): Rank {
  if (pipeline.waiting.length > 0) return 'waiting';
  if (pipeline.running.length > 0) return 'running';
  return isFailing(pipeline) ? 'failing' : 'quiet';
}

function textOfRow({ pipelineName, recent: [last] }: PipelineOverview): string {
  const revisions = last?.sourceRevisions.map(
    ({ revisionId, revisionSummary = '' }) => `${revisionId} ${revisionSummary}`,
  );
  return [pipelineName, last?.trigger.triggerDetail, ...(revisions ?? [])].join(' ').toLowerCase();
}

function Row({ pipeline }: { readonly pipeline: PipelineOverview }): ReactNode {
  const { pipelineName, recent, endpoints } = pipeline;
  const now = useNow();
  const [last] = recent;
  const status = shownStatus(pipeline);
  const [revision] = last?.sourceRevisions ?? [];
  const median = medianOf(
    recent.flatMap(({ status: of, startedAt, endedAt }) =>
      of === 'Succeeded' && endedAt !== undefined ? [endedAt - startedAt] : [],
    ),
  );
  return (
    <tr className={status}>
      <td>
        {last === undefined ? <span className="quiet">never ran</span> : <Status displayStatus={status} />}
      </td>
      <th scope="row">
        <Link to="/pipelines/$pipelineName" params={{ pipelineName }} data-row="">
          {pipelineName}
        </Link>
        {endpoints.filter(isShared).map(({ name, url }) => (
          <a key={url} href={url} target="_blank" rel="noreferrer" className="below">
            <span aria-hidden>↗</span> {name} {url}
          </a>
        ))}
      </th>
      <td>
        <StageMarks pipeline={pipeline} />
      </td>
      <td>{recent.length === 0 ? null : <ResultStrip executions={recent.slice(0, 12)} />}</td>
      <td className="revision">
        {revision === undefined ? null : (
          <span title={revision.revisionSummary}>
            <code>{shortId(revision.revisionId)}</code> {firstLine(revision.revisionSummary ?? '')}
          </span>
        )}
      </td>
      <td>{last?.trigger.triggerDetail}</td>
      <td className="time">{last === undefined ? '' : ago(last.endedAt ?? last.startedAt, now)}</td>
      <td className="number">
        {last === undefined ? '' : formatDuration((last.endedAt ?? now) - last.startedAt)}
        {median === undefined ? '' : <span className="quiet"> · {formatDuration(median)}</span>}
      </td>
    </tr>
  );
}

function shownStatus({ waiting, recent: [last] }: PipelineOverview): DisplayStatus {
  if (waiting.length > 0) return 'Waiting';
  return last === undefined ? 'Pending' : displayStatusOf(last.status);
}

/** A stage in which an approval waits is waiting, whatever else runs in it. */
function StageMarks({ pipeline: { stages, waiting } }: { readonly pipeline: PipelineOverview }): ReactNode {
  const waits = (name: string): boolean => waiting.some(({ stageName }) => stageName === name);
  return (
    <ol className="stage-marks">
      {stages.map(({ name, displayStatus, isClosed }) => (
        <li key={name} title={isClosed ? `${name}: nothing may enter` : name}>
          <Mark displayStatus={waits(name) ? 'Waiting' : displayStatus} />
          <span className="hidden">{name}</span>
          {isClosed ? <span title="Nothing may enter">⛔</span> : null}
        </li>
      ))}
    </ol>
  );
}

/** What leads to all of something, and not to one host of it: hosts have a table of their own. */
function isShared({ detail }: Endpoint): boolean {
  return detail !== 'this host alone';
}
