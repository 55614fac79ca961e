// One pipeline as a row: its state, its stages, its last executions, its newest change.
import { Link } from '@tanstack/react-router';
import { memo, type ReactNode } from 'react';
import type { ExecutionSummary } from '../../state/execution-history.ts';
import { addressOf, type DisplayStatus, type Endpoint } from '../../view/execution-view.ts';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { useNow } from '../data/clock.ts';
import { ResultStrip } from './result-strip.tsx';
import { displayStatusOf, RolledBack, Status } from './states.tsx';
import { StatusIcon } from './status-icon.tsx';
import { statusWords } from './status-words.ts';
import { Ago } from './time.tsx';
import { firstLine, formatDuration, medianOf, shortId } from './words.ts';

/** Drawn again only when its pipeline has changed. */
export const PipelineRow = memo(function PipelineRow({
  pipeline,
}: {
  readonly pipeline: PipelineOverview;
}): ReactNode {
  const { pipelineName, recent, endpoints } = pipeline;
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
        {last === undefined ? (
          <span className="quiet">never ran</span>
        ) : status === 'Failed' && pipeline.failure?.isRolledBack === true ? (
          <RolledBack />
        ) : (
          <Status displayStatus={status} />
        )}
      </td>
      <th scope="row" className="whole">
        <Link to="/pipelines/$pipelineName" params={{ pipelineName }} data-row="" title={pipelineName}>
          {pipelineName}
        </Link>
        {endpoints.filter(isShared).map((endpoint) => (
          <a key={endpoint.url} href={addressOf(endpoint)} target="_blank" rel="noreferrer" className="below">
            <span aria-hidden>↗</span> {endpoint.name} {addressOf(endpoint)}
          </a>
        ))}
      </th>
      <td>
        <StageMarks pipeline={pipeline} />
      </td>
      <td className="spare">
        {recent.length === 0 ? null : <ResultStrip executions={recent.slice(0, 12)} />}
      </td>
      <td className="revision whole">
        {revision === undefined ? null : (
          <span title={revision.revisionSummary}>
            <code>{shortId(revision.revisionId)}</code> {firstLine(revision.revisionSummary ?? '')}
          </span>
        )}
      </td>
      <td className="spare">{last?.trigger.triggerDetail}</td>
      <td className="time">{last === undefined ? null : <Ago at={last.endedAt ?? last.startedAt} />}</td>
      <td className="number spare">
        {last === undefined ? '' : <Took execution={last} />}
        {median === undefined ? '' : <span className="quiet"> · {formatDuration(median)}</span>}
      </td>
    </tr>
  );
});

/** Of its own, so that the clock changes only rows of what runs. */
function Took({ execution }: { readonly execution: ExecutionSummary }): ReactNode {
  const { startedAt, endedAt } = execution;
  return endedAt === undefined ? <SoFar startedAt={startedAt} /> : formatDuration(endedAt - startedAt);
}

function SoFar({ startedAt }: Pick<ExecutionSummary, 'startedAt'>): ReactNode {
  return formatDuration(useNow() - startedAt);
}

function shownStatus({ waiting, recent: [last] }: PipelineOverview): DisplayStatus {
  if (waiting.length > 0) return 'Waiting';
  return last === undefined ? 'Pending' : displayStatusOf(last.status);
}

/** A stage in which an approval waits is waiting, whatever else runs in it. */
function StageMarks({ pipeline: { stages, waiting } }: { readonly pipeline: PipelineOverview }): ReactNode {
  if (stages.length === 0) return null;
  const waits = (name: string): boolean => waiting.some(({ stageName }) => stageName === name);
  const marked = stages.map((stage) => ({
    ...stage,
    displayStatus: waits(stage.name) ? ('Waiting' as const) : stage.displayStatus,
  }));
  const said = marked.map(
    ({ name, displayStatus, isClosed }) =>
      `${name}: ${statusWords[displayStatus]}${isClosed ? ', nothing may enter' : ''}`,
  );
  return (
    <span className="stage-marks" role="img" aria-label={said.join('; ')}>
      {marked.map(({ name, displayStatus, isClosed }, index) => (
        <span key={name} className={`mark ${displayStatus}`} title={said[index]}>
          <StatusIcon displayStatus={displayStatus} />
          {isClosed ? '⛔' : null}
        </span>
      ))}
    </span>
  );
}

/** What leads to all of something, and not to one host of it: hosts have a table of their own. */
function isShared({ detail }: Endpoint): boolean {
  return detail !== 'this host alone';
}
