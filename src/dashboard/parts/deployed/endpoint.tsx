// The endpoint of AWS's API.
import type { ReactNode } from 'react';
import type { EndpointView } from '../../../targets/endpoint/kind.ts';
import { Card } from './card.tsx';

export function EndpointCard({ name, address }: EndpointView): ReactNode {
  const where = address === undefined ? <span className="bad">not running</span> : <code>{address}</code>;
  return <Card label="Endpoint" name={name} what="AWS's API on this machine" address={where} />;
}
