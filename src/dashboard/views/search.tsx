// What a text is found in: pipelines, executions with their commits, and lines of logs.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import type { LogHit } from '../../server/search-logs.ts';
import { pipelinesQuery, searchQuery } from '../data/queries.ts';
import { Ansi } from '../parts/ansi.tsx';
import type { ExecutionFilter } from '../parts/execution-filter.ts';
import { ExecutionTable } from '../parts/execution-table.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { Failure, Loading } from '../parts/states.tsx';
import { shortId } from '../parts/words.ts';

export function Search(): ReactNode {
  const { q = '' } = useSearch({ from: '/search' });
  usePageTitle(q === '' ? 'Search' : `“${q}”`);
  const navigate = useNavigate();
  const [text, setText] = useState(q);
  return (
    <>
      <h1>Search</h1>
      <form
        className="row"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void navigate({ to: '/search', search: { q: text.trim() } });
        }}
      >
        <input
          type="search"
          aria-label="Search pipelines, executions, commits and logs"
          placeholder="A pipeline, a commit, a person, a line of a log"
          className="wide"
          minLength={2}
          required
          value={text}
          data-key="/"
          onChange={(event) => setText(event.target.value)}
        />
        <button type="submit" className="primary">
          Search
        </button>
      </form>
      {q.length < 2 ? null : <Found q={q} />}
    </>
  );
}

function Found({ q }: { readonly q: string }): ReactNode {
  const { data, error, isPending, refetch } = useQuery(searchQuery(q));
  const { data: pipelines = [] } = useQuery(pipelinesQuery);
  if (isPending) return <Loading />;
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  const named = pipelines.filter(({ pipelineName }) => pipelineName.toLowerCase().includes(q.toLowerCase()));
  const { hits, searchedExecutions, isWhole } = data.logs;
  return (
    <>
      {named.length === 0 ? null : (
        <section className="card" aria-label="Pipelines">
          <h2>Pipelines</h2>
          <p>
            {named.map(({ pipelineName }) => (
              <Link
                key={pipelineName}
                to="/pipelines/$pipelineName"
                params={{ pipelineName }}
                className="chip"
              >
                {pipelineName}
              </Link>
            ))}
          </p>
        </section>
      )}
      <section className="card" aria-label="Executions and commits">
        <h2>Executions and commits</h2>
        {data.executions.length === 0 ? (
          <p className="quiet">None.</p>
        ) : (
          <FoundExecutions executions={data.executions} />
        )}
      </section>
      <section className="card flush" aria-label="Logs">
        <header className="card-head">
          <h2>Logs</h2>
          <span className="quiet">
            {counted(hits.length, 'line')} in the logs of{' '}
            {isWhole
              ? counted(searchedExecutions, 'execution')
              : `the newest ${counted(searchedExecutions, 'execution')}; there is more`}
          </span>
        </header>
        {hits.length === 0 ? <p className="quiet pad">None.</p> : <Hits hits={hits} />}
      </section>
    </>
  );
}

/** The words that were searched are in the address; what is shown of the executions is not. */
function FoundExecutions({ executions }: { readonly executions: readonly ExecutionSummary[] }): ReactNode {
  const [filter, setFilter] = useState<ExecutionFilter>({});
  return <ExecutionTable executions={executions} filter={filter} onFilter={setFilter} limit={10} />;
}

function Hits({ hits }: { readonly hits: readonly LogHit[] }): ReactNode {
  return (
    <ul className="hits">
      {hits.map((hit) => (
        <li key={`${hit.actionExecutionId} ${hit.line}`}>
          <Link
            to="/executions/$executionId/logs/$actionExecutionId"
            params={{ executionId: hit.executionId, actionExecutionId: hit.actionExecutionId }}
            search={{ line: hit.line }}
          >
            {hit.pipelineName} › {hit.actionName}:{hit.line}
          </Link>{' '}
          <span className="quiet">{shortId(hit.executionId)}</span>
          <code>
            <Ansi text={hit.text} />
          </code>
        </li>
      ))}
    </ul>
  );
}
