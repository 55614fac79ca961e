// Map runs as they are kept, and the executions that each has started. Their names follow from what started them, so that a process
// that goes on finds them again.
import { createHash } from 'node:crypto';
import type { AwsPlace } from '../../model/place.ts';
import { documentsOf, type Keeping } from '../documents.ts';
import { everywhere, type ExecutionRecord } from './execution-record.ts';
import type { ToleratedFailure } from './language/walking.ts';

export interface MapRunRecord {
  readonly arn: string;
  readonly executionArn: string;
  /** Of the state machine that the Map is in. */
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly label: string;
  readonly roleArn: string;
  readonly place: AwsPlace;
  /** Of the processor. */
  readonly definition: string;
  readonly isExpress: boolean;
  readonly status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';
  readonly startedAt: number;
  readonly stoppedAt?: number;
  readonly maxConcurrency: number;
  readonly tolerated: ToleratedFailure;
  /** Those that are to be made, once the items are read. */
  readonly executions: number;
  readonly items: number;
  readonly resultsWritten: number;
  readonly redriveCount: number;
  readonly redrivenAt?: number;
}

const runs = documentsOf<MapRunRecord>('states/map-run');

export function findMapRun(call: Keeping, arn: string): MapRunRecord | undefined {
  return runs.get(everywhere(call), arn);
}

/** The newest first. */
export function mapRunsOf(call: Keeping, executionArn: string): readonly MapRunRecord[] {
  return runs
    .list(everywhere(call))
    .filter((run) => run.executionArn === executionArn)
    .toSorted((a, b) => b.startedAt - a.startedAt);
}

export function saveMapRun(call: Keeping, run: MapRunRecord): void {
  runs.put(everywhere(call), run.arn, run);
}

/** A UUID that is the same for the same parts. */
function uuidOf(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) % 4) + 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** @param key of the attempt of the state */
export function arnOfMapRun(
  { arn, stateMachineName, place }: ExecutionRecord,
  label: string,
  key: string,
): string {
  const { partition, region, account } = place;
  return `arn:${partition}:states:${region}:${account}:mapRun:${stateMachineName}/${label}:${uuidOf(arn, key)}`;
}

/** @param at its place among the executions of the run */
export function childOf(run: MapRunRecord, at: number): Pick<ExecutionRecord, 'arn' | 'name'> {
  const { partition, region, account } = run.place;
  const name = uuidOf(run.arn, at);
  const kind = run.isExpress ? 'express' : 'execution';
  return {
    arn: `arn:${partition}:states:${region}:${account}:${kind}:${run.stateMachineName}/${run.label}:${name}`,
    name,
  };
}
