// Whether what is deployed runs, and can be read.
import { isDamaged } from '../../targets/observation.ts';
import { observeTargets } from '../../targets/observe-targets.ts';
import type { RunningCount, TargetKind } from '../../targets/target-kind.ts';
import type { Check } from './check.ts';

/** All running is fine, and so is none: it was ended on purpose, or this machine was switched off. */
export async function checkTargets(targetsFolder: string, kinds: readonly TargetKind[]): Promise<Check> {
  const observed = await observeTargets(targetsFolder, kinds);
  const damaged = observed.flatMap(({ view }) => (isDamaged(view) ? [view.damaged] : []));
  if (damaged.length > 0)
    return {
      name: 'targets',
      state: 'broken',
      detail: `${damaged.join(', ')} cannot be read`,
      remedy: 'End what runs with slipway down, and deploy it again',
    };
  const counts = byNoun(observed.flatMap(({ summary }) => summary.running ?? []));
  if (counts.length === 0) return { name: 'targets', state: 'ok', detail: 'nothing is deployed' };
  const detail = counts.map(({ noun, running, all }) => `${running} of ${all} ${noun} run`).join(', ');
  const isWhole = counts.every(({ running, all }) => running === all);
  const isDown = counts.every(({ running }) => running === 0);
  return { name: 'targets', state: isWhole || isDown ? 'ok' : 'limited', detail };
}

function byNoun(counts: readonly RunningCount[]): readonly RunningCount[] {
  const nouns = [...new Set(counts.map(({ noun }) => noun))];
  return nouns.map((noun) => {
    const same = counts.filter((count) => count.noun === noun);
    const sum = (of: (count: RunningCount) => number): number =>
      same.reduce((total, count) => total + of(count), 0);
    return { noun, running: sum(({ running }) => running), all: sum(({ all }) => all) };
  });
}
