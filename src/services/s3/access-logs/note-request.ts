// The lines of a request in the server access logs of the buckets that it is about.
import { defined } from '../../../lib/defined.ts';
import { percentDecoded } from '../../../lib/percent-decoded.ts';
import { isValues, type Values } from '../../../aws/wire/message.ts';
import type { AwsPlace } from '../../../model/place.ts';
import type { Ground } from '../../service.ts';
import { copySourceIn } from '../copy-source.ts';
import { openStore, ownerOf } from '../s3-call.ts';
import type { Bucket } from '../store-rows.ts';
import { accessLine, type LoggedAnswer, type LoggedRequest } from './access-line.ts';
import { addLine } from './deliver-lines.ts';
import { logTargetOf } from './log-target.ts';
import { loggedOperation, loggedSource } from './logged-operation.ts';

/** What a request says, whichever service answers it. */
export interface Visit extends Omit<LoggedRequest, 'owner' | 'bucket' | 'operation' | 'key' | 'versionId'> {
  readonly partition: AwsPlace['partition'];
}

/** A call of S3's API whose answer is ready. */
export interface AnsweredCall {
  readonly visit: Visit;
  readonly operation: string;
  readonly method: string;
  /** With the bucket in front, percent-encoded. */
  readonly path: string;
  /** Absent of a call that could not be read. */
  readonly input?: Values | undefined;
  readonly output?: Values | undefined;
  readonly answer: LoggedAnswer;
}

export interface Sent {
  readonly bytesSent: number;
  readonly totalMs: number;
}

/** What a line is about in its bucket. */
interface About {
  readonly operation: string;
  readonly key?: string | undefined;
  readonly versionId?: string | undefined;
}

/** @returns what is notified of how its answer was sent: undefined where no bucket logs it */
export function noteRequest(ground: Ground, call: AnsweredCall): ((sent: Sent) => void) | undefined {
  const { visit, operation, method, input = {}, output = {}, answer } = call;
  const named = namedIn(call.path);
  const name = textIn(input, 'Bucket') ?? named.bucket;
  const key = textIn(input, 'Key') ?? named.key;
  const versionId = textIn(output, 'VersionId') ?? textIn(input, 'VersionId');
  const source = copySourceIn(textIn(input, 'CopySource') ?? '');
  const sourceOperation = loggedSource(operation);
  if (source !== undefined && sourceOperation !== undefined) {
    const about = { operation: sourceOperation, key: source.key, versionId: source.versionId };
    noteLine(ground, source.bucket, { visit, about, answer });
  }
  if (operation === 'DeleteObjects')
    for (const about of removedIn(call))
      noteLine(ground, name, {
        visit: { ...visit, request: undefined },
        about,
        answer: { status: 204 },
      });
  const about = { operation: loggedOperation(operation, method), key, versionId };
  return noteLine(ground, name, { visit, about, answer });
}

/** What a call is about that could not be read, or refused before. */
function namedIn(path: string): { readonly bucket: string; readonly key?: string } {
  const decoded = percentDecoded(path) ?? '';
  const [, bucket = '', key] = /^\/([^/]*)(?:\/(.+))?$/s.exec(decoded) ?? [];
  return { bucket, ...defined({ key }) };
}

/** One line, in the log of the bucket if it has one. */
export function noteLine(
  ground: Ground,
  bucketName: string,
  { visit, about, answer }: { readonly visit: Visit; readonly about: About; readonly answer: LoggedAnswer },
): ((sent: Sent) => void) | undefined {
  const bucket = ground.keep(openStore).bucket(bucketName);
  const target = bucket === undefined ? undefined : logTargetOf(bucket, visit);
  if (bucket === undefined || target === undefined) return undefined;
  const request: LoggedRequest = { ...visit, ...about, ...ofBucket(bucket) };
  const isOpen = answer.totalMs === undefined && answer.turnAroundMs !== undefined;
  const end = addLine(ground, { target, at: visit.at, line: accessLine(request, answer), isOpen });
  return isOpen ? (sent) => end(accessLine(request, { ...answer, ...sent })) : undefined;
}

function ofBucket(bucket: Bucket): Pick<LoggedRequest, 'owner' | 'bucket'> {
  return { owner: ownerOf(bucket).ID ?? '', bucket: bucket.name };
}

/** A quiet call is answered with the errors alone: the rest of what it names was removed. */
function removedIn({ input = {}, output }: AnsweredCall): readonly About[] {
  if (output === undefined) return [];
  const asked = isValues(input['Delete']) ? input['Delete'] : {};
  const failed = new Set(valuesIn(output, 'Errors').map(nameOf));
  const removed =
    asked['Quiet'] === true
      ? valuesIn(asked, 'Objects').filter((each) => !failed.has(nameOf(each)))
      : valuesIn(output, 'Deleted');
  return removed.map((each) =>
    defined({
      operation: 'BATCH.DELETE.OBJECT',
      key: textIn(each, 'Key'),
      versionId: textIn(each, 'VersionId') ?? textIn(each, 'DeleteMarkerVersionId'),
    }),
  );
}

/** Of an object, or a version of it. */
function nameOf(values: Values): string {
  return JSON.stringify([textIn(values, 'Key'), textIn(values, 'VersionId')]);
}

function valuesIn(values: Values, name: string): readonly Values[] {
  const value = values[name];
  return Array.isArray(value) ? (value as unknown[]).filter(isValues) : [];
}

function textIn(values: Values, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
}

/** How a request is signed. @param query as it was sent */
export function signatureOf(authorization: string | undefined, query: string): LoggedRequest['signature'] {
  if (authorization !== undefined)
    return { version: authorization.startsWith('AWS4') ? 'SigV4' : 'SigV2', in: 'header' };
  if (/(^|&)X-Amz-Credential=/i.test(query)) return { version: 'SigV4', in: 'query' };
  return /(^|&)AWSAccessKeyId=/i.test(query) ? { version: 'SigV2', in: 'query' } : undefined;
}
