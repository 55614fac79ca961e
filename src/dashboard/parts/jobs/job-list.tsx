// The jobs as a list: what each needs, where it runs, and each run of a matrix.
import type { ReactNode } from 'react';
import { Status } from '../states.tsx';
import type { JobCell, JobState } from './job-states.ts';
import { jobText, needsText, tookText } from './job-text.ts';
import type { JobsProps } from './jobs-props.ts';

export function JobList({ jobs, chosen, onChoose, now }: JobsProps): ReactNode {
  const callerOf = new Map(jobs.map(({ id, calledBy }) => [id, calledBy]));
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="List of jobs">
      <table className="rows job-list">
        <thead>
          <tr>
            <th>Job</th>
            <th>State</th>
            <th>Needs</th>
            <th>Runs on</th>
            <th>Took</th>
          </tr>
        </thead>
        <tbody>
          {jobs.flatMap((job) => [
            <JobRow
              key={job.id}
              job={job}
              depth={depthOf(job.id, callerOf)}
              {...{ chosen, onChoose, now }}
            />,
            ...(job.isMatrix
              ? job.cells.map((cell) => (
                  <tr key={`${job.id}\n${cell.name}`} className="of-matrix">
                    <td className="whole">
                      <CellButton cell={cell} text={cell.name} chosen={chosen} onChoose={onChoose} />
                    </td>
                    <td>
                      <Status displayStatus={cell.displayStatus} />
                    </td>
                    <td className="spare">{cell.note ?? ''}</td>
                    <td className="spare">{cell.action?.runsOn?.join(', ') ?? ''}</td>
                    <td className="time">{tookText(cell.action ?? {}, now)}</td>
                  </tr>
                ))
              : []),
          ])}
        </tbody>
      </table>
    </div>
  );
}

function JobRow({
  job,
  depth,
  chosen,
  onChoose,
  now,
}: Omit<JobsProps, 'jobs'> & { readonly job: JobState; readonly depth: number }): ReactNode {
  const { label, cells, displayStatus, isMatrix } = job;
  const [cell] = cells;
  return (
    <tr>
      <th scope="row" className="whole" style={{ paddingLeft: 12 + depth * 16 }}>
        {cell === undefined || isMatrix ? (
          label
        ) : (
          <CellButton cell={cell} text={label} chosen={chosen} onChoose={onChoose} />
        )}
      </th>
      <td>
        <Status displayStatus={displayStatus} />
      </td>
      <td>{needsText(job)}</td>
      <td className="spare">{isMatrix ? '' : (cell?.action?.runsOn?.join(', ') ?? '')}</td>
      <td className="time">{jobText(job, now)}</td>
    </tr>
  );
}

/** How many calls deep it lies. */
function depthOf(id: string, callerOf: ReadonlyMap<string, string | undefined>): number {
  const caller = callerOf.get(id);
  return caller === undefined ? 0 : 1 + depthOf(caller, callerOf);
}

/** Words alone for what has no log. */
export function CellButton({
  cell,
  text,
  chosen,
  onChoose,
}: Pick<JobsProps, 'chosen' | 'onChoose'> & { readonly cell: JobCell; readonly text: ReactNode }): ReactNode {
  const id = cell.action?.actionExecutionId;
  return id === undefined ? (
    text
  ) : (
    <button
      type="button"
      className="link"
      data-row=""
      aria-pressed={id === chosen}
      onClick={() => onChoose(cell)}
    >
      {text}
    </button>
  );
}
