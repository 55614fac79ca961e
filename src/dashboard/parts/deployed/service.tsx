// A service of Amazon ECS: its tasks, what each runs, and what the load balancer sends them.
import { counted } from '../../../lib/counted.ts';
import type { ReactNode } from 'react';
import type { ServiceView } from '../../../targets/service/observe-service.ts';
import { Address, Card, Health, Table } from './card.tsx';

export function ServiceCard({
  name,
  cluster,
  url,
  desiredCount,
  tasks,
  notObserved,
}: ServiceView): ReactNode {
  const running = tasks.filter(({ isRunning }) => isRunning === true).length;
  return (
    <Card
      label={`Service ${name}`}
      name={name}
      what={`service of ${cluster}, ${running} of ${counted(desiredCount, 'task')}`}
      address={<Address url={url} missing={null} />}
    >
      {notObserved === undefined ? null : <p className="bad">{notObserved}</p>}
      <Table columns={['Task', 'Task definition', 'Health', 'Requests', 'Address']}>
        {tasks.map(({ taskId, taskDefinition, isRunning, health, description, counters, url: own }) => (
          <tr key={taskId}>
            <td>{taskId}</td>
            <td>{taskDefinition}</td>
            <Health isRunning={isRunning} health={health} description={description} />
            <td>{counters === undefined ? '–' : counters.requests}</td>
            <td>
              <Address url={own} missing="–" />
            </td>
          </tr>
        ))}
      </Table>
    </Card>
  );
}
