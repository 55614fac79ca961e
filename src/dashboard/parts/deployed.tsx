// What is deployed where: hosts, their health, and what the balancer sends them; sites and their edges.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FleetEndpoints } from '../../targets/list-endpoints.ts';
import type { SiteEndpoints } from '../../targets/site/site-endpoints.ts';
import { targetsQuery } from '../data/queries.ts';

export function Deployed(): ReactNode {
  const { data } = useQuery(targetsQuery);
  if (data === undefined) return null;
  const { fleets, sites } = data;
  return (
    <>
      {fleets.map((fleet) => (
        <Fleet key={fleet.fleetName} {...fleet} />
      ))}
      {sites.map((site) => (
        <Site key={site.bucket} {...site} />
      ))}
    </>
  );
}

function Fleet({ fleetName, isolation, url, hosts }: FleetEndpoints): ReactNode {
  return (
    <section className="card" aria-label={`Fleet ${fleetName}`}>
      <h2>
        {fleetName}{' '}
        <span className="quiet">{isolation === 'container' ? 'service' : `fleet, ${isolation}`}</span>{' '}
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
              <th>{isolation === 'container' ? 'Task' : 'Host'}</th>
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
  );
}

function Site({ bucket, url, objects, distributions }: SiteEndpoints): ReactNode {
  return (
    <section className="card" aria-label={`Site ${bucket}`}>
      <h2>
        {bucket} <span className="quiet">bucket, {objects ?? 0} objects</span> <Address url={url} />
      </h2>
      {distributions.length === 0 ? null : (
        <table>
          <thead>
            <tr>
              <th>Distribution</th>
              <th>Requests</th>
              <th>From the cache</th>
              <th>Address</th>
            </tr>
          </thead>
          <tbody>
            {distributions.map(({ name, url: edge, requests, hits }) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{requests ?? '–'}</td>
                <td>{hits ?? '–'}</td>
                <td>
                  <Address url={edge} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Address({ url }: { readonly url: string | undefined }): ReactNode {
  return url === undefined ? (
    <span className="bad">not running</span>
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {url}
    </a>
  );
}
