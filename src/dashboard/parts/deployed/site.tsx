// A site: its bucket and the distributions in front of it.
import { counted } from '../../../lib/counted.ts';
import type { ReactNode } from 'react';
import type { SiteView } from '../../../targets/site/observe-site.ts';
import { Address, Card, Table } from './card.tsx';

const notRunning = <span className="bad">not running</span>;

export function SiteCard({ name, url, objects, distributions }: SiteView): ReactNode {
  return (
    <Card
      label={`Site ${name}`}
      name={name}
      what={objects === undefined ? 'bucket' : `bucket, ${counted(objects, 'object')}`}
      address={<Address url={url} missing={notRunning} />}
    >
      {distributions.length === 0 ? null : (
        <Table columns={['Distribution', 'Requests', 'From the cache', 'Address']}>
          {distributions.map(({ name: distribution, url: edge, requests, hits }) => (
            <tr key={distribution}>
              <td>{distribution}</td>
              <td>{requests ?? '–'}</td>
              <td>{hits ?? '–'}</td>
              <td>
                <Address url={edge} missing={notRunning} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Card>
  );
}
