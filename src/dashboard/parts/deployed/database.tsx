// A cluster of Aurora, played by PostgreSQL.
import type { ReactNode } from 'react';
import type { DatabaseView } from '../../../targets/database/kind.ts';
import { Card } from './card.tsx';

export function DatabaseCard({ name, address, state }: DatabaseView): ReactNode {
  const where = address !== undefined ? <code>{address}</code> : <span className="quiet">{state}</span>;
  return <Card label="Database" name={name} what="PostgreSQL of this machine" address={where} />;
}
