// Objects: put, read, copied, deleted, tagged.
import { validateHeaderValue } from 'node:http';
import type { S3Api } from '../../aws/operations/s3.ts';
import type { Operations, ServiceCall } from '../service.ts';
import type { ChecksumAlgorithm } from '../../lib/content-digest.ts';
import { defined } from '../../lib/defined.ts';
import { rangeOf, type ByteRange } from './byte-range.ts';
import { checksumMembers, expectedDigests } from './checksums.ts';
import { copySourceIn } from './copy-source.ts';
import { checkConditionForm, checkRead, checkWrite, type ReadConditions } from './conditions.ts';
import { checkedTags, shownAbout, writtenAbout } from './object-about.ts';
import type { ContentPart } from './content-files.ts';
import type { Bucket, StoredVersion } from './store-rows.ts';
import {
  bucketOf,
  causeOf,
  checkKey,
  quoted,
  storeOf,
  versionMember,
  type Op,
  type Shapes,
} from './s3-call.ts';
import { shownEncryption } from './object-encryption.ts';
import { s3Error } from './s3-errors.ts';

const putObject: Op<'PutObject'> = async (input, call) => {
  const bucket = bucketOf(input, call);
  const { Key: key } = input;
  checkKey(key);
  checkConditionForm(input);
  const store = storeOf(call);
  // What is refused already is not read.
  checkWrite(input, key, present(store.latest(bucket.name, key)));
  const about = writtenAbout(input, bucket, call);
  // Without a word of the caller it is this (S3 user guide, "Checking object integrity").
  const expected = { algorithm: 'CRC64NVME' as const, ...expectedDigests(input) };
  const isChunked = /(^|,)\s*aws-chunked/.test(input.ContentEncoding ?? '');
  const sizeBytes = isChunked ? undefined : input.ContentLength;
  const content = await store.contents.write(input.Body, defined({ ...expected, sizeBytes }));
  const { file, md5, checksum } = content;
  try {
    const stored = await store.putTogether(
      {
        bucket,
        key,
        sizeBytes: content.sizeBytes,
        etag: md5,
        modifiedAt: call.now,
        parts: [{ file, sizeBytes: content.sizeBytes }],
        about: checksum === undefined ? about : { ...about, checksum },
        cause: causeOf('ObjectCreated:Put', call),
      },
      (current) => checkWrite(input, key, current),
    );
    return {
      ETag: quoted(md5),
      ...shownEncryption(about.encryption),
      ...versionMember(bucket, stored),
      ...checksumMembers(checksum),
    };
  } catch (error) {
    store.contents.remove([file]);
    throw error;
  }
};

function present(version: StoredVersion | undefined): StoredVersion | undefined {
  return version?.isMarker === true ? undefined : version;
}

interface Named {
  readonly Key: string;
  readonly VersionId?: string;
}

/** @throws AwsError when there is none, or a delete marker is there */
export function find(
  bucket: Bucket,
  { Key: key, VersionId: versionId }: Named,
  call: ServiceCall,
): StoredVersion {
  const store = storeOf(call);
  const found =
    versionId === undefined ? store.latest(bucket.name, key) : store.version(bucket.name, key, versionId);
  if (found === undefined)
    throw versionId === undefined
      ? s3Error('NoSuchKey', { members: { Key: key } })
      : s3Error('NoSuchVersion', { members: { Key: key, VersionId: versionId } });
  if (!found.isMarker) return found;
  const headers = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': found.versionId };
  throw versionId === undefined
    ? s3Error('NoSuchKey', { members: { Key: key }, headers })
    : s3Error('MethodNotAllowed', {
        members: { Method: 'GET', ResourceType: 'DeleteMarker' },
        headers: { ...headers, allow: 'DELETE' },
      });
}

type ReadInput = ReadConditions &
  Named &
  Pick<
    Shapes['GetObjectRequest'],
    'Bucket' | 'ExpectedBucketOwner' | 'Range' | 'PartNumber' | 'ChecksumMode'
  >;

