// The server access logs of buckets: what a call of S3 was answered is a line there before the answer is sent.
import type { IncomingMessage } from 'node:http';
import { AwsError } from '../aws/wire/aws-error.ts';
import { isStreamed, type Streamed, type Values, type WireResponse } from '../aws/wire/message.ts';
import type { AnsweredCall, signatureOf } from '../services/s3/access-logs/note-request.ts';
import type { Answering } from './answer-request.ts';
import { headOf } from './request-head.ts';
import type { CallNotes } from './note-call.ts';

export interface Answered {
  readonly notes: CallNotes;
  readonly request: IncomingMessage;
  readonly written: WireResponse;
  /** By `performance.now()`. */
  readonly cameAt: number;
}

export interface Logged {
  /** In place of the one that was written: its bytes are counted. */
  readonly written: WireResponse;
  /** To be called when it was sent. */
  readonly end: () => void;
}

/** Undefined where nothing is left to log once the answer has been sent. Never rejects. */
export async function logAccess(
  { ground, onMistake }: Answering,
  answered: Answered,
): Promise<Logged | undefined> {
  const { notes, written, cameAt } = answered;
  if (notes.call?.service !== 's3') return undefined;
  try {
    const { noteRequest, signatureOf } = await import('../services/s3/access-logs/note-request.ts');
    const ended = noteRequest(ground, callIn(answered, notes.call, signatureOf));
    if (ended === undefined || !isStreamed(written.body)) return undefined;
    const count = { bytes: 0 };
    return {
      written: { ...written, body: counted(written.body, count) },
      end: () => ended({ bytesSent: count.bytes, totalMs: since(cameAt) }),
    };
  } catch (error) {
    // The call has been answered, whatever becomes of its line.
    onMistake(error);
    return undefined;
  }
}

function callIn(
  { notes, request, written, cameAt }: Answered,
  call: NonNullable<CallNotes['call']>,
  signed: typeof signatureOf,
): AnsweredCall {
  const { input, output, error } = notes;
  const { headers, method = 'GET', url = '', httpVersion, socket } = request;
  const { path, query } = headOf(request);
  const turnAroundMs = since(cameAt);
  const isHead = method === 'HEAD';
  const isOpen = isStreamed(written.body) && !isHead;
  const bytesSent = isStreamed(written.body) || isHead ? undefined : Buffer.byteLength(written.body);
  return {
    visit: {
      partition: call.place.partition,
      at: call.at,
      remoteIp: socket.remoteAddress,
      requester: call.caller.arn,
      requestId: call.requestId,
      request: `${method} ${url} HTTP/${httpVersion}`,
      referer: headers.referer,
      userAgent: headers['user-agent'],
      host: headers.host,
      signature: signed(headers.authorization, query),
    },
    operation: call.operation,
    method,
    path,
    input,
    output,
    answer: {
      status: written.status,
      errorCode: written.status < 400 ? undefined : error instanceof AwsError ? error.code : 'InternalError',
      objectSize: error === undefined ? sizeIn(call, input, output) : undefined,
      turnAroundMs,
      ...(isOpen ? {} : { bytesSent, totalMs: turnAroundMs }),
    },
  };
}

function since(cameAt: number): number {
  return Math.round(performance.now() - cameAt);
}

/** Of the object that was read or put. */
function sizeIn(
  { operation, head }: NonNullable<CallNotes['call']>,
  input: Values = {},
  output: Values = {},
): number | undefined {
  const range = output['ContentRange'];
  const whole = typeof range === 'string' ? /\/(\d+)$/.exec(range)?.[1] : undefined;
  if (whole !== undefined) return Number(whole);
  if (/^(Get|Head)Object$/.test(operation)) return numberIn(output['ContentLength']);
  if (!/^(PutObject|UploadPart)$/.test(operation)) return undefined;
  const decoded = head.headers['x-amz-decoded-content-length'];
  return decoded === undefined ? numberIn(input['ContentLength']) : Number(decoded);
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

async function* counted(body: Streamed, count: { bytes: number }): Streamed {
  for await (const piece of body) {
    count.bytes += piece.length;
    yield piece;
  }
}
