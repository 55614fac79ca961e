// One event whose answer is taken while the function writes it. Source: Lambda developer guide, "Response streaming for Lambda
// functions".
import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { ServiceCall } from '../service.ts';
import { runEvent, type EventToRun, type FunctionAnswer, type RunOfEvent } from './run-event.ts';

export interface StreamedAnswer {
  /** Absent when the function has streamed nothing: all of it is the answer. */
  readonly streamed?: { readonly contentType: string; readonly parts: Readable };
  /** What it came to; without a body after it was streamed. */
  readonly answer: Promise<FunctionAnswer>;
  readonly ended: RunOfEvent['ended'];
}

/** Resolves when the function begins its answer. @throws AwsError when it has as many events as it may have at a time */
export async function streamEvent(
  where: Pick<ServiceCall, 'ground' | 'place'>,
  event: EventToRun,
): Promise<StreamedAnswer> {
  const parts = new PassThrough();
  const begun = Promise.withResolvers<string | undefined>();
  const write = async (part: Uint8Array): Promise<void> => {
    // Who reads it may be gone: the function goes on, as on AWS.
    if (parts.destroyed || parts.write(part)) return;
    await Promise.race([once(parts, 'drain'), once(parts, 'close')]);
  };
  const { answer, ended } = await runEvent(where, { ...event, sink: { begin: begun.resolve, write } });
  void answer.finally(() => {
    parts.end();
    begun.resolve(undefined);
  });
  const contentType = await begun.promise;
  return { answer, ended, ...(contentType === undefined ? {} : { streamed: { contentType, parts } }) };
}