/** What GET and HEAD share. */
function readObject(input: ReadInput, call: ServiceCall) {
  const bucket = bucketOf(input, call);
  const version = find(bucket, input, call);
  checkRead(input, version);
  const asked =
    input.PartNumber === undefined ? rangeOf(input.Range, version.sizeBytes) : partOf(input, version);
  const range: ByteRange = asked ?? { first: 0, last: version.sizeBytes - 1 };
  const about = shownAbout(bucket, version, input.ChecksumMode === 'ENABLED' && asked === undefined);
  const output = {
    ...about,
    ...(input.ChecksumMode === 'ENABLED' ? partChecksum(input.PartNumber, version) : {}),
    ContentLength: range.last - range.first + 1,
    ...(asked === undefined
      ? {}
      : { ContentRange: `bytes ${range.first}-${range.last}/${version.sizeBytes}` }),
    ...(input.PartNumber === undefined || !version.etag.includes('-')
      ? {}
      : { PartsCount: version.parts.length }),
  };
  return { version, range, output };
}

/** Of the part that is asked for, when it was uploaded with one. */
function partChecksum(number: number | undefined, { parts, about }: StoredVersion) {
  const checksum = number === undefined ? undefined : parts[number - 1]?.checksum;
  const { type } = about.checksum ?? {};
  return checksum === undefined || type === undefined ? {} : checksumMembers({ ...checksum, type });
}

function partOf({ PartNumber: number = 1, Range }: ReadInput, { parts }: StoredVersion): ByteRange {
  if (Range !== undefined)
    throw s3Error('InvalidRequest', {
      message: 'Cannot specify both Range header and partNumber query parameter',
    });
  const part = parts[number - 1];
  if (part === undefined)
    throw s3Error('InvalidPartNumber', {
      members: { ActualPartCount: parts.length, PartNumberRequested: number },
    });
  const first = parts.slice(0, number - 1).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { first, last: first + part.sizeBytes - 1 };
}

const getObject: Op<'GetObject'> = (input, call) => {
  const { version, range, output } = readObject(input, call);
  storeOf(call).contents.checkThere(version.parts);
  const overrides = {
    CacheControl: input.ResponseCacheControl,
    ContentDisposition: input.ResponseContentDisposition,
    ContentEncoding: input.ResponseContentEncoding,
    ContentLanguage: input.ResponseContentLanguage,
    ContentType: input.ResponseContentType,
    Expires: input.ResponseExpires?.toUTCString(),
  };
  const given = Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
  if (Object.values(given).some((value) => !isHeaderValue(value ?? '')))
    throw s3Error('InvalidArgument', {
      message: 'Header value cannot be represented using ISO-8859-1.',
    });
  return { ...output, ...given, Body: storeOf(call).contents.read(version.parts, range) };
};

/** What HTTP carries in a header: no line feed, and no character beyond Latin-1. */
function isHeaderValue(value: string): boolean {
  try {
    validateHeaderValue('x', value);
    return true;
  } catch {
    return false;
  }
}

const headObject: Op<'HeadObject'> = (input, call) => readObject(input, call).output;

const deleteObject: Op<'DeleteObject'> = (input, call) => {
  const bucket = bucketOf(input, call);
  if (input.IfMatch !== undefined)
    checkWrite(input, input.Key, present(storeOf(call).latest(bucket.name, input.Key)));
  return deleted(bucket, input, call);
};

function deleted(
  bucket: Bucket,
  { Key: key, VersionId: versionId }: Named,
  call: ServiceCall,
): Shapes['DeleteObjectOutput'] {
  const store = storeOf(call);
  if (versionId === undefined) {
    const marker = store.remove(bucket, key, causeOf('ObjectRemoved:Delete', call));
    return marker === undefined ? {} : { DeleteMarker: true, VersionId: marker.versionId };
  }
  const removed = store.removeVersion(bucket, { key, versionId }, causeOf('ObjectRemoved:Delete', call));
  return { VersionId: versionId, ...(removed?.isMarker === true ? { DeleteMarker: true } : {}) };
}

