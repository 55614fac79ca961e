// Invoke: an event goes through a process of the function, or is taken for later.
import { AwsError } from '../../aws/wire/aws-error.ts';
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { newId } from '../../lib/id.ts';
import { refuse, type Operations } from '../service.ts';
import { takeEvent } from './async-events.ts';
import { latestOf, qualified } from './function-record.ts';
import { referenceOf, type Op } from './names.ts';
import { chooseVersion, runEvent } from './run-event.ts';

export const mostSyncBytes = 6_291_456;
const mostAsyncBytes = 1_048_576;

const invoke: Op<'Invoke'> = async (input, call) => {
  const reference = referenceOf(input, call.place);
  const { InvocationType = 'RequestResponse', LogType, Payload = new Uint8Array() } = input;
  const payload = checkedPayload(Payload, InvocationType === 'Event' ? mostAsyncBytes : mostSyncBytes);
  const record = qualified(call, reference, chooseVersion);
  if (InvocationType === 'DryRun') return { StatusCode: 204 };
  const requestId = call.requestId === '' ? newId() : call.requestId;
  const clientContext = clientContextOf(input.ClientContext);
  if (InvocationType === 'Event') {
    takeEvent(call, { reference, payload, requestId, ...clientContext });
    return { StatusCode: 202 };
  }
  const { answer, ended } = await runEvent(call, { record, payload, requestId, ...clientContext });
  const log = LogType === 'Tail' ? { LogResult: Buffer.from((await ended).logTail).toString('base64') } : {};
  const { body, isError } = await answer;
  return {
    StatusCode: 200,
    ExecutedVersion: record.version,
    ...(isError ? { FunctionError: 'Unhandled' } : {}),
    ...log,
    Payload: body,
  };
};

/** Empty ones reach the handler as `{}`. @throws AwsError */
export function checkedPayload(payload: Uint8Array, mostBytes: number): Uint8Array {
  if (payload.length > mostBytes)
    throw refuse<LambdaApi>(
      'RequestTooLargeException',
      `Request must be smaller than ${mostBytes} bytes for the InvokeFunction operation`,
    );
  if (payload.length === 0) return Buffer.from('{}');
  try {
    JSON.parse(Buffer.from(payload).toString('utf8'));
    return payload;
  } catch (error) {
    throw refuse<LambdaApi>(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${(error as Error).message}`,
    );
  }
}

/** In base64, and JSON. @throws AwsError */
export function clientContextOf(given: string | undefined): { readonly clientContext?: string } {
  if (given === undefined || given === '') return {};
  const text = Buffer.from(given, 'base64').toString('utf8');
  try {
    return { clientContext: JSON.stringify(JSON.parse(text)) };
  } catch {
    throw new AwsError(
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
}

/** The old form of an invocation for later. */
const invokeAsync: Op<'InvokeAsync'> = (input, call) => {
  const reference = referenceOf(input, call.place);
  latestOf(call, reference.name);
  const payload = checkedPayload(input.InvokeArgs, mostAsyncBytes);
  takeEvent(call, { reference, payload, requestId: newId() });
  return { Status: 202 };
};

export const invocations = {
  Invoke: invoke,
  InvokeAsync: invokeAsync,
} satisfies Operations<LambdaApi>;
