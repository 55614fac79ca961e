// Every pipeline: what waits for a person, what failed, how delivery goes, what is deployed where.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { counted } from '../../lib/counted.ts';
import type { PipelineOverview } from '../../view/pipeline-overview.ts';
import { pipelinesQuery } from '../data/queries.ts';
import { Deployed } from '../parts/deployed/deployed.tsx';
import { Measures } from '../parts/measures.tsx';
import { NeedsAttention } from '../parts/needs-attention.tsx';
import { isFailing, isRunning } from '../parts/pipeline-rank.ts';
import { usePageTitle } from '../parts/page-title.ts';
import { PipelineTable } from '../parts/pipeline-table.tsx';
import { FailedPage, Loading } from '../parts/states.tsx';

export function Home(): ReactNode {
  usePageTitle('Overview');
  const pipelines = useQuery(pipelinesQuery);
  if (pipelines.isPending) return <Loading page="Overview" />;
  if (pipelines.error !== null)
    return <FailedPage page="Overview" error={pipelines.error} retry={() => void pipelines.refetch()} />;
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
      {count(isFailing)} failing · {count(isRunning)} running · all times {zone}
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
