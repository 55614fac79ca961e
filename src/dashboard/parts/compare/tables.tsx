// Tables of what two executions have: what differs is marked, what is the same is shown on request.
import type { ReactNode } from 'react';
import { counted } from '../../../lib/counted.ts';
import type { Compared, ComparedTime } from './compared.ts';

interface TableProps<Row> {
  readonly rows: readonly Row[];
  readonly isAll: boolean;
}

export function ComparedTable({
  title,
  rows,
  isAll,
}: TableProps<Compared> & { readonly title: string }): ReactNode {
  return <SideTable title={title} rows={rows} isAll={isAll} last={() => null} lastName="" />;
}

export function TimeTable({ rows, isAll }: TableProps<ComparedTime>): ReactNode {
  const longest = Math.max(1, ...rows.flatMap(({ tookMs }) => tookMs.map((took) => took ?? 0)));
  return (
    <SideTable
      title="Results and durations"
      rows={rows}
      isAll={isAll}
      lastName="Change"
      last={({ tookMs, change }) => (
        <>
          <Bars tookMs={tookMs} longest={longest} /> {change}
        </>
      )}
    />
  );
}

function SideTable<Row extends Compared>({
  title,
  rows,
  isAll,
  last,
  lastName,
}: TableProps<Row> & {
  readonly title: string;
  readonly last: (row: Row) => ReactNode;
  readonly lastName: string;
}): ReactNode {
  const shown = rows.filter(({ differs }) => differs || isAll);
  const left = rows.length - shown.length;
  if (rows.length === 0) return null;
  return (
    <section className="card">
      <h2>{title}</h2>
      {shown.length === 0 ? null : (
        <div className="scroll" tabIndex={0} role="region" aria-label={title}>
          <table className="rows sides">
            <thead>
              <tr>
                <th>What</th>
                <th>Left</th>
                <th>Right</th>
                {lastName === '' ? null : <th>{lastName}</th>}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.name} className={row.differs ? 'differs' : ''}>
                  <th scope="row" className="whole">
                    {row.name}
                  </th>
                  <td>{row.values[0]}</td>
                  <td>
                    {row.values[1]} {row.differs ? <span className="hidden">differs</span> : null}
                  </td>
                  {lastName === '' ? null : <td>{last(row)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {left === 0 ? null : <p className="quiet">{counted(left, 'row')} the same on both sides.</p>}
    </section>
  );
}

/** Decoration: the columns have the numbers. */
function Bars({
  tookMs,
  longest,
}: {
  readonly tookMs: ComparedTime['tookMs'];
  readonly longest: number;
}): ReactNode {
  return (
    <span className="pair-bars" aria-hidden="true">
      {tookMs.map((took, side) => (
        <i key={side === 0 ? 'left' : 'right'} style={{ width: `${((took ?? 0) / longest) * 100}%` }} />
      ))}
    </span>
  );
}