const deleteObjects: Op<'DeleteObjects'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const { Objects, Quiet } = input.Delete;
  if (Objects.length === 0 || Objects.length > 1000) throw s3Error('MalformedXML');
  const results = Objects.map((object): Shapes['DeletedObject'] => {
    const { DeleteMarker, VersionId } = deleted(bucket, object, call);
    return {
      Key: object.Key,
      ...defined({ VersionId: object.VersionId }),
      ...(DeleteMarker === true && VersionId !== undefined
        ? { DeleteMarker, DeleteMarkerVersionId: VersionId }
        : {}),
    };
  });
  return Quiet === true ? {} : { Deleted: results };
};

/** What a copy is made of. @throws AwsError when it is not there */
export function findCopySource(
  input: Pick<Shapes['CopyObjectRequest'], 'CopySource' | 'ExpectedSourceBucketOwner'>,
  call: ServiceCall,
): StoredVersion {
  const source = copySourceIn(input.CopySource);
  if (source === undefined)
    throw s3Error('InvalidArgument', {
      message: 'Invalid copy source object key',
      members: { ArgumentName: 'x-amz-copy-source', ArgumentValue: input.CopySource },
    });
  const owner = input.ExpectedSourceBucketOwner;
  const bucket = bucketOf(defined({ Bucket: source.bucket, ExpectedBucketOwner: owner }), call);
  const named = defined({ Key: source.key, VersionId: source.versionId });
  return find(bucket, named, call);
}

/** The conditions of a copy's source refuse with 412 whatever they are. */
export function checkSource(
  input: Pick<
    Shapes['CopyObjectRequest'],
    | 'CopySourceIfMatch'
    | 'CopySourceIfNoneMatch'
    | 'CopySourceIfModifiedSince'
    | 'CopySourceIfUnmodifiedSince'
  >,
  source: StoredVersion,
): void {
  try {
    checkRead(
      {
        IfMatch: input.CopySourceIfMatch,
        IfNoneMatch: input.CopySourceIfNoneMatch,
        IfModifiedSince: input.CopySourceIfModifiedSince,
        IfUnmodifiedSince: input.CopySourceIfUnmodifiedSince,
      },
      source,
    );
  } catch {
    throw s3Error('PreconditionFailed');
  }
}

const copyObject: Op<'CopyObject'> = async (input, call) => {
  const bucket = bucketOf(input, call);
  checkKey(input.Key);
  checkConditionForm(input);
  const store = storeOf(call);
  const source = findCopySource(input, call);
  checkSource(input, source);
  const isReplaced = input.MetadataDirective === 'REPLACE';
  const isItself = source.bucket === bucket.name && source.key === input.Key && source.isLatest;
  if (
    isItself &&
    !isReplaced &&
    input.StorageClass === undefined &&
    input.ServerSideEncryption === undefined &&
    input.WebsiteRedirectLocation === undefined
  )
    throw s3Error('InvalidRequest', {
      message:
        "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
    });
  const { checksum: _before, acl: _list, encryption: _how, ...kept } = source.about;
  const own = writtenAbout(input, bucket, call);
  const about = {
    ...(isReplaced ? own : kept),
    tags: input.TaggingDirective === 'REPLACE' ? own.tags : kept.tags,
    ...defined({ storageClass: input.StorageClass, acl: own.acl, encryption: own.encryption }),
  };
  const asked = expectedDigests(defined({ ChecksumAlgorithm: input.ChecksumAlgorithm })).algorithm;
  const { content, etag, checksum } = await copied(source, asked ?? source.about.checksum?.algorithm, call);
  const stored = store.put(
    {
      bucket,
      key: input.Key,
      sizeBytes: source.sizeBytes,
      etag,
      modifiedAt: call.now,
      parts: [content],
      about: { ...about, ...defined({ checksum }) },
      cause: causeOf('ObjectCreated:Copy', call),
    },
    (current) => {
      try {
        checkWrite(input, input.Key, current);
      } catch (error) {
        store.contents.remove([content.file]);
        throw error;
      }
    },
  );
  const sourceBucket = store.bucket(source.bucket);
  return {
    CopyObjectResult: {
      ETag: quoted(etag),
      LastModified: new Date(stored.modifiedAt),
      ...checksumMembers(checksum),
    },
    ...versionMember(bucket, stored),
    ...(sourceBucket === undefined || versionMember(sourceBucket, source).VersionId === undefined
      ? {}
      : { CopySourceVersionId: source.versionId }),
    ...shownEncryption(about.encryption),
  };
};

