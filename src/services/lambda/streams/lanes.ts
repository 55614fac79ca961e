// Batches of a shard that are given at the same time: the records of one partition key stay in their order. Pure. Source: Lambda
// developer guide, "Using Lambda with Kinesis", ParallelizationFactor.
import { createHash } from 'node:crypto';
import type { StreamRecord } from './stream-batch.ts';

/** For each lane its batches, one after the other. Lanes without records are left out. */
export function lanesOf(
  records: readonly StreamRecord[],
  { batchSize, factor }: { readonly batchSize: number; readonly factor: number },
): readonly (readonly (readonly StreamRecord[])[])[] {
  const lanes = Array.from({ length: factor }, (): StreamRecord[] => []);
  for (const record of records) lanes[laneOf(record, factor)]?.push(record);
  return lanes
    .filter((lane) => lane.length > 0)
    .map((lane) =>
      Array.from({ length: Math.ceil(lane.length / batchSize) }, (_, index) =>
        lane.slice(index * batchSize, (index + 1) * batchSize),
      ),
    );
}

/** The same for a key, whatever comes with it. */
function laneOf({ partitionKey }: StreamRecord, factor: number): number {
  if (factor === 1) return 0;
  return createHash('sha256').update(partitionKey).digest().readUInt32BE(0) % factor;
}
