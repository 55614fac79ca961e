// What a detection of drift has found, as it is kept.
import type { CloudFormationApi } from '../../aws/operations/cloudformation.ts';

/** Times are milliseconds since the epoch. */
export type ResourceDrift = Omit<CloudFormationApi['shapes']['StackResourceDrift'], 'Timestamp'> & {
  readonly at: number;
};

export interface DriftDetection {
  readonly id: string;
  readonly stackId: string;
  readonly at: number;
  readonly status: 'DRIFTED' | 'IN_SYNC';
  readonly driftedCount: number;
}
