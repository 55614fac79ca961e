// The matrices of a workflow, each as a table of its values, or as a list where they have only one key.
import type { ReactNode } from 'react';
import { Mark } from '../states.tsx';
import { CellButton } from './job-list.tsx';
import type { JobCell, JobState } from './job-states.ts';
import { tookText } from './job-text.ts';
import type { JobsProps } from './jobs-props.ts';
import { matrixTable } from './matrix-table.ts';

export function Matrices({ jobs, ...props }: JobsProps): ReactNode {
  const matrices = jobs.filter(({ isMatrix }) => isMatrix);
  return matrices.length === 0 ? null : (
    <div className="matrices">
      {matrices.map((job) => (
        <Matrix key={job.id} job={job} {...props} />
      ))}
    </div>
  );
}

function Matrix({ job, ...props }: Omit<JobsProps, 'jobs'> & { readonly job: JobState }): ReactNode {
  const table = matrixTable(job.cells);
  const common = table?.common.map(([key, value]) => `${key} ${value}`).join(', ') ?? '';
  return (
    <section aria-label={`Matrix of ${job.id}`} className="matrix">
      <h3>
        {job.id} <span className="quiet">{common}</span>
      </h3>
      {table === undefined || table.rowKeys.length === 0 ? (
        <ul className="cells">
          {job.cells.map((cell) => (
            <li key={cell.name} className={cell.displayStatus}>
              <Cell
                cell={cell}
                name={
                  table === undefined
                    ? cell.name
                    : `${table.columnKey} ${cell.matrix?.[table.columnKey] ?? ''}`
                }
                {...props}
              />
            </li>
          ))}
        </ul>
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label={`Runs of ${job.id}`}>
          <table>
            <thead>
              <tr>
                {table.rowKeys.map((key) => (
                  <th key={key} scope="col">
                    {key}
                  </th>
                ))}
                {table.columns.map((value) => (
                  <th key={value} scope="col">
                    {table.columnKey} {value}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ values, cells }) => (
                <tr key={values.join('\n')}>
                  {values.map((value, index) => (
                    <th key={table.rowKeys[index]} scope="row">
                      {value}
                    </th>
                  ))}
                  {cells.map((cell, index) => (
                    <td key={table.columns[index]} className={cell?.displayStatus ?? 'quiet'}>
                      {cell === undefined ? 'excluded' : <Cell cell={cell} name="" {...props} />}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The name is for those who do not see where in the table it stands. */
function Cell({
  cell,
  name,
  now,
  chosen,
  onChoose,
}: Omit<JobsProps, 'jobs'> & { readonly cell: JobCell; readonly name: string }): ReactNode {
  const took = tookText(cell.action ?? {}, now);
  const text = (
    <>
      <Mark displayStatus={cell.displayStatus} />{' '}
      {name === '' ? <span className="hidden">{cell.name} </span> : `${name} `}
      {took}
    </>
  );
  return <CellButton cell={cell} text={text} chosen={chosen} onChoose={onChoose} />;
}
