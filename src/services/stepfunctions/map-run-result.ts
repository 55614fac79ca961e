// What a distributed Map gives: the outputs of its executions, or the files in a bucket that have them. Source: Step Functions
// developer guide, "ResultWriter (Map)".
import { EndpointGone } from '../../account/call-aws.ts';
import { defined } from '../../lib/defined.ts';
import type { JsonValue } from '../../lib/json-path.ts';
import type { ExecutionRecord } from './execution-record.ts';
import type { JsonObject } from './language/machine.ts';
import { StateError } from './language/state-error.ts';
import type { Writing } from './language/walking.ts';
import type { MapRunRecord } from './map-run-record.ts';
import { redriveStatusOf } from './redrive.ts';

/** Rejects with what S3 says. */
export type PutObject = (bucket: string, key: string, text: string) => Promise<void>;

interface Ran {
  readonly run: MapRunRecord;
  /** In the order of the items. */
  readonly records: readonly ExecutionRecord[];
  readonly put: PutObject;
}

export interface MapRunResult {
  readonly output: JsonValue;
  /** How many results were written into a bucket. */
  readonly written: number;
}

/** Rejects with a StateError `States.ResultWriterFailed`; with EndpointGone when nothing answers. */
export async function resultOfMapRun({ run, records, put }: Ran, writing: Writing): Promise<MapRunResult> {
  const { bucket, prefix = '' } = writing;
  if (bucket === undefined) return { output: outputOf(records, writing), written: 0 };
  const folder = `${prefix === '' ? '' : `${prefix.replace(/\/$/, '')}/`}${run.arn.split(':').at(-1) ?? ''}`;
  const files: Record<string, JsonValue> = { FAILED: [], PENDING: [], SUCCEEDED: [] };
  try {
    for (const kind of ['FAILED', 'SUCCEEDED']) {
      const own = records.filter(({ status }) => (status === 'SUCCEEDED') === (kind === 'SUCCEEDED'));
      if (own.length === 0) continue;
      const text = textOf(outputOf(own, writing), writing);
      const key = `${folder}/${kind}_0.${writing.outputType.toLowerCase()}`;
      await put(bucket, key, text);
      files[kind] = [{ Key: key, Size: Buffer.byteLength(text) }];
    }
    const manifest = { DestinationBucket: bucket, MapRunArn: run.arn, ResultFiles: files };
    await put(bucket, `${folder}/manifest.json`, JSON.stringify(manifest));
  } catch (error) {
    // The execution goes on with it later.
    if (error instanceof EndpointGone) throw error;
    throw new StateError('States.ResultWriterFailed', error instanceof Error ? error.message : String(error));
  }
  return {
    output: { MapRunArn: run.arn, ResultWriterDetails: { Bucket: bucket, Key: `${folder}/manifest.json` } },
    written: records.length,
  };
}

function textOf(results: readonly JsonValue[], { outputType }: Writing): string {
  return outputType === 'JSON'
    ? JSON.stringify(results)
    : results.map((result) => `${JSON.stringify(result)}\n`).join('');
}

/** One that has failed is given as with NONE. */
function outputOf(records: readonly ExecutionRecord[], { transformation }: Writing): readonly JsonValue[] {
  return records.flatMap((record): readonly JsonValue[] => {
    if (transformation === 'NONE' || record.status !== 'SUCCEEDED') return [wholeOf(record)];
    const output = JSON.parse(record.output ?? 'null') as JsonValue;
    return transformation === 'FLATTEN' && Array.isArray(output)
      ? (output as readonly JsonValue[])
      : [output];
  });
}

/** The execution as DescribeExecution has it. */
function wholeOf(record: ExecutionRecord): JsonObject {
  const { arn, name, input, output, error, cause, stateMachineArn, status, startedAt, stoppedAt } = record;
  const { redriveStatus, redriveStatusReason } = redriveStatusOf(record);
  return defined({
    Cause: cause,
    Error: error,
    ExecutionArn: arn,
    Input: input,
    InputDetails: { Included: true },
    Name: name,
    Output: output,
    OutputDetails: output === undefined ? undefined : { Included: true },
    RedriveCount: record.redriveCount ?? 0,
    RedriveStatus: redriveStatus,
    RedriveStatusReason: redriveStatusReason,
    StartDate: new Date(startedAt).toISOString(),
    StateMachineArn: stateMachineArn,
    Status: status,
    StopDate: stoppedAt === undefined ? undefined : new Date(stoppedAt).toISOString(),
  });
}
