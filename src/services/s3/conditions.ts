// Whether a request's conditions hold (S3 API reference, "Conditional reads" and "Conditional writes"). Pure.
import { s3Error } from './s3-errors.ts';

export interface ReadConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly IfModifiedSince?: Date | undefined;
  readonly IfUnmodifiedSince?: Date | undefined;
}

export interface Compared {
  /** Without quotes. */
  readonly etag: string;
  readonly modifiedAt: number;
}

/** An ETag's condition, when there is one, counts more than the one of a time. @throws AwsError when one does not hold */
export function checkRead(conditions: ReadConditions, { etag, modifiedAt }: Compared): void {
  const { IfMatch, IfNoneMatch, IfModifiedSince, IfUnmodifiedSince } = conditions;
  const seconds = Math.floor(modifiedAt / 1000);
  const isLater = (date: Date) => seconds > Math.floor(date.getTime() / 1000);
  // A cache renews what it has by these.
  const headers = { etag: `"${etag}"`, 'last-modified': new Date(modifiedAt).toUTCString() };
  const notModified = s3Error('NotModified', { headers });
  if (IfMatch !== undefined && !names(IfMatch, etag)) throw failed('If-Match');
  if (IfMatch === undefined && IfUnmodifiedSince !== undefined && isLater(IfUnmodifiedSince))
    throw failed('If-Unmodified-Since');
  if (IfNoneMatch !== undefined && names(IfNoneMatch, etag)) throw notModified;
  if (IfNoneMatch === undefined && IfModifiedSince !== undefined && !isLater(IfModifiedSince))
    throw notModified;
}

export interface WriteConditions {
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
}

/** What S3 does not implement is refused before anything is read. */
export function checkConditionForm({ IfMatch, IfNoneMatch }: WriteConditions): void {
  const header =
    IfMatch === '*'
      ? 'If-Match'
      : IfNoneMatch !== undefined && IfNoneMatch !== '*'
        ? 'If-None-Match'
        : undefined;
  if (header === undefined) return;
  const additionalMessage = "We don't accept the provided value of this conditional header";
  throw s3Error('NotImplemented', { members: { Header: header, additionalMessage } });
}

/** @param current what lies under the key; absent below a delete marker too */
export function checkWrite(
  { IfMatch, IfNoneMatch }: WriteConditions,
  key: string,
  current: Compared | undefined,
): void {
  if (IfNoneMatch !== undefined && current !== undefined) throw failed('If-None-Match');
  if (IfMatch === undefined) return;
  if (current === undefined) throw s3Error('NoSuchKey', { members: { Key: key } });
  if (!names(IfMatch, current.etag)) throw failed('If-Match');
}

function failed(condition: string) {
  return s3Error('PreconditionFailed', { members: { Condition: condition } });
}

function names(list: string, etag: string): boolean {
  return list.split(',').some((each) => {
    const one = each.trim().replace(/^W\//, '');
    return one === '*' || one.replaceAll('"', '') === etag;
  });
}
