// Fleets and environments: hosts, their health, and what the load balancer sends them.
import type { ReactNode } from 'react';
import type { EnvironmentView } from '../../../targets/environment/kind.ts';
import type { FleetView } from '../../../targets/fleet/kind.ts';
import { Address, Card, Health, Table } from './card.tsx';

export function FleetCard({ name, isolation, url, hosts }: FleetView): ReactNode {
  return (
    <Card
      label={`Fleet ${name}`}
      name={name}
      what={`fleet, ${isolation}`}
      address={<Address url={url} missing={null} />}
    >
      <Hosts noun="Host" hosts={hosts} />
    </Card>
  );
}

export function EnvironmentCard({
  name,
  applicationName,
  isolation,
  url,
  hosts,
}: EnvironmentView): ReactNode {
  const of = applicationName === undefined ? '' : ` of ${applicationName}`;
  return (
    <Card
      label={`Environment ${name}`}
      name={name}
      what={`environment${of}, ${isolation}`}
      address={<Address url={url} missing={null} />}
    >
      <Hosts noun="Instance" hosts={hosts} />
    </Card>
  );
}

function Hosts({ noun, hosts }: { readonly noun: string } & Pick<FleetView, 'hosts'>): ReactNode {
  return (
    <Table columns={[noun, 'Health', 'Requests', 'Address']}>
      {hosts.map(({ instanceId, url, counters, isRunning, health, description }) => (
        <tr key={instanceId}>
          <td>{instanceId}</td>
          <Health isRunning={isRunning} health={health} description={description} />
          <td>{counters === undefined ? '–' : counters.requests}</td>
          <td>
            <Address url={url} missing="–" />
          </td>
        </tr>
      ))}
    </Table>
  );
}
