// The address of a function with the invoke mode RESPONSE_STREAM: what the function writes goes out at once. Source: Lambda
// developer guide, "Response streaming for Lambda functions" and "Configuring a Lambda function to stream responses".
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { isFailed } from '../../lib/result.ts';
import { httpResponse } from '../execute-api/http-response.ts';
import { grouped, type ApiResponse } from '../execute-api/message.ts';
import type { ServiceCall } from '../service.ts';
import type { EventToRun, FunctionAnswer } from './run-event.ts';
import { streamEvent, type StreamedAnswer } from './stream-event.ts';

export interface ResponseInParts extends Pick<ApiResponse, 'status' | 'headers'> {
  readonly parts: AsyncIterable<Uint8Array>;
  /** Fails the response when the function does after it began. */
  readonly answer: Promise<FunctionAnswer>;
}

export const failedResponse: ApiResponse = {
  status: 502,
  headers: [['content-type', 'text/plain']],
  body: 'Internal Server Error',
};

/** A function that streams nothing is answered with its JSON as it is. */
export async function answerInParts(
  where: Pick<ServiceCall, 'ground' | 'place'>,
  event: EventToRun,
): Promise<ApiResponse | ResponseInParts> {
  const { streamed, answer } = await streamEvent(where, event);
  if (streamed === undefined) {
    const { body, isError } = await answer;
    return isError
      ? failedResponse
      : { status: 200, headers: [['content-type', 'application/json']], body: Buffer.from(body) };
  }
  const { contentType, parts } = streamed;
  if (contentType !== 'application/vnd.awslambda.http-integration-response')
    return { status: 200, headers: [['content-type', contentType]], parts, answer };
  return (await withPrelude(streamed, answer)) ?? failedResponse;
}

const afterPrelude = Buffer.alloc(8);

/** The status and the headers stand in front, as JSON. Undefined when they do not. */
async function withPrelude(
  { parts }: NonNullable<StreamedAnswer['streamed']>,
  answer: Promise<FunctionAnswer>,
): Promise<ResponseInParts | undefined> {
  const all = parts[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let begun = Buffer.alloc(0);
  let at = -1;
  while (at < 0) {
    const { done, value } = await all.next();
    if (done === true) return undefined;
    begun = Buffer.concat([begun, value]);
    at = begun.indexOf(afterPrelude);
  }
  const response = httpResponse({ statusCode: 200, ...preludeIn(begun.subarray(0, at)), body: '' });
  if (isFailed(response)) return undefined;
  const { status, headers } = response;
  return { status, headers, parts: following(begun.subarray(at + afterPrelude.length), all), answer };
}

function preludeIn(bytes: Buffer): object {
  try {
    return JSON.parse(bytes.toString('utf8')) as object;
  } catch {
    return {};
  }
}

async function* following(first: Buffer, others: AsyncIterator<Buffer>): AsyncIterable<Uint8Array> {
  if (first.length > 0) yield first;
  for (;;) {
    const { done, value } = await others.next();
    if (done === true) return;
    yield value;
  }
}

/** A function that fails in the middle leaves a response that has no end. */
export async function sendParts(
  { status, headers, parts, answer }: ResponseInParts,
  response: ServerResponse,
  isHead: boolean,
): Promise<void> {
  response.writeHead(status, grouped(headers) as Record<string, string[]>);
  response.flushHeaders();
  if (isHead) {
    response.end();
    return;
  }
  try {
    await pipeline(
      (async function* sent() {
        yield* parts;
        if ((await answer).isError) throw new Error('the function failed while it streamed its response');
      })(),
      response,
    );
  } catch {
    response.destroy();
  }
}
