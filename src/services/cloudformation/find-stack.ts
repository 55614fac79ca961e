// Stacks by what a caller names them: a name, or an ARN. A deleted stack answers to its ARN alone.
import type { Stack } from '../../stacks/stack.ts';
import type { ServiceCall } from '../service.ts';
import { openStackStore, type StackStore } from './stack-store.ts';

export function storeOf({ ground }: Pick<ServiceCall, 'ground'>): StackStore {
  return ground.keep(openStackStore);
}

export function findStack(call: Pick<ServiceCall, 'ground' | 'place'>, name: string): Stack | undefined {
  const store = storeOf(call);
  if (name.startsWith('arn:')) return store.find(name);
  const { account, region } = call.place;
  return store
    .all()
    .findLast(
      (each) =>
        each.name === name &&
        each.account === account &&
        each.region === region &&
        each.status !== 'DELETE_COMPLETE',
    );
}
