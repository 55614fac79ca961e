// The jobs of a workflow by what they need: as a graph, or as a list with the same facts.
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../../lib/counted.ts';
import type { StageView } from '../../../view/execution-view.ts';
import { useNow } from '../../data/clock.ts';
import { statusWords } from '../status-words.ts';
import { JobGraph } from './job-graph.tsx';
import { JobList } from './job-list.tsx';
import { countsOf, jobStates, type JobState } from './job-states.ts';
import type { JobsProps } from './jobs-props.ts';
import { Matrices } from './matrices.tsx';

const route = '/executions/$executionId';

export function JobsCard({
  stage,
  chosen,
  onChoose,
}: Pick<JobsProps, 'chosen' | 'onChoose'> & { readonly stage: StageView }): ReactNode {
  const { jobs: shape = 'graph' } = useSearch({ from: route });
  const navigate = useNavigate({ from: route });
  const now = useNow();
  const jobs = jobStates(stage);
  const show = (next: 'graph' | 'list'): void =>
    void navigate({
      search: ({ jobs: _jobs, ...rest }) => (next === 'list' ? { ...rest, jobs: next } : rest),
      replace: true,
    });
  const props = { jobs, chosen, onChoose, now };
  return (
    <section className="card flush jobs-card" aria-label="Jobs by what they need">
      <header className="card-head">
        <h2>Jobs by what they need</h2>
        <span className="quiet">{summaryOf(jobs)}</span>
        <span className="fill" />
        <div className="segments" role="group" aria-label="Jobs as">
          {(['graph', 'list'] as const).map((each) => (
            <button key={each} type="button" aria-pressed={shape === each} onClick={() => show(each)}>
              {each === 'graph' ? 'Graph' : 'List'}
            </button>
          ))}
        </div>
      </header>
      {shape === 'graph' ? <JobGraph {...props} /> : <JobList {...props} />}
      <Matrices {...props} />
    </section>
  );
}

/** `11 jobs, 21 with their matrices: 16 succeeded, 1 failed`. */
function summaryOf(jobs: readonly JobState[]): string {
  const cells = jobs.flatMap((job) => job.cells);
  const own = jobs.filter((job) => job.cells.length > 0).length;
  const more = cells.length > own ? `, ${cells.length} with their matrices` : '';
  const counts = countsOf(
    cells.map(({ displayStatus }) => displayStatus),
    statusWords,
  );
  return `${counted(own, 'job')}${more}: ${counts}`;
}
