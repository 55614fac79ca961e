// Instance health and revision health: in which order instances are taken, and what a deployment leaves behind
// (CodeDeploy user guide, "Instance health"). Pure.
import type { InstanceRecord } from './deployment-record.ts';

export interface Candidate {
  readonly instanceId: string;
  /** Absent for an instance that was never deployed to: unhealthy, with an unknown revision. */
  readonly record?: InstanceRecord;
}

/** Unhealthy ones first, then by revision: unknown, old, current. Within a class as given. */
export function inOrderOfAttack(candidates: readonly Candidate[]): readonly string[] {
  const ranked = candidates.map((candidate) => ({ candidate, rank: rankOf(candidate.record) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ candidate }) => candidate.instanceId);
}

const revisionRanks = { unknown: 1, old: 2, current: 3 } as const;

function rankOf(record: InstanceRecord | undefined): number {
  if (record === undefined || record.instanceHealth === 'unhealthy') return 0;
  return revisionRanks[record.revisionHealth];
}

export interface InstanceEnd {
  readonly before?: InstanceRecord;
  readonly result: 'Succeeded' | 'Failed' | 'Skipped';
  readonly deploymentSucceeded: boolean;
  readonly digest: string;
}

/**
 * The record after a deployment, or undefined when it stays as it was. Only a deployment that succeeded moves the
 * group's revision, and with it what counts as current and old.
 */
export function healthAfter(end: InstanceEnd): InstanceRecord | undefined {
  const { before, result, deploymentSucceeded, digest } = end;
  const revisionHealth = before?.revisionHealth ?? 'unknown';
  const kept = before?.digest === undefined ? {} : { digest: before.digest };
  if (result === 'Succeeded')
    return {
      instanceHealth: 'healthy',
      revisionHealth: deploymentSucceeded
        ? 'current'
        : before?.digest === digest
          ? revisionHealth
          : 'unknown',
      digest,
    };
  if (result === 'Failed')
    return {
      instanceHealth: 'unhealthy',
      revisionHealth: deploymentSucceeded && revisionHealth === 'current' ? 'unknown' : revisionHealth,
      ...kept,
    };
  if (before === undefined || !deploymentSucceeded || before.digest === digest) return undefined;
  return { ...before, revisionHealth: before.revisionHealth === 'current' ? 'old' : before.revisionHealth };
}
