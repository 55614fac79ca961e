// What a failed deployment in place has left on which instance. Pure.
import type { InstanceFailure } from './deploy-to-instance.ts';

export interface InPlaceEnd {
  /** Instances that had a version that works. */
  readonly before: readonly string[];
  /** All that the environment has now. */
  readonly ids: readonly string[];
  /** Those on which anything was done. */
  readonly reached: readonly string[];
  readonly failures: readonly Pick<InstanceFailure, 'instanceId' | 'event'>[];
}

/** Until the processes are started, the version before stays in its place and runs (platform.ts). */
const beforeStart: ReadonlySet<string> = new Set(['DownloadBundle', 'Install', 'AfterInstall']);

/** One sentence without a full stop. */
export function whatIsLeft({ before, ids, reached, failures }: InPlaceEnd): string {
  const early = new Set(
    failures.filter(({ event }) => beforeStart.has(event)).map(({ instanceId }) => instanceId),
  );
  const keeps = (id: string): boolean => before.includes(id) && (!reached.includes(id) || early.has(id));
  const old = ids.filter(keeps);
  const changed = ids.filter((id) => !keeps(id) && reached.includes(id) && !early.has(id));
  if (before.length === 0) return 'The environment has no version that works';
  if (changed.length === 0)
    return 'The version before runs on every instance that had it: the new one was started on none';
  if (old.length === 0) return 'The version before is gone: the new one was started on every instance';
  return `${old.join(', ')} ${old.length === 1 ? 'has' : 'have'} the version before, ${changed.join(', ')} ${changed.length === 1 ? 'has' : 'have'} the new one: the environment has both`;
}
