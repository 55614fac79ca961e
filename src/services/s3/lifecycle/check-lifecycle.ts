// What S3 refuses of a lifecycle configuration although each value by itself is sound. Source: Amazon S3 user guide,
// "Lifecycle configuration elements".
import type { Shapes } from '../s3-call.ts';
import { s3Error } from '../s3-errors.ts';

/** @throws AwsError */
export function checkLifecycle({ Rules }: Shapes['BucketLifecycleConfiguration']): void {
  const ids = Rules.flatMap(({ ID }) => ID ?? []);
  const wrong =
    Rules.map(wrongIn).find((text) => text !== undefined) ??
    (new Set(ids).size < ids.length
      ? 'Rule ID must be unique. Found same ID for more than one rule'
      : undefined);
  if (wrong !== undefined) throw s3Error('InvalidRequest', { message: wrong });
}

const actions = [
  'Expiration',
  'Transitions',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransitions',
  'AbortIncompleteMultipartUpload',
] as const;

function wrongIn(rule: Shapes['LifecycleRule']): string | undefined {
  if (actions.every((name) => rule[name] === undefined))
    return 'At least one action needs to be specified in a rule';
  const { Tag, And } = rule.Filter ?? {};
  const hasTags = Tag !== undefined || And?.Tags !== undefined;
  if (hasTags && rule.AbortIncompleteMultipartUpload !== undefined)
    return 'AbortIncompleteMultipartUpload cannot be specified with Tags';
  if (hasTags && rule.Expiration?.ExpiredObjectDeleteMarker !== undefined)
    return 'ExpiredObjectDeleteMarker cannot be specified with Tags';
  const midnight = [rule.Expiration, ...(rule.Transitions ?? [])].every(
    (each) => each?.Date === undefined || each.Date.getTime() % 86_400_000 === 0,
  );
  return midnight ? undefined : "'Date' must be at midnight GMT";
}
