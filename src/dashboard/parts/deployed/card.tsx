// What the cards of deployed targets share.
import type { ReactNode } from 'react';

export function Card({
  label,
  name,
  what,
  address,
  children,
}: {
  readonly label: string;
  readonly name: string;
  /** Quiet, after the name. */
  readonly what: string;
  readonly address?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <section className="card" aria-label={label}>
      <h2>
        {name} <span className="quiet">{what}</span> {address}
      </h2>
      {children}
    </section>
  );
}

export function Table({
  columns,
  children,
}: {
  readonly columns: readonly string[];
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column}>{column}</th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** @param missing what stands there without an address */
export function Address({
  url,
  missing,
}: {
  readonly url: string | undefined;
  readonly missing: ReactNode;
}): ReactNode {
  return url === undefined ? (
    missing
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  );
}

/** Of a host or a task. */
export function Health({
  isRunning,
  health,
  description = '',
}: {
  /** Unknown when undefined. */
  readonly isRunning: boolean | undefined;
  readonly health?: string | undefined;
  readonly description?: string | undefined;
}): ReactNode {
  const word = isRunning === undefined ? 'unknown' : isRunning ? (health ?? 'running') : 'not running';
  return (
    <td className={word === 'healthy' || word === 'running' ? 'good' : 'bad'}>
      {word} <span className="quiet">{description}</span>
    </td>
  );
}
