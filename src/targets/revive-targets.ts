// Starts again what has died of everything that is deployed.
import { targetKinds, type AnyRevivedTarget } from './kinds.ts';
import { isSupported, type ReviveOptions, type RevivedTarget, type TargetKind } from './target-kind.ts';

/**
 * What runs again, and why anything else does not: a kind that fails keeps no other from being revived. What was ended
 * on purpose stays so.
 */
export async function reviveTargets(options: ReviveOptions): Promise<Revival<AnyRevivedTarget>>;
export async function reviveTargets(
  options: ReviveOptions,
  kinds: readonly TargetKind[],
): Promise<Revival<RevivedTarget>>;
export async function reviveTargets(
  options: ReviveOptions,
  kinds: readonly TargetKind[] = targetKinds,
): Promise<Revival<RevivedTarget>> {
  const results = await Promise.allSettled(
    kinds.map(async ({ revive }) => (isSupported(revive) ? await revive(options) : [])),
  );
  return {
    revived: results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
    failures: results.flatMap((result): readonly unknown[] =>
      result.status === 'rejected' ? [result.reason] : [],
    ),
  };
}

export interface Revival<Revived extends RevivedTarget> {
  readonly revived: readonly Revived[];
  readonly failures: readonly unknown[];
}
