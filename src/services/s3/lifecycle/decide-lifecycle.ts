// What a bucket's lifecycle rules do to its objects at a time. Pure. Source: Amazon S3 user guide, "Lifecycle configuration
// elements" and "Expiring objects".
import { defined } from '../../../lib/defined.ts';
import type { Bucket, StoredVersion, Tag, Upload } from '../store-rows.ts';

export type LifecycleStep =
  /** As a DELETE without a version: a marker where the bucket keeps versions. */
  | { readonly type: 'expire'; readonly version: StoredVersion }
  /** The version itself, or a delete marker that hides nothing any more. */
  | { readonly type: 'remove'; readonly version: StoredVersion }
  | { readonly type: 'transition'; readonly version: StoredVersion; readonly storageClass: string }
  | { readonly type: 'abort'; readonly upload: Upload };

interface Transition {
  readonly Date?: string;
  readonly Days?: number;
  readonly NoncurrentDays?: number;
  readonly NewerNoncurrentVersions?: number;
  readonly StorageClass?: string;
}

interface Conditions {
  readonly Prefix?: string;
  readonly Tag?: Tag;
  readonly Tags?: readonly Tag[];
  readonly ObjectSizeGreaterThan?: number;
  readonly ObjectSizeLessThan?: number;
}

/** As the setting is kept: dates are texts. */
export interface LifecycleRule extends Pick<Conditions, 'Prefix'> {
  readonly ID?: string;
  readonly Status?: string;
  readonly Filter?: Conditions & { readonly And?: Conditions };
  readonly Expiration?: {
    readonly Date?: string;
    readonly Days?: number;
    readonly ExpiredObjectDeleteMarker?: boolean;
  };
  readonly NoncurrentVersionExpiration?: Pick<Transition, 'NoncurrentDays' | 'NewerNoncurrentVersions'>;
  readonly Transitions?: readonly Transition[];
  readonly NoncurrentVersionTransitions?: readonly Transition[];
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation?: number };
}

/** Those that are on. */
export function rulesOf({ settings }: Pick<Bucket, 'settings'>): readonly LifecycleRule[] {
  const { Rules = [] } = (settings['lifecycle'] ?? {}) as { readonly Rules?: readonly LifecycleRule[] };
  return Rules.filter(({ Status }) => Status === 'Enabled');
}

/**
 * @param versions all of one key, the newest first
 * @param now milliseconds since the epoch
 */
export function stepsOfKey(
  rules: readonly LifecycleRule[],
  versions: readonly StoredVersion[],
  now: number,
): readonly LifecycleStep[] {
  return versions.flatMap((version, place) => {
    const newer = versions[place - 1];
    if (newer === undefined) return stepOfCurrent(rules, { version, isAlone: versions.length === 1 }, now);
    return stepOfNoncurrent(rules, { version, since: newer.modifiedAt, newerNoncurrent: place - 1 }, now);
  });
}

interface Current {
  readonly version: StoredVersion;
  /** There are no others of its key. */
  readonly isAlone: boolean;
}

function stepOfCurrent(
  rules: readonly LifecycleRule[],
  { version, isAlone }: Current,
  now: number,
): readonly LifecycleStep[] {
  const applying = rules.filter((rule) => applies(rule, version));
  const { modifiedAt } = version;
  if (version.isMarker) {
    // An expiration after days removes the marker as well when nothing else is left (S3 API reference, LifecycleExpiration).
    const isOver = applying.some(
      ({ Expiration: { ExpiredObjectDeleteMarker, Days } = {} }) =>
        ExpiredObjectDeleteMarker === true || (Days !== undefined && isDue(modifiedAt, Days, now)),
    );
    return isAlone && isOver ? [{ type: 'remove', version }] : [];
  }
  // It may not be moved and removed on the same day: removal wins.
  if (applying.some(({ Expiration }) => isReached(Expiration, modifiedAt, now)))
    return [{ type: 'expire', version }];
  const due = applying
    .flatMap(({ Transitions = [] }) => Transitions)
    .filter((each) => isReached(each, modifiedAt, now));
  return transitionTo(version, due);
}

