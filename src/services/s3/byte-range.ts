// The part of an object that a request asks for (RFC 9110 §14; S3 API reference, GetObject). Pure.
import { s3Error } from './s3-errors.ts';

export interface ByteRange {
  readonly first: number;
  /** Included. */
  readonly last: number;
}

/**
 * Undefined for the whole: several ranges, and what is no range, are ignored.
 * @throws AwsError InvalidRange when nothing of the object lies in it
 */
export function rangeOf(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  if (from !== '' && to !== '' && Number(to) < Number(from)) return undefined;
  const first = from === '' ? Math.max(0, sizeBytes - Number(to)) : Number(from);
  const last = from === '' || to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1);
  if (first >= sizeBytes || (from === '' && Number(to) === 0))
    throw s3Error('InvalidRange', {
      members: { ActualObjectSize: sizeBytes, RangeRequested: header },
    });
  return { first, last };
}
