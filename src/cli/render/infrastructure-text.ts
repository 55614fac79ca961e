// What Terraform changes, in one line.
import type { InfrastructureProgress } from '../../model/progress.ts';
import { span, type Line } from './line.ts';

/** `Terraform: 3 to add, 1 to change, 0 to destroy`. What it says of no change is said as it is. */
export function infrastructureLine(progress: InfrastructureProgress): Line {
  const { tool, event } = progress;
  const isNothing = countsOf(progress).every(([count]) => count === 0);
  if (isNothing) return [span(`${tool}: `), span('no changes', 'green')];
  const [words, role] = ways[event];
  const counts = countsOf(progress).map(([count, name]) => `${count} ${words[name]}`);
  const suffix = event === 'INCOMPLETE' ? ' before it failed' : '';
  return [span(`${tool}: `), span(`${counts.join(', ')}${suffix}`, role)];
}

type Name = 'import' | 'add' | 'change' | 'destroy';

const planned = { import: 'to import', add: 'to add', change: 'to change', destroy: 'to destroy' };
const done = { import: 'imported', add: 'added', change: 'changed', destroy: 'destroyed' };

const ways = {
  PLANNED: [planned, 'cyan'],
  APPLIED: [done, 'green'],
  INCOMPLETE: [done, 'red'],
} as const satisfies Readonly<
  Record<InfrastructureProgress['event'], readonly [Readonly<Record<Name, string>>, string]>
>;

function countsOf({
  add,
  change,
  destroy,
  ...more
}: InfrastructureProgress): readonly (readonly [number, Name])[] {
  return [
    ...(more.import === undefined ? [] : [[more.import, 'import'] as const]),
    [add, 'add'],
    [change, 'change'],
    [destroy, 'destroy'],
  ];
}
