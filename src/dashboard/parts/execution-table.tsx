// Executions as a list: result, revision, who started it, when and how long; two can be held against each other.
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import { wordsOfExecution } from '../../view/execution-words.ts';
import { useNow } from '../data/clock.ts';
import { useWaitingExecutions } from '../data/queries.ts';
import { displayStatusOf, Status } from './states.tsx';
import { Time } from './time.tsx';
import { firstLine, formatDuration, shortId } from './words.ts';

export function ExecutionTable({
  executions,
  limit,
}: {
  readonly executions: readonly ExecutionSummary[];
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
  const { shown: found, filters } = useFilters(executions);
  const [isAll, setAll] = useState(false);
  const shown = isAll || limit === undefined ? found : found.slice(0, limit);
  const hasNames = new Set(executions.map(({ pipelineName }) => pipelineName)).size > 1;
  return (
    <>
      {filters}
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

/** What is shown of the executions, and the controls that say so. */
function useFilters(executions: readonly ExecutionSummary[]): {
  readonly shown: readonly ExecutionSummary[];
  readonly filters: ReactNode;
} {
  const [text, setText] = useState('');
  const [status, setStatus] = useState('');
  const [branch, setBranch] = useState('');
  const [person, setPerson] = useState('');
  const shown = executions.filter(
    (execution) =>
      (status === '' || execution.status === status) &&
      (branch === '' || branchesOf(execution).includes(branch)) &&
      (person === '' || execution.trigger.triggerDetail === person) &&
      wordsOfExecution(execution).includes(text.trim().toLowerCase()),
  );
  const filters = (
    <div className="row filters">
      <input
        type="search"
        aria-label="Filter by commit, message or person"
        placeholder="Filter: commit, message, person"
        data-key="/"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Choice
        name="Status"
        all="every status"
        values={executions.map((each) => each.status)}
        value={status}
        onChoose={setStatus}
      />
      <Choice
        name="Branch"
        all="every branch"
        values={executions.flatMap(branchesOf)}
        value={branch}
        onChoose={setBranch}
      />
      <Choice
        name="Started by"
        all="everyone"
        values={executions.map(({ trigger }) => trigger.triggerDetail)}
        value={person}
        onChoose={setPerson}
      />
      {shown.length === executions.length ? null : (
        <span className="quiet">
          {shown.length} of {executions.length}
        </span>
      )}
    </div>
  );
  return { shown, filters };
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
  const different = [...new Set(values)].filter((each) => each !== '').toSorted();
  return different.length === 0 ? null : (
    <select aria-label={name} value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{all}</option>
      {different.map((each) => (
        <option key={each}>{each}</option>
      ))}
    </select>
  );
}

function branchesOf({ sourceRevisions }: ExecutionSummary): readonly string[] {
  return sourceRevisions.flatMap(({ branch }) => branch ?? []);
}