/** One file; of an object that was uploaded in parts its ETag and its checksum are the content's then. */
async function copied(source: StoredVersion, algorithm: ChecksumAlgorithm | undefined, call: ServiceCall) {
  const { contents } = storeOf(call);
  contents.checkThere(source.parts);
  const [part] = source.parts;
  const { checksum: before } = source.about;
  const isSame = before?.algorithm === algorithm && before?.type !== 'COMPOSITE';
  if (part !== undefined && source.parts.length === 1 && !source.etag.includes('-') && isSame)
    return { content: contents.copy(part), etag: source.etag, checksum: before };
  const whole = { first: 0, last: source.sizeBytes - 1 };
  const written = await contents.write(contents.read(source.parts, whole), defined({ algorithm }));
  const { file, sizeBytes, md5, checksum } = written;
  return { content: { file, sizeBytes }, etag: md5, checksum };
}

const getObjectTagging: Op<'GetObjectTagging'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const version = find(bucket, input, call);
  return { TagSet: version.about.tags, ...versionMember(bucket, version) };
};

const putObjectTagging: Op<'PutObjectTagging'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const version = find(bucket, input, call);
  const tags = checkedTags(input.Tagging.TagSet);
  storeOf(call).setAbout(version, { ...version.about, tags }, causeOf('ObjectTagging:Put', call));
  return versionMember(bucket, version);
};

const deleteObjectTagging: Op<'DeleteObjectTagging'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const version = find(bucket, input, call);
  storeOf(call).setAbout(version, { ...version.about, tags: [] }, causeOf('ObjectTagging:Delete', call));
  return versionMember(bucket, version);
};

const getObjectAttributes: Op<'GetObjectAttributes'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const version = find(bucket, input, call);
  const { etag, sizeBytes, parts, about } = version;
  const asked = new Set(input.ObjectAttributes);
  const { ChecksumType: _type, ...checksum } = checksumMembers(about.checksum);
  return {
    LastModified: new Date(version.modifiedAt),
    ...versionMember(bucket, version),
    ...(asked.has('ETag') ? { ETag: etag } : {}),
    ...(asked.has('ObjectSize') ? { ObjectSize: sizeBytes } : {}),
    ...(asked.has('StorageClass')
      ? {
          StorageClass: (about.storageClass ?? 'STANDARD') as NonNullable<
            Shapes['GetObjectAttributesOutput']['StorageClass']
          >,
        }
      : {}),
    ...(asked.has('Checksum') && about.checksum !== undefined
      ? { Checksum: { ...checksum, ChecksumType: about.checksum.type } }
      : {}),
    ...(asked.has('ObjectParts') && etag.includes('-') ? { ObjectParts: partsShown(input, parts) } : {}),
  };
};

/** S3 lists the parts of an object that was uploaded with their checksums (S3 API reference, GetObjectAttributes). */
function partsShown(
  { MaxParts = 1000, PartNumberMarker = 0 }: Shapes['GetObjectAttributesRequest'],
  parts: readonly ContentPart[],
): Shapes['GetObjectAttributesParts'] {
  const numbered = parts.map((part, index) => ({ ...part, number: index + 1 }));
  const later = numbered.filter(({ number }) => number > PartNumberMarker);
  const page = later.slice(0, MaxParts);
  return {
    TotalPartsCount: parts.length,
    PartNumberMarker: PartNumberMarker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts,
    IsTruncated: later.length > page.length,
    ...(parts.some(({ checksum }) => checksum === undefined)
      ? {}
      : {
          Parts: page.map(({ number, sizeBytes, checksum }) => {
            const { ChecksumType: _type, ...members } = checksumMembers(checksum);
            return { PartNumber: number, Size: sizeBytes, ...members };
          }),
        }),
  };
}

export const objects: Operations<S3Api> = {
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: headObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  CopyObject: copyObject,
  GetObjectTagging: getObjectTagging,
  PutObjectTagging: putObjectTagging,
  DeleteObjectTagging: deleteObjectTagging,
  GetObjectAttributes: getObjectAttributes,
};
