// One pipeline: its stages as a live graph, its transitions, its executions, its definition.
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { executionsQuery, pipelineQuery } from '../data/queries.ts';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import type { DisplayStatus, ExecutionView } from '../../view/execution-view.ts';
import { Approvals } from '../parts/approvals.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { isFiltered } from '../parts/execution-filter.ts';
import { ExecutionTable } from '../parts/execution-table.tsx';
import { StageGraph } from '../parts/stage-graph.tsx';
import { StartDialog } from '../parts/start/start-dialog.tsx';
import { displayStatusOf, FailedPage, Loading, Mark, stageStatus } from '../parts/states.tsx';
import { ValueStreamCard } from '../parts/value-stream.tsx';
import { shortId } from '../parts/words.ts';

const route = '/pipelines/$pipelineName';
/** In one answer of the server. */
const mostExecutions = 500;

export function Pipeline(): ReactNode {
  const { pipelineName } = useParams({ from: route });
  const pipeline = useQuery(pipelineQuery(pipelineName));
  const [limit, setLimit] = useState(25);
  const filter = useSearch({ from: route });
  const navigate = useNavigate({ from: route });
  const executions = useQuery({
    // What is filtered is looked for in all of them.
    ...executionsQuery(pipelineName, isFiltered(filter) ? mostExecutions : limit),
    // Of this pipeline alone.
    placeholderData: (before) => (before?.[0]?.pipelineName === pipelineName ? before : undefined),
  });
  const [isStarting, setStarting] = useState(false);
  usePageTitle(pipelineName, pipelineStatus(pipeline.data?.inFlight ?? [], executions.data ?? []));
  if (pipeline.isPending) return <Loading page={pipelineName} />;
  if (pipeline.error !== null)
    return <FailedPage page={pipelineName} error={pipeline.error} retry={() => void pipeline.refetch()} />;
  const { declaration, stages, inFlight } = pipeline.data;
  const list = executions.data ?? [];
  return (
    <>
      <div className="row">
        <h1>{pipelineName}</h1>
        <span className="quiet">
          {declaration.pipelineType ?? 'V1'}, {declaration.executionMode ?? 'SUPERSEDED'}, version{' '}
          {declaration.version}
        </span>
        <span className="fill" />
        <button type="button" className="primary" data-key="s" onClick={() => setStarting(true)}>
          Start
        </button>
      </div>
      {inFlight.map((view) => (
        <Approvals key={view.executionId} view={view} />
      ))}
      <StageGraph pipelineName={pipelineName} stages={stages} inFlight={inFlight} />
      {inFlight.length < 2 ? null : (
        <p>
          In flight:{' '}
          {inFlight.map(({ executionId, displayStatus }) => (
            <Link key={executionId} to="/executions/$executionId" params={{ executionId }} className="chip">
              <Mark displayStatus={displayStatus} /> {shortId(executionId)}
            </Link>
          ))}
        </p>
      )}
      <ValueStreamCard pipelineName={pipelineName} title="Value stream" />
      <section className="card">
        <h2>Executions</h2>
        {list.length === 0 ? (
          <p className="quiet">It has not run yet. Start it, or push to its source.</p>
        ) : (
          <ExecutionTable
            executions={list}
            filter={filter}
            onFilter={(search) => void navigate({ search, replace: true })}
          />
        )}
        {list.length === limit && limit < mostExecutions && !isFiltered(filter) ? (
          <button type="button" onClick={() => setLimit(Math.min(mostExecutions, limit * 4))}>
            Show more
          </button>
        ) : null}
      </section>
      <details className="card">
        <summary>Definition</summary>
        <pre tabIndex={0}>{JSON.stringify(declaration, null, 2)}</pre>
      </details>
      {isStarting ? <StartDialog declaration={declaration} onClose={() => setStarting(false)} /> : null}
    </>
  );
}

/** What waits for a person, else what runs, else how the last one ended. */
function pipelineStatus(
  inFlight: readonly ExecutionView[],
  executions: readonly ExecutionSummary[],
): DisplayStatus | undefined {
  const isWaiting = inFlight.some(({ stages }) => stages.some((stage) => stageStatus(stage) === 'Waiting'));
  if (isWaiting) return 'Waiting';
  if (inFlight.length > 0) return 'InProgress';
  const [last] = executions;
  return last === undefined ? undefined : displayStatusOf(last.status);
}
