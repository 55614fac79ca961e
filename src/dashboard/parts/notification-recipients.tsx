// The recipients of events, how far each has them, and why delivery fails.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNow } from '../data/clock.ts';
import { notificationsQuery } from '../data/queries.ts';
import { Failure, Loading } from './states.tsx';
import { ago, formatDuration } from './words.ts';

export function NotificationRecipients(): ReactNode {
  const targets = useQuery(notificationsQuery);
  const now = useNow();
  if (targets.isPending) return <Loading />;
  if (targets.error !== null) return <Failure error={targets.error} retry={() => void targets.refetch()} />;
  return (
    <section className="card scroll">
      <h2>Recipients</h2>
      {targets.data.length === 0 ? (
        <p className="quiet">
          No target gets events yet: <code>notifications.json</code> next to a pipeline names them.
        </p>
      ) : (
        <table>
          <thead>
            <tr>
              <th>Pipeline</th>
              <th>Target</th>
              <th>Delivered</th>
              <th>State</th>
            </tr>
          </thead>
          <tbody>
            {targets.data.map(({ pipelineName, name, delivered, failing }) => (
              <tr key={`${pipelineName}/${name}`}>
                <td>{pipelineName}</td>
                <td>{name}</td>
                <td>{delivered}</td>
                <td className={failing === undefined ? 'good' : 'bad'}>
                  {failing === undefined
                    ? 'delivers'
                    : `fails since ${ago(failing.since, now)}, ${failing.attempts} tries: ${failing.error}; next in ${formatDuration(failing.nextAt - now)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
