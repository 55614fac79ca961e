// What an operation is called in a server access log. Source: Amazon S3 user guide, "Amazon S3 server access log format"
// (Operation) and "Logging options for Amazon S3". Pure.

/** After `REST.METHOD.`, of the operations whose name does not say it. */
const resources: Readonly<Record<string, string>> = {
  ListObjects: 'BUCKET',
  ListObjectsV2: 'BUCKET',
  HeadBucket: 'BUCKET',
  CreateBucket: 'BUCKET',
  DeleteBucket: 'BUCKET',
  ListObjectVersions: 'BUCKETVERSIONS',
  GetObject: 'OBJECT',
  HeadObject: 'OBJECT',
  PutObject: 'OBJECT',
  DeleteObject: 'OBJECT',
  DeleteObjects: 'MULTI_OBJECT_DELETE',
  GetObjectAcl: 'ACL',
  PutObjectAcl: 'ACL',
  GetBucketAcl: 'ACL',
  PutBucketAcl: 'ACL',
  GetObjectAttributes: 'OBJECT_ATTRIBUTES',
  GetObjectTagging: 'OBJECT_TAGGING',
  PutObjectTagging: 'OBJECT_TAGGING',
  DeleteObjectTagging: 'OBJECT_TAGGING',
  CreateMultipartUpload: 'UPLOADS',
  ListMultipartUploads: 'UPLOADS',
  CompleteMultipartUpload: 'UPLOAD',
  AbortMultipartUpload: 'UPLOAD',
  ListParts: 'UPLOAD',
  UploadPart: 'PART',
  GetBucketPolicy: 'BUCKETPOLICY',
  PutBucketPolicy: 'BUCKETPOLICY',
  DeleteBucketPolicy: 'BUCKETPOLICY',
  GetBucketPolicyStatus: 'POLICY_STATUS',
  GetBucketLogging: 'LOGGING_STATUS',
  PutBucketLogging: 'LOGGING_STATUS',
  GetObjectLockConfiguration: 'OBJECT_LOCK_CONFIGURATION',
  PutObjectLockConfiguration: 'OBJECT_LOCK_CONFIGURATION',
};

/** @param operation of S3's API */
export function loggedOperation(operation: string, method: string): string {
  if (operation === 'CopyObject') return 'REST.COPY.OBJECT';
  if (operation === 'UploadPartCopy') return 'REST.COPY.PART';
  return `REST.${method}.${resources[operation] ?? resourceIn(operation)}`;
}

/** The source of a copy, in the log of its bucket. */
export function loggedSource(operation: string): string | undefined {
  if (operation === 'CopyObject') return 'REST.COPY.OBJECT_GET';
  return operation === 'UploadPartCopy' ? 'REST.COPY.PART_GET' : undefined;
}

/** `GetBucketRequestPayment` is about REQUEST_PAYMENT, `PutPublicAccessBlock` about PUBLIC_ACCESS_BLOCK. */
function resourceIn(operation: string): string {
  const name = operation.replace(/^(Get|Put|Delete|List)(Bucket)?(?=.)/, '').replace(/Configurations?$/, '');
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
}
