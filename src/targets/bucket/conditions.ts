// Conditional requests: whether what the caller has or expects is what there is. Pure. Sources: RFC 9110, section
// 13.2.2 (precedence); Amazon S3 API reference, GetObject (If-Match beats If-Unmodified-Since, If-None-Match beats
// If-Modified-Since).

/** Of the headers of these names. */
export interface Conditions {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
  readonly ifModifiedSince?: string;
  readonly ifUnmodifiedSince?: string;
}

/** What a response says of its content. */
export interface Validators {
  /** MD5 in quotes, as S3 gives it for what was uploaded in one part. */
  readonly eTag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
}

/** The status that the conditions give instead of the content; undefined when it is to be sent. */
export function statusOf(conditions: Conditions, validators: Validators): 304 | 412 | undefined {
  const { ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince } = conditions;
  const { eTag } = validators;
  if (ifMatch !== undefined) {
    if (!hasTag(ifMatch, eTag, 'strong')) return 412;
  } else if (isAfter(validators, ifUnmodifiedSince) === true) return 412;
  if (ifNoneMatch !== undefined) return hasTag(ifNoneMatch, eTag, 'weak') ? 304 : undefined;
  return isAfter(validators, ifModifiedSince) === false ? 304 : undefined;
}

/** Whether a part may be sent: without If-Range, or when that names exactly what there is. */
export function mayBePart(ifRange: string | undefined, { eTag, lastModified }: Validators): boolean {
  if (ifRange === undefined) return true;
  if (/^(W\/)?"/.test(ifRange.trim())) return ifRange.trim() === eTag;
  return Date.parse(ifRange) === inSeconds(lastModified);
}

/** A weak tag is the same object, only packed: enough to keep a copy, not to go on with it. */
function hasTag(given: string, eTag: string, comparison: 'strong' | 'weak'): boolean {
  const tags = given.match(/\*|(W\/)?"[^"]*"/g) ?? [given.trim()];
  return tags.some(
    (tag) => tag === '*' || tag === eTag || (comparison === 'weak' && plain(tag) === plain(eTag)),
  );
}

function plain(tag: string): string {
  return tag.replace(/^W\//, '');
}

/** Undefined without a date that can be read, which is as if it had not been given. */
function isAfter({ lastModified }: Validators, date: string | undefined): boolean | undefined {
  const given = Date.parse(date ?? '');
  return Number.isNaN(given) ? undefined : inSeconds(lastModified) > given;
}

/** Dates of HTTP have no smaller unit. */
function inSeconds(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
