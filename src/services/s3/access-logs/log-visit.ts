// The line of a visitor without a signature: to the website of a bucket, or to an object by the bucket's own name.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { placeOfAccount } from '../../../account/place-of-account.ts';
import { newId } from '../../../lib/id.ts';
import type { BucketAnswer, BucketObject } from '../../../targets/bucket/bucket-request.ts';
import type { Sending } from '../../../targets/bucket/serve-answer.ts';
import type { Ground } from '../../service.ts';
import { reportNotWritten } from './deliver-lines.ts';
import { noteLine } from './note-request.ts';

export interface LoggedVisit {
  readonly bucket: string;
  readonly endpoint: 'website' | 'rest';
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  readonly answer: BucketAnswer<BucketObject>;
  /** What was asked for; empty for the bucket itself. */
  readonly key: string;
  /** By `performance.now()`. */
  readonly cameAt: number;
  /** No policy lets the visitor read it, the list of the object does. */
  readonly isAclRequired: boolean;
}

interface Head {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** @returns what the sender of the answer reports of its head: it never throws */
export function loggingVisit(ground: Ground, visit: LoggedVisit): NonNullable<Sending<never>['onHead']> {
  return (status, headers) => {
    try {
      noteVisit(ground, visit, { status, headers });
    } catch (error) {
      reportNotWritten(error);
    }
  };
}

function noteVisit(ground: Ground, visit: LoggedVisit, { status, headers }: Head): void {
  const { incoming, response, answer, cameAt, bucket, key } = visit;
  const turnAroundMs = Math.round(performance.now() - cameAt);
  const body = answer.body;
  const end = noteLine(ground, bucket, {
    visit: {
      partition: placeOfAccount(ground.account).partition,
      at: Date.now() - turnAroundMs,
      remoteIp: incoming.socket.remoteAddress,
      requestId: newId(),
      request: `${incoming.method ?? 'GET'} ${incoming.url ?? ''} HTTP/${incoming.httpVersion}`,
      referer: incoming.headers.referer,
      userAgent: incoming.headers['user-agent'],
      host: incoming.headers.host,
      isAclRequired: visit.isAclRequired,
    },
    about: { operation: operationOf(visit), key: key === '' ? undefined : key },
    answer: {
      status,
      errorCode: answer.errorCode,
      objectSize: body !== undefined && 'object' in body ? body.object.size : undefined,
      turnAroundMs,
    },
  });
  if (end === undefined) return;
  const length = incoming.method === 'HEAD' ? 0 : Number(headers['content-length'] ?? 0);
  response.once('close', () =>
    end({
      // How much of it a visitor has who left before its end is not known.
      bytesSent: response.writableFinished ? length : 0,
      totalMs: Math.round(performance.now() - cameAt),
    }),
  );
}

function operationOf({ endpoint, incoming: { method = 'GET' }, key }: LoggedVisit): string {
  if (method === 'OPTIONS') return 'REST.OPTIONS.PREFLIGHT';
  if (endpoint === 'website') return `WEBSITE.${method}.OBJECT`;
  return `REST.${method}.${key === '' ? 'BUCKET' : 'OBJECT'}`;
}
