// Every pipeline: what waits for a person, what failed, how delivery goes, what is deployed where.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { measuresQuery, pipelinesQuery } from '../data/queries.ts';
import { Deployed } from '../parts/deployed/deployed.tsx';
import { isFailing, NeedsAttention } from '../parts/needs-attention.tsx';
import { usePageTitle } from '../parts/page-title.ts';
import { PipelineTable } from '../parts/pipeline-table.tsx';
import { Failure, Loading } from '../parts/states.tsx';
import { formatDuration } from '../parts/words.ts';

export function Home(): ReactNode {
  usePageTitle('Overview');
  const pipelines = useQuery(pipelinesQuery);
  if (pipelines.isPending) return <Loading />;
  if (pipelines.error !== null)
    return <Failure error={pipelines.error} retry={() => void pipelines.refetch()} />;
  return (
    <>
      <h1>Overview</h1>
      <Counts pipelines={pipelines.data} />
      {pipelines.data.length === 0 ? <NoPipeline /> : null}
      <NeedsAttention pipelines={pipelines.data} />
      <Measures />
      {pipelines.data.length === 0 ? null : <PipelineTable pipelines={pipelines.data} />}
      <Deployed />
    </>
  );
}

function Counts({ pipelines }: { readonly pipelines: readonly PipelineOverview[] }): ReactNode {
  const count = (has: (pipeline: PipelineOverview) => boolean): number => pipelines.filter(has).length;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <p className="quiet">
      {counted(pipelines.length, 'pipeline')} · {count(({ waiting }) => waiting.length > 0)} waiting ·{' '}
      {count(isFailing)} failing · {count(({ running }) => running.length > 0)} running · all times {zone}
    </p>
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
    <section className="card measures" aria-label="Measures of delivery">
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
