// What is deployed where: hosts, their health, and what the balancer sends them.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { targetsQuery } from '../data/queries.ts';

export function Deployed(): ReactNode {
  const { data: fleets } = useQuery(targetsQuery);
  if (fleets === undefined || fleets.length === 0) return null;
  return (
    <>
      {fleets.map(({ fleetName, isolation, url, hosts }) => (
        <section key={fleetName} className="card" aria-label={`Fleet ${fleetName}`}>
          <h2>
            {fleetName} <span className="quiet">fleet, {isolation}</span>{' '}
            {url === undefined ? null : (
              <a href={url} target="_blank" rel="noreferrer">
                {url}
              </a>
            )}
          </h2>
          <div className="scroll">
            <table>
              <thead>
                <tr>
                  <th>Host</th>
                  <th>Health</th>
                  <th>Requests</th>
                  <th>Address</th>
                </tr>
              </thead>
              <tbody>
                {hosts.map((host) => (
                  <tr key={host.instanceId}>
                    <td>{host.instanceId}</td>
                    <td className={host.health === 'healthy' ? 'good' : 'bad'}>
                      {host.isRunning ? (host.health ?? 'running') : 'not running'}{' '}
                      <span className="quiet">{host.description ?? ''}</span>
                    </td>
                    <td>{host.counters === undefined ? '–' : host.counters.requests}</td>
                    <td>
                      {host.url === undefined ? (
                        '–'
                      ) : (
                        <a href={host.url} target="_blank" rel="noreferrer">
                          {host.url}
                        </a>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      ))}
    </>
  );
}
