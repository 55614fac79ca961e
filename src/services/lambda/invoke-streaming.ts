// InvokeWithResponseStream: the answer of a function in events, while it writes it.
import type { LambdaApi } from '../../aws/operations/lambda.ts';
import { defined } from '../../lib/defined.ts';
import { newId } from '../../lib/id.ts';
import type { Operations } from '../service.ts';
import { qualified } from './function-record.ts';
import { checkedPayload, clientContextOf, mostSyncBytes } from './invoke.ts';
import { referenceOf, type Op } from './names.ts';
import { chooseVersion } from './run-event.ts';
import { streamEvent, type StreamedAnswer } from './stream-event.ts';

type StreamEvents = NonNullable<LambdaApi['operations']['InvokeWithResponseStream']['output']['EventStream']>;

const invokeWithResponseStream: Op<'InvokeWithResponseStream'> = async (input, call) => {
  const reference = referenceOf(input, call.place);
  const payload = checkedPayload(input.Payload ?? new Uint8Array(), mostSyncBytes);
  const record = qualified(call, reference, chooseVersion);
  if (input.InvocationType === 'DryRun') return { StatusCode: 204 };
  const requestId = call.requestId === '' ? newId() : call.requestId;
  const event = { record, payload, requestId, ...clientContextOf(input.ClientContext) };
  const run = await streamEvent(call, event);
  return {
    StatusCode: 200,
    ExecutedVersion: record.version,
    EventStream: eventsOf(run, input.LogType === 'Tail'),
  };
};

async function* eventsOf({ streamed, answer, ended }: StreamedAnswer, withLog: boolean): StreamEvents {
  if (streamed !== undefined)
    for await (const part of streamed.parts as AsyncIterable<Uint8Array>)
      yield { PayloadChunk: { Payload: part } };
  const { body, isError } = await answer;
  if (streamed === undefined && !isError) yield { PayloadChunk: { Payload: body } };
  const LogResult = withLog ? Buffer.from((await ended).logTail).toString('base64') : undefined;
  yield {
    InvokeComplete: {
      ...(isError ? failureOf(Buffer.from(body).toString('utf8')) : {}),
      ...defined({ LogResult }),
    },
  };
}

/** Of a function that ran out of time there is no type in the document. */
function failureOf(document: string): { readonly ErrorCode: string; readonly ErrorDetails: string } {
  const { errorType = 'Sandbox.Timedout' } = JSON.parse(document) as { readonly errorType?: string };
  return { ErrorCode: errorType, ErrorDetails: document };
}

export const streamingInvocations = {
  InvokeWithResponseStream: invokeWithResponseStream,
} satisfies Operations<LambdaApi>;
