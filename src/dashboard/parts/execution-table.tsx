// Executions as a list: result, revision, who started it, when and how long; two can be held against each other.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import { useNow } from '../data/clock.ts';
import { useWaitingExecutions } from '../data/queries.ts';
import { branchesOf, executionFilter, filtered, type ExecutionFilter } from './execution-filter.ts';
import { displayStatusOf, Status } from './states.tsx';
import { Time } from './time.tsx';
import { firstLine, formatDuration, shortId } from './words.ts';

export function ExecutionTable({
  executions,
  filter,
  onFilter,
  limit,
}: {
  readonly executions: readonly ExecutionSummary[];
  readonly filter: ExecutionFilter;
  readonly onFilter: (filter: ExecutionFilter) => void;
  /** More are shown when they are asked for. */
  readonly limit?: number;
}): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const toggle = (id: string): void =>
    setChosen((before) =>
      before.includes(id) ? before.filter((one) => one !== id) : [...before.slice(-1), id],
    );
  const [left, right] = chosen;
  const waiting = useWaitingExecutions();
  const found = filtered(executions, filter);
  const [isAll, setAll] = useState(false);
  const shown = isAll || limit === undefined ? found : found.slice(0, limit);
  const hasNames = new Set(executions.map(({ pipelineName }) => pipelineName)).size > 1;
  return (
    <>
      <Filters executions={executions} filter={filter} onFilter={onFilter} shown={found.length} />
      {left === undefined || right === undefined ? null : (
        <p>
          <Link to="/compare/$left/$right" params={{ left, right }} className="button" data-key="c">
            Compare {shortId(left)} with {shortId(right)}
          </Link>
        </p>
      )}
      <div className="scroll" tabIndex={0} role="region" aria-label="List of executions">
        <table className="executions rows">
          <thead>
            <tr>
              <th>
                <span className="hidden">Compare</span>
              </th>
              <th>Execution</th>
              {hasNames ? <th>Pipeline</th> : null}
              <th>Result</th>
              <th>Revision</th>
              <th>Started by</th>
              <th>Started</th>
              <th>Took</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((execution) => (
              <Row
                key={execution.executionId}
                execution={execution}
                isChosen={chosen.includes(execution.executionId)}
                onToggle={() => toggle(execution.executionId)}
                hasName={hasNames}
                isWaiting={waiting.has(execution.executionId)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === found.length ? null : (
        <button type="button" onClick={() => setAll(true)}>
          Show all {found.length}
        </button>
      )}
    </>
  );
}

function Row({
  execution,
  isChosen,
  onToggle,
  isWaiting,
  hasName,
}: {
  readonly execution: ExecutionSummary;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly isWaiting: boolean;
  /** The executions are of several pipelines. */
  readonly hasName: boolean;
}): ReactNode {
  const { executionId, status, sourceRevisions, trigger, startedAt, endedAt, rollbackOf, runName } =
    execution;
  const now = useNow();
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={`Compare ${shortId(executionId)}`}
          checked={isChosen}
          onChange={onToggle}
        />
      </td>
      <td>
        <Link to="/executions/$executionId" params={{ executionId }} data-row="">
          <code>{shortId(executionId)}</code>
        </Link>
        {runName === undefined ? null : <span> {runName}</span>}
      </td>
      {hasName ? <td className="name">{execution.pipelineName}</td> : null}
      <td>
        <Status displayStatus={isWaiting ? 'Waiting' : displayStatusOf(status)} />
        {rollbackOf === undefined ? null : <span className="quiet"> rollback to {shortId(rollbackOf)}</span>}
      </td>
      <td className="revision whole">
        {sourceRevisions.map(({ actionName, revisionId, revisionSummary = '', branch }) => (
          <span key={actionName} title={revisionSummary}>
            <code>{shortId(revisionId)}</code>{' '}
            {branch === undefined ? null : <span className="branch">{branch}</span>}{' '}
            {firstLine(revisionSummary)}
          </span>
        ))}
      </td>
      <td className="spare">{trigger.triggerDetail}</td>
      <td className="time">
        <Time at={startedAt} />
      </td>
      <td>{formatDuration((endedAt ?? now) - startedAt)}</td>
    </tr>
  );
}

interface FiltersProps {
  readonly executions: readonly ExecutionSummary[];
  readonly filter: ExecutionFilter;
  readonly onFilter: (filter: ExecutionFilter) => void;
  readonly shown: number;
}

function Filters({ executions, filter, onFilter, shown }: FiltersProps): ReactNode {
  const { status = '', branch = '', by = '', q = '' } = filter;
  const choose = (part: ExecutionFilter): void => onFilter(executionFilter({ ...filter, ...part }));
  return (
    <div className="row filters">
      <input
        type="search"
        aria-label="Filter by commit, message or person"
        placeholder="Filter: commit, message, person"
        data-key="/"
        value={q}
        onChange={(event) => choose({ q: event.target.value })}
      />
      <Choice
        name="Status"
        all="every status"
        values={executions.map((each) => each.status)}
        value={status}
        onChoose={(value) => choose({ status: value })}
      />
      <Choice
        name="Branch"
        all="every branch"
        values={executions.flatMap(branchesOf)}
        value={branch}
        onChoose={(value) => choose({ branch: value })}
      />
      <Choice
        name="Started by"
        all="everyone"
        values={executions.map(({ trigger }) => trigger.triggerDetail)}
        value={by}
        onChoose={(value) => choose({ by: value })}
      />
      {shown === executions.length ? null : (
        <span className="quiet" role="status">
          {shown} of {executions.length}
        </span>
      )}
    </div>
  );
}

/** Nothing to choose from is not shown. */
function Choice({
  name,
  all,
  values,
  value,
  onChoose,
}: {
  readonly name: string;
  readonly all: string;
  readonly values: readonly string[];
  readonly value: string;
  readonly onChoose: (value: string) => void;
}): ReactNode {
  const different = [...new Set([...values, value])].filter((each) => each !== '').toSorted();
  return different.length === 0 ? null : (
    <select aria-label={name} value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{all}</option>
      {different.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  );
}
