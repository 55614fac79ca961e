// The registry that replaces ECR.
import type { ReactNode } from 'react';
import type { RegistryView } from '../../../targets/registry/kind.ts';
import { Card } from './card.tsx';

export function RegistryCard({ name, address, servedBy }: RegistryView): ReactNode {
  const where = address === undefined ? <span className="bad">not running</span> : <code>{address}</code>;
  return <Card label="Registry" name={name} what={`replaces ECR, ${servedBy}`} address={where} />;
}
