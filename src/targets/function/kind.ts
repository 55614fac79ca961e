// A function of Lambda. What it is stands in the definition alone: nothing of it is kept here between two invocations.
import { functionMetrics } from './function-metrics.ts';
import { notSupported, type TargetKind, type TargetView } from '../target-kind.ts';

const nothingLasts = notSupported(
  'An invocation is a process of its own that ends with it, so a function has nothing that runs',
);

export interface FunctionView extends TargetView {
  readonly kind: 'function';
}

export const functionKind = {
  kind: 'function',
  open: nothingLasts,
  observe: nothingLasts,
  close: nothingLasts,
  revive: nothingLasts,
  metrics: { gauges: [], cloudWatch: [functionMetrics] },
  resources: notSupported(
    'A function is not deployed here yet: its code and configuration are read from the definition',
  ),
} satisfies TargetKind<FunctionView>;
