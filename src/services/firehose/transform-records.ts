// The function that transforms the records of a delivery stream before they are delivered. Source: Firehose developer guide, "Transform
// source data in Amazon Data Firehose".
import { randomUUID } from 'node:crypto';
import { CallRefused } from '../../aws/client/decode-response.ts';
import type { CallAws } from '../../account/call-aws.ts';
import { isRecord } from '../../lib/is-record.ts';
import { textIn } from '../cloudformation/resource-type.ts';
import { arnOfStream, type StreamRecord } from './stream-record.ts';

export interface Datum {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly data: Buffer;
}

export interface Failed extends Datum {
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
}

interface Transformed {
  readonly kept: readonly Datum[];
  /** What the function has failed to process. */
  readonly failed: readonly Failed[];
}

type Processor = NonNullable<
  NonNullable<StreamRecord['destination']['ProcessingConfiguration']>['Processors']
>[number];

export function parameterOf(processor: Processor, name: string): string | undefined {
  return processor.Parameters?.find(({ ParameterName }) => ParameterName === name)?.ParameterValue;
}

const mebibyte = 1024 * 1024;

/** In parts of as many bytes as the function takes at once. */
export async function transformRecords(
  call: CallAws,
  { stream, processor }: { readonly stream: StreamRecord; readonly processor: Processor },
  records: readonly Datum[],
): Promise<Transformed> {
  const most = Number(parameterOf(processor, 'BufferSizeInMBs') ?? 1) * mebibyte;
  const kept: Datum[] = [];
  const failed: Failed[] = [];
  for (const part of partsOf(records, most)) {
    const answer = await transformedPart(call, { stream, processor }, part);
    kept.push(...answer.kept);
    failed.push(...answer.failed);
  }
  return { kept, failed };
}

export function partsOf(records: readonly Datum[], most: number): readonly (readonly Datum[])[] {
  const parts: Datum[][] = [];
  let size = 0;
  for (const record of records) {
    const last = parts.at(-1);
    if (last === undefined || size + record.data.length > most) {
      parts.push([record]);
      size = record.data.length;
    } else {
      last.push(record);
      size += record.data.length;
    }
  }
  return parts;
}

/** A call that fails is repeated as often as the processor says. */
async function transformedPart(
  call: CallAws,
  { stream, processor }: { readonly stream: StreamRecord; readonly processor: Processor },
  records: readonly Datum[],
): Promise<Transformed> {
  const attempts = 1 + Number(parameterOf(processor, 'NumberOfRetries') ?? 3);
  const event = {
    invocationId: randomUUID(),
    deliveryStreamArn: arnOfStream(stream),
    region: stream.place.region,
    records: records.map(({ id, at, data }) => ({
      recordId: id,
      approximateArrivalTimestamp: at,
      data: data.toString('base64'),
    })),
  };
  let failure = { code: 'Lambda.FunctionError', message: '' };
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      const answer = await call('lambda', 'Invoke', {
        FunctionName: parameterOf(processor, 'LambdaArn'),
        Payload: Buffer.from(JSON.stringify(event)),
      });
      const text = textIn(answer, 'Payload');
      if (answer['FunctionError'] === undefined) return readAnswer(text, records);
      failure = {
        code: 'Lambda.FunctionError',
        message: `The Lambda function was successfully invoked but it returned an error result. ${text}`,
      };
    } catch (error) {
      if (!(error instanceof CallRefused)) throw error;
      failure = { code: 'Lambda.InvokeFailed', message: `${error.code}: ${error.message}` };
    }
  }
  return { kept: [], failed: records.map((each) => ({ ...each, ...failure, attempts })) };
}

/** A record that the answer does not have, or has otherwise than `Ok` or `Dropped`, has failed. */
export function readAnswer(text: string, records: readonly Datum[]): Transformed {
  const given = new Map(answersIn(text).map((each) => [textIn(each, 'recordId'), each]));
  const kept: Datum[] = [];
  const failed: Failed[] = [];
  for (const record of records) {
    const answer = given.get(record.id);
    const result = answer === undefined ? '' : textIn(answer, 'result');
    if (result === 'Ok' && answer !== undefined)
      kept.push({ ...record, data: Buffer.from(textIn(answer, 'data'), 'base64') });
    else if (result !== 'Dropped') failed.push({ ...record, ...reasonOf(answer, result), attempts: 1 });
  }
  return { kept, failed };
}

function reasonOf(answer: unknown, result: string) {
  if (answer === undefined)
    return { code: 'Lambda.MissingRecordId', message: 'One or more record Ids were not returned.' };
  if (result === 'ProcessingFailed')
    return { code: 'Lambda.ProcessingFailedStatus', message: 'ProcessingFailed status set for record' };
  return {
    code: 'Lambda.JsonProcessingException',
    message: `The result ${JSON.stringify(result)} is not valid`,
  };
}

function answersIn(text: string): readonly Readonly<Record<string, string>>[] {
  try {
    const answer: unknown = JSON.parse(text);
    const records = isRecord(answer) ? answer['records'] : undefined;
    return Array.isArray(records)
      ? records.filter(isRecord).map((each) => each as Readonly<Record<string, string>>)
      : [];
  } catch {
    return [];
  }
}
