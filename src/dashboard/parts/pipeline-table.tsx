// Pipelines as rows: what waits, what failed, what runs, the rest; and a filter by state and by text.
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { rankOf, stateOf, type Rank } from './pipeline-rank.ts';
import { PipelineRow } from './pipeline-row.tsx';
import { groupsOf } from './pipeline-groups.ts';
import { pipelineStates, type HomeSearch, type PipelineState } from './pipeline-states.ts';

interface Ranked {
  readonly pipeline: PipelineOverview;
  readonly rank: Rank;
}

/** More are shown when they are asked for: a page of a hundred rows is long. */
const shownRows = 25;

export function PipelineTable({ pipelines }: { readonly pipelines: readonly PipelineOverview[] }): ReactNode {
  const { state, q = '', group } = useSearch({ from: '/' });
  const [isAll, setAll] = useState(false);
  const rows = pipelines.map((pipeline) => ({ pipeline, rank: stateOf(pipeline) }));
  const found = rows
    .filter((row) => state === undefined || row.rank === state)
    .filter(({ pipeline }) => textOfRow(pipeline).includes(q.trim().toLowerCase()))
    .toSorted((a, b) => rankOf(a.pipeline) - rankOf(b.pipeline));
  const isGrouped = group === 1;
  const shown = isAll || isGrouped ? found : found.slice(0, shownRows);
  return (
    <section className="card flush" aria-label="All pipelines">
      <Filters rows={rows} />
      <div className="scroll" tabIndex={0} role="region" aria-label="Pipelines">
        <table className="list pipelines rows">
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
          {isGrouped ? (
            groupsOf(shown, ({ pipeline }) => pipeline.pipelineName).map(({ name, rows: own }) => (
              <GroupRows key={name} name={name} rows={own} />
            ))
          ) : (
            <tbody>
              {shown.map(({ pipeline }) => (
                <PipelineRow key={pipeline.pipelineName} pipeline={pipeline} />
              ))}
            </tbody>
          )}
        </table>
      </div>
      {found.length === 0 ? <p className="quiet pad">No pipeline is like that.</p> : null}
      {shown.length === found.length ? null : (
        <div className="more">
          <button type="button" onClick={() => setAll(true)}>
            Show all {found.length}
          </button>
        </div>
      )}
    </section>
  );
}

function Filters({ rows }: { readonly rows: readonly Ranked[] }): ReactNode {
  const search = useSearch({ from: '/' });
  const { state, q = '', group } = search;
  const { state: _state, ...withoutState } = search;
  const { group: _group, ...withoutGroup } = search;
  const navigate = useNavigate({ from: '/' });
  const show = (next: HomeSearch): void => void navigate({ search: next, replace: true });
  const choose = (each: PipelineState | undefined): void =>
    show(each === undefined ? withoutState : { ...search, state: each });
  const count = (each: PipelineState): number => rows.filter(({ rank }) => rank === each).length;
  return (
    <header className="card-head">
      <h2>Pipelines</h2>
      <div className="segments" role="group" aria-label="State">
        <button type="button" aria-pressed={state === undefined} onClick={() => choose(undefined)}>
          all {rows.length}
        </button>
        {pipelineStates.map((each) => (
          <button key={each} type="button" aria-pressed={state === each} onClick={() => choose(each)}>
            {each} {count(each)}
          </button>
        ))}
      </div>
      {rows.length < shownRows ? null : (
        <label className="choice">
          <input
            type="checkbox"
            checked={group === 1}
            onChange={(event) => show(event.target.checked ? { ...search, group: 1 } : withoutGroup)}
          />
          in groups
        </label>
      )}
      <span className="fill" />
      <input
        type="search"
        aria-label="Filter by name, commit or person"
        placeholder="Filter: name, commit, person"
        defaultValue={q}
        data-key="/"
        onChange={(event) => show({ ...search, q: event.target.value })}
      />
    </header>
  );
}

/** Open where something waits, has failed or runs. */
function GroupRows({ name, rows }: { readonly name: string; readonly rows: readonly Ranked[] }): ReactNode {
  const counts = pipelineStates.flatMap((each) => {
    const count = rows.filter(({ rank }) => rank === each).length;
    return count === 0 ? [] : [`${count} ${each}`];
  });
  const [isOpen, setOpen] = useState(counts.length > 0);
  return (
    <tbody>
      <tr className="group-row">
        <th colSpan={8} scope="rowgroup">
          <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <span aria-hidden>{isOpen ? '▾' : '▸'}</span> {name}
          </button>{' '}
          <span className="quiet">{[counted(rows.length, 'pipeline'), ...counts].join(', ')}</span>
        </th>
      </tr>
      {isOpen
        ? rows.map(({ pipeline }) => <PipelineRow key={pipeline.pipelineName} pipeline={pipeline} />)
        : null}
    </tbody>
  );
}

function textOfRow({ pipelineName, recent: [last] }: PipelineOverview): string {
  const revisions = last?.sourceRevisions.map(
    ({ revisionId, revisionSummary = '' }) => `${revisionId} ${revisionSummary}`,
  );
  return [pipelineName, last?.trigger.triggerDetail, ...(revisions ?? [])].join(' ').toLowerCase();
}
