// What a balancer must know again when it was killed: its ports and who is registered. On disk before it takes effect.
import type { TrafficSplit } from './protocol.ts';
import { readFileSync } from 'node:fs';
import { writeInOneStep } from '../../lib/atomic-file.ts';

export interface BalancerState {
  readonly listenerPort?: number;
  readonly testListenerPort?: number;
  readonly hostPorts: Readonly<Record<string, number>>;
  readonly registered: readonly string[];
  readonly split?: TrafficSplit;
}

export function readBalancerState(file: string): BalancerState {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BalancerState;
  } catch {
    return { hostPorts: {}, registered: [] };
  }
}

export function writeBalancerState(file: string, state: BalancerState): void {
  writeInOneStep(file, JSON.stringify(state), 0o600);
}
