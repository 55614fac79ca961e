// The access control lists of buckets and objects, put and read.
import type { S3Api } from '../../aws/operations/s3.ts';
import { defined } from '../../lib/defined.ts';
import type { Operations } from '../service.ts';
import { retryAccessLogs } from './access-logs/deliver-lines.ts';
import { allowedList, listOfBucket, placeOf, shownList } from './access-lists.ts';
import { find } from './objects.ts';
import { bucketOf, causeOf, storeOf, type Op } from './s3-call.ts';
import { s3Error } from './s3-errors.ts';

const getBucketAcl: Op<'GetBucketAcl'> = (input, call) => {
  const bucket = bucketOf(input, call);
  return shownList(bucket, listOfBucket(bucket));
};

const putBucketAcl: Op<'PutBucketAcl'> = (input, call) => {
  const bucket = bucketOf(input, call);
  checkList(input);
  const list = allowedList(input, bucket, placeOf(call, 's3:PutBucketAcl', bucket.name));
  storeOf(call).setSetting(bucket.name, 'acl', list);
  retryAccessLogs(call.ground);
  return {};
};

const getObjectAcl: Op<'GetObjectAcl'> = (input, call) => {
  const bucket = bucketOf(input, call);
  return shownList(bucket, find(bucket, input, call).about.acl);
};

const putObjectAcl: Op<'PutObjectAcl'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const version = find(bucket, input, call);
  checkList(input);
  const place = placeOf(call, 's3:PutObjectAcl', `${bucket.name}/${version.key}`);
  const { acl: _before, ...about } = version.about;
  const acl = allowedList(input, bucket, place);
  storeOf(call).setAbout(version, { ...about, ...defined({ acl }) }, causeOf('ObjectAcl:Put', call));
  return {};
};

/** A list is the whole of these calls. */
function checkList(input: object): void {
  if (!Object.keys(input).some((name) => /^(?:ACL|AccessControlPolicy|Grant\w+)$/.test(name)))
    throw s3Error('MissingSecurityHeader');
}

export const aclOperations: Operations<S3Api> = {
  GetBucketAcl: getBucketAcl,
  PutBucketAcl: putBucketAcl,
  GetObjectAcl: getObjectAcl,
  PutObjectAcl: putObjectAcl,
};