interface Noncurrent {
  readonly version: StoredVersion;
  /** When the version after it was made. */
  readonly since: number;
  /** How many noncurrent versions are newer. */
  readonly newerNoncurrent: number;
}

function stepOfNoncurrent(
  rules: readonly LifecycleRule[],
  { version, since, newerNoncurrent }: Noncurrent,
  now: number,
): readonly LifecycleStep[] {
  const isOver = ({ NoncurrentDays, NewerNoncurrentVersions = 0 }: Transition): boolean =>
    NoncurrentDays !== undefined &&
    newerNoncurrent >= NewerNoncurrentVersions &&
    isDue(since, NoncurrentDays, now);
  const applying = rules.filter((rule) => applies(rule, version));
  const expirations = applying.flatMap(({ NoncurrentVersionExpiration: each }) => each ?? []);
  if (expirations.some(isOver)) return [{ type: 'remove', version }];
  if (version.isMarker) return [];
  const due = applying.flatMap(({ NoncurrentVersionTransitions = [] }) => NoncurrentVersionTransitions);
  return transitionTo(version, due.filter(isOver));
}

/** From the dearest class to the cheapest: an object moves down alone (S3 user guide, "Supported transitions"). */
const classes = [
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ONEZONE_IA',
  'GLACIER_IR',
  'GLACIER',
  'DEEP_ARCHIVE',
];

/** Smaller objects stay where they are, whatever the class (S3 user guide, "Supported transitions", since September 2024). */
const leastMovedBytes = 128 * 1024;

function transitionTo(version: StoredVersion, due: readonly Transition[]): readonly LifecycleStep[] {
  if (version.sizeBytes < leastMovedBytes) return [];
  const now = classes.indexOf(version.about.storageClass ?? 'STANDARD');
  const lowest = Math.max(...due.map(({ StorageClass = '' }) => classes.indexOf(StorageClass)));
  const storageClass = lowest > now ? classes[lowest] : undefined;
  return storageClass === undefined ? [] : [{ type: 'transition', version, storageClass }];
}

/** Undefined when it is not yet so far. */
export function stepOfUpload(
  rules: readonly LifecycleRule[],
  upload: Upload,
  now: number,
): LifecycleStep | undefined {
  const isOver = rules.some(({ AbortIncompleteMultipartUpload: { DaysAfterInitiation } = {}, ...rule }) => {
    const { Prefix = '' } = conditionsOf(rule);
    if (DaysAfterInitiation === undefined || !upload.key.startsWith(Prefix)) return false;
    return isDue(upload.initiatedAt, DaysAfterInitiation, now);
  });
  return isOver ? { type: 'abort', upload } : undefined;
}

function applies(rule: LifecycleRule, { key, sizeBytes, about, isMarker }: StoredVersion): boolean {
  const { Prefix = '', Tag, Tags = [], ...size } = conditionsOf(rule);
  const wanted = Tag === undefined ? Tags : [Tag, ...Tags];
  const hasTags = wanted.every(({ Key, Value }) =>
    about.tags.some((each) => each.Key === Key && each.Value === Value),
  );
  const { ObjectSizeGreaterThan: over = -1, ObjectSizeLessThan: under = Infinity } = size;
  return key.startsWith(Prefix) && hasTags && (isMarker || (sizeBytes > over && sizeBytes < under));
}

function conditionsOf({ Prefix, Filter }: LifecycleRule): Conditions {
  const { And, ...single } = Filter ?? {};
  return { ...defined({ Prefix }), ...single, ...And };
}

const dayMs = 24 * 60 * 60 * 1000;

function isReached(when: Pick<Transition, 'Date' | 'Days'> | undefined, from: number, now: number): boolean {
  if (when?.Date !== undefined) return Date.parse(when.Date) <= now;
  return when?.Days !== undefined && isDue(from, when.Days, now);
}

/** The time and the days, rounded up to midnight UTC. */
function dueAt(from: number, days: number): number {
  return Math.ceil((from + days * dayMs) / dayMs) * dayMs;
}

function isDue(from: number, days: number, now: number): boolean {
  return dueAt(from, days) <= now;
}
