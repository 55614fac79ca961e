// Every pipeline: where it stands, how it went, what waits for approval, what is deployed where.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Endpoint } from '../../view/execution-view.ts';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { useNow } from '../data/clock.ts';
import { measuresQuery, pipelinesQuery } from '../data/queries.ts';
import { Deployed } from '../parts/deployed/deployed.tsx';
import { ResultStrip } from '../parts/result-strip.tsx';
import { Failure, Loading, Mark } from '../parts/states.tsx';
import { ago, formatDuration, shortId } from '../parts/words.ts';

export function Home(): ReactNode {
  const pipelines = useQuery(pipelinesQuery);
  if (pipelines.isPending) return <Loading />;
  if (pipelines.error !== null)
    return <Failure error={pipelines.error} retry={() => void pipelines.refetch()} />;
  return (
    <>
      <h1 className="hidden">Pipelines</h1>
      <Measures />
      {pipelines.data.length === 0 ? <NoPipeline /> : null}
      <div className="cards">
        {pipelines.data.map((pipeline) => (
          <PipelineCard key={pipeline.pipelineName} pipeline={pipeline} />
        ))}
      </div>
      <Deployed />
    </>
  );
}

function NoPipeline(): ReactNode {
  return (
    <section className="card">
      <h2>There is no pipeline yet</h2>
      <p>
        Put a <code>pipeline.json</code> into a folder and start the server with it:{' '}
        <code>slipway up FOLDER</code>
      </p>
    </section>
  );
}

const shownStages = 12;

/** Of many stages those that failed, run or wait, filled up from the beginning; in their order. */
function mostInformative(stages: PipelineOverview['stages']): PipelineOverview['stages'] {
  const isQuiet = ({ displayStatus }: (typeof stages)[number]): boolean =>
    displayStatus === 'Succeeded' || displayStatus === 'Pending';
  const informative = stages.filter((stage) => !isQuiet(stage)).slice(0, shownStages);
  const others = stages.filter(isQuiet).slice(0, shownStages - informative.length);
  const shown = new Set([...informative, ...others]);
  return stages.filter((stage) => shown.has(stage));
}

function PipelineCard({ pipeline }: { readonly pipeline: PipelineOverview }): ReactNode {
  const { pipelineName, stages, recent, running, waiting, endpoints } = pipeline;
  const now = useNow();
  const [last] = recent;
  const shown = stages.length <= shownStages ? stages : mostInformative(stages);
  return (
    <section className="card" aria-label={`Pipeline ${pipelineName}`}>
      <h2>
        <Link to="/pipelines/$pipelineName" params={{ pipelineName }}>
          {pipelineName}
        </Link>
      </h2>
      <ol className="stage-strip">
        {shown.map(({ name, displayStatus, isClosed }) => (
          <li key={name} className={displayStatus}>
            <Mark displayStatus={displayStatus} /> {name}{' '}
            {isClosed ? <span title="Nothing may enter">⛔</span> : null}
          </li>
        ))}
        {shown.length === stages.length ? null : (
          <li className="quiet">and {stages.length - shown.length} more</li>
        )}
      </ol>
      {recent.length === 0 ? (
        <p className="quiet">It has not run yet.</p>
      ) : (
        <ResultStrip executions={recent} />
      )}
      {waiting.map(({ executionId, stageName, actionName }) => (
        <p key={`${executionId}${actionName}`} className="waits">
          <Mark displayStatus="Waiting" />{' '}
          <Link to="/executions/$executionId" params={{ executionId }}>
            {stageName} › {actionName} waits for approval
          </Link>
        </p>
      ))}
      {running.map(({ executionId, stageName, actionName, since }) => (
        <p key={`${executionId}${actionName}`}>
          <Mark displayStatus="InProgress" />{' '}
          <Link to="/executions/$executionId" params={{ executionId }}>
            {stageName} › {actionName}
          </Link>{' '}
          <span className="quiet">{since === undefined ? '' : formatDuration(now - since)}</span>
        </p>
      ))}
      {last === undefined || running.length + waiting.length > 0 ? null : (
        <p className="quiet">
          Last:{' '}
          <Link to="/executions/$executionId" params={{ executionId: last.executionId }}>
            {shortId(last.executionId)}
          </Link>{' '}
          {ago(last.endedAt ?? last.startedAt, now)}
        </p>
      )}
      {/* The hosts have a table of their own. */}
      {endpoints.filter(isShared).map(({ name, url }) => (
        <p key={url}>
          <span aria-hidden>↗</span>{' '}
          <a href={url} target="_blank" rel="noreferrer">
            {name} {url}
          </a>
        </p>
      ))}
    </section>
  );
}

const periods = [7, 30, 90] as const;

/** Deployment frequency, lead time, change failure rate, time to restore. */
function Measures(): ReactNode {
  const [days, setDays] = useState<number>(30);
  const { data } = useQuery(measuresQuery(days));
  const none = '–';
  const figures = [
    {
      name: 'Deployments',
      value: data === undefined ? none : `${data.deployments}`,
      note: data === undefined ? '' : `${data.deploymentsPerDay.toFixed(1)} a day`,
    },
    {
      name: 'Lead time',
      value: data?.leadTimeMs === undefined ? none : formatDuration(data.leadTimeMs),
      note: 'start to success, median',
    },
    {
      name: 'Change failure rate',
      value: data?.changeFailureRate === undefined ? none : `${Math.round(data.changeFailureRate * 100)} %`,
      note: 'of the executions that ended',
    },
    {
      name: 'Time to restore',
      value: data?.timeToRestoreMs === undefined ? none : formatDuration(data.timeToRestoreMs),
      note: 'failure to next success, median',
    },
  ];
  return (
    <section className="measures" aria-label="Measures of delivery">
      {figures.map(({ name, value, note }) => (
        <div key={name} className="figure">
          <span className="quiet">{name}</span>
          <b>{value}</b>
          <span className="quiet">{note}</span>
        </div>
      ))}
      <label className="period">
        <span className="quiet">Period</span>
        <select value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {periods.map((period) => (
            <option key={period} value={period}>
              {period} days
            </option>
          ))}
        </select>
      </label>
    </section>
  );
}

/** What leads to all of something, and not to one host of it. */
function isShared({ detail }: Endpoint): boolean {
  return detail !== 'this host alone';
}
