// Objects that are uploaded in parts.
import type { S3Api } from '../../aws/operations/s3.ts';
import { createHash } from 'node:crypto';
import type { Operations, ServiceCall } from '../service.ts';
import { defined } from '../../lib/defined.ts';
import { rangeOf } from './byte-range.ts';
import { checksumAlgorithms, startDigest, type ChecksumAlgorithm } from '../../lib/content-digest.ts';
import type { ContentFiles } from './content-files.ts';
import { checksumMembers, expectedDigests, otherChecksum, type Checksum } from './checksums.ts';
import { checkConditionForm, checkWrite } from './conditions.ts';
import { writtenAbout } from './object-about.ts';
import type { ObjectAbout, Upload, UploadedPart } from './store-rows.ts';
import { checkSource, findCopySource } from './objects.ts';
import {
  bucketOf,
  causeOf,
  checkKey,
  ownerOf,
  quoted,
  storeOf,
  versionMember,
  type Op,
  type Shapes,
} from './s3-call.ts';
import { shownEncryption } from './object-encryption.ts';
import { s3Error } from './s3-errors.ts';

/** Of every part but the last (S3 user guide, "Multipart upload limits"). */
const leastPartBytes = 5 * 1024 * 1024;
const mostParts = 10_000;

const createMultipartUpload: Op<'CreateMultipartUpload'> = (input, call) => {
  const bucket = bucketOf(input, call);
  checkKey(input.Key);
  const { algorithm } = expectedDigests(defined({ ChecksumAlgorithm: input.ChecksumAlgorithm }));
  const type = checksumType(algorithm, input.ChecksumType);
  const about = writtenAbout(input, bucket, call);
  const upload = storeOf(call).uploads.create({
    bucket: bucket.name,
    key: input.Key,
    initiatedAt: call.now,
    about: algorithm === undefined ? about : { ...about, checksum: { algorithm, value: '', type } },
  });
  return {
    Bucket: bucket.name,
    Key: input.Key,
    UploadId: upload.id,
    ...shownEncryption(about.encryption),
    ...(algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm, ChecksumType: type }),
  };
};

/** S3 user guide, "Checking object integrity": what each algorithm can be, and is when nothing is said. */
function checksumType(
  algorithm: ChecksumAlgorithm | undefined,
  given: Checksum['type'] | undefined,
): Checksum['type'] {
  const type = given ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  const isSha = algorithm?.startsWith('SHA') === true;
  if (isSha ? type === 'COMPOSITE' : algorithm !== 'CRC64NVME' || type === 'FULL_OBJECT') return type;
  throw s3Error('InvalidRequest', {
    message: `The ${type} checksum type cannot be used with the ${algorithm?.toLowerCase() ?? ''} checksum algorithm.`,
  });
}

interface OfUpload {
  readonly Bucket: string;
  readonly ExpectedBucketOwner?: string;
  readonly Key: string;
  readonly UploadId: string;
}

function uploadOf(input: OfUpload, call: ServiceCall): Upload {
  const { name } = bucketOf(input, call);
  const upload = storeOf(call).uploads.find(input.UploadId);
  if (upload === undefined || upload.bucket !== name || upload.key !== input.Key) throw noUpload(input);
  return upload;
}

function noUpload({ UploadId }: OfUpload) {
  return s3Error('NoSuchUpload', { members: { UploadId } });
}

const uploadPart: Op<'UploadPart'> = async (input, call) => {
  const upload = uploadOf(input, call);
  checkNumber(input.PartNumber);
  const { contents } = storeOf(call);
  const expected = expectedDigests({
    ...input,
    ChecksumAlgorithm: input.ChecksumAlgorithm ?? upload.about.checksum?.algorithm,
  });
  const { algorithm } = upload.about.checksum ?? {};
  if (algorithm !== undefined && expected.algorithm !== undefined && expected.algorithm !== algorithm)
    throw otherChecksum(algorithm, expected.algorithm);
  const written = await contents.write(input.Body, expected);
  keepPart(input, written, call);
  return {
    ETag: quoted(written.md5),
    ...shownEncryption(upload.about.encryption),
    ...withoutType(written.checksum),
  };
};

function checkNumber(number: number): void {
  if (Number.isInteger(number) && number >= 1 && number <= mostParts) return;
  throw s3Error('InvalidArgument', {
    message: 'Part number must be an integer between 1 and 10000, inclusive',
    members: { ArgumentName: 'partNumber', ArgumentValue: number },
  });
}

function keepPart(
  input: OfUpload & { readonly PartNumber: number },
  written: Awaited<ReturnType<ReturnType<typeof storeOf>['contents']['write']>>,
  call: ServiceCall,
): void {
  const { file, sizeBytes, md5, checksum } = written;
  const part: UploadedPart = defined({
    number: input.PartNumber,
    file,
    sizeBytes,
    etag: md5,
    modifiedAt: call.now,
    checksum,
  });
  if (!storeOf(call).uploads.putPart(input.UploadId, part)) throw noUpload(input);
}

const uploadPartCopy: Op<'UploadPartCopy'> = async (input, call) => {
  const upload = uploadOf(input, call);
  checkNumber(input.PartNumber);
  const source = findCopySource(input, call);
  checkSource(input, source);
  if (input.CopySourceRange !== undefined && !/^bytes=\d+-\d+$/.test(input.CopySourceRange))
    throw s3Error('InvalidArgument', {
      message:
        'The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy',
      members: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: input.CopySourceRange },
    });
  const { contents } = storeOf(call);
  const last = Number(input.CopySourceRange?.split('-')[1] ?? 0);
  if (last > 0 && last >= source.sizeBytes)
    throw s3Error('InvalidArgument', {
      message: `Range specified is not valid for source object of size: ${source.sizeBytes}`,
      members: { ArgumentName: 'x-amz-copy-source-range', ArgumentValue: input.CopySourceRange },
    });
  const range = rangeOf(input.CopySourceRange, source.sizeBytes) ?? { first: 0, last: source.sizeBytes - 1 };
  const { algorithm } = upload.about.checksum ?? {};
  const written = await contents.write(contents.read(source.parts, range), defined({ algorithm }));
  keepPart(input, written, call);
  return {
    CopyPartResult: {
      ETag: quoted(written.md5),
      LastModified: new Date(call.now),
      ...withoutType(written.checksum),
    },
  };
};

const completeMultipartUpload: Op<'CompleteMultipartUpload'> = async (input, call) => {
  const bucket = bucketOf(input, call);
  checkConditionForm(input);
  const upload = uploadOf(input, call);
  const store = storeOf(call);
  const parts = chosenParts(input, store.uploads.parts(upload.id));
  checkNamedChecksums(input, upload);
  const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
  if (input.MpuObjectSize !== undefined && input.MpuObjectSize !== sizeBytes)
    throw s3Error('InvalidRequest', {
      message: 'The provided object size does not match the combined size of the parts',
    });
  const etag = etagOfParts(parts.map((part) => part.etag));
  const about = await withChecksum(upload, parts, store.contents);
  checkWhole(input, about.checksum);
  const stored = store.completeUpload(
    upload.id,
    {
      bucket,
      key: upload.key,
      sizeBytes,
      etag,
      modifiedAt: call.now,
      parts: parts.map(({ file, sizeBytes: size, checksum }) => defined({ file, sizeBytes: size, checksum })),
      about,
      cause: causeOf('ObjectCreated:CompleteMultipartUpload', call),
    },
    (current) => checkWrite(input, upload.key, current),
  );
  if (stored === false) throw noUpload(input);
  return {
    Location: `${call.ground.url}/${bucket.name}/${encodeURIComponent(upload.key).replaceAll('%2F', '/')}`,
    Bucket: bucket.name,
    Key: upload.key,
    ETag: quoted(etag),
    ...shownEncryption(about.encryption),
    ...versionMember(bucket, stored),
    ...checksumMembers(about.checksum),
  };
};

/** Those that the request names, in its order. */
function chosenParts(
  input: Shapes['CompleteMultipartUploadRequest'],
  uploaded: readonly UploadedPart[],
): readonly UploadedPart[] {
  const named = input.MultipartUpload?.Parts ?? [];
  const { UploadId } = input;
  if (named.length === 0) throw s3Error('InvalidRequest', { message: 'You must specify at least one part' });
  const numbers = named.map(({ PartNumber = 0 }) => PartNumber);
  if (numbers.some((number, at) => number <= (numbers[at - 1] ?? 0)))
    throw s3Error('InvalidPartOrder', { members: { UploadId } });
  const parts = named.map((one) => {
    const { PartNumber, ETag = '' } = one;
    const etag = ETag.replaceAll('"', '');
    const part = uploaded.find(({ number }) => number === PartNumber);
    if (part === undefined || part.etag !== etag || !hasChecksum(part, one))
      throw s3Error('InvalidPart', { members: { ETag: etag, PartNumber, UploadId } });
    return part;
  });
  const small = parts.slice(0, -1).find(({ sizeBytes }) => sizeBytes < leastPartBytes);
  if (small !== undefined)
    throw s3Error('EntityTooSmall', {
      members: {
        ETag: small.etag,
        MinSizeAllowed: leastPartBytes,
        PartNumber: small.number,
        ProposedSize: small.sizeBytes,
      },
    });
  return parts;
}

/** Whether the part has the checksum that the request says, when it says one. */
function hasChecksum({ checksum }: UploadedPart, named: Shapes['CompletedPart']): boolean {
  if (checksum === undefined) return true;
  const said = named[`Checksum${checksum.algorithm}`];
  return said === undefined || said === checksum.value;
}

/** What the request says of checksums fits what the upload was made with. */
function checkNamedChecksums(
  input: Shapes['CompleteMultipartUploadRequest'],
  { about: { checksum } }: Upload,
): void {
  if (checksum === undefined) return;
  const { algorithm, type } = checksum;
  if (input.ChecksumType !== undefined && input.ChecksumType !== type)
    throw s3Error('InvalidRequest', {
      message: `The upload was created using the ${type} checksum mode. The complete request must use the same checksum mode.`,
    });
  const other = checksumAlgorithms.find(
    (each) => each !== algorithm && input[`Checksum${each}`] !== undefined,
  );
  if (other !== undefined) throw otherChecksum(algorithm, other);
  if (type !== 'COMPOSITE') return;
  const without = input.MultipartUpload?.Parts?.find((part) => part[`Checksum${algorithm}`] === undefined);
  if (without !== undefined) throw missingChecksum(algorithm, without.PartNumber ?? 0);
}

function missingChecksum(algorithm: ChecksumAlgorithm, number: number) {
  return s3Error('InvalidRequest', {
    message: `The upload was created using a ${algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
  });
}

function checkWhole(input: Shapes['CompleteMultipartUploadRequest'], checksum: Checksum | undefined): void {
  if (checksum === undefined) return;
  const said = input[`Checksum${checksum.algorithm}`];
  if (said === undefined || said === checksum.value) return;
  throw s3Error('BadDigest', {
    message: `The ${checksum.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
  });
}

/** Of the whole content, or the digest of the parts' digests and their number. */
async function withChecksum(
  { about }: Upload,
  parts: readonly UploadedPart[],
  contents: ContentFiles,
): Promise<ObjectAbout> {
  const { checksum, ...others } = about;
  if (checksum === undefined) return others;
  if (checksum.type === 'FULL_OBJECT') {
    const value = await contents.digest(parts, checksum.algorithm);
    return { ...others, checksum: { ...checksum, value } };
  }
  const digest = startDigest(checksum.algorithm);
  for (const part of parts) {
    if (part.checksum?.algorithm !== checksum.algorithm)
      throw missingChecksum(checksum.algorithm, part.number);
    digest.update(Buffer.from(part.checksum.value, 'base64'));
  }
  const value = `${digest.bytes().toString('base64')}-${parts.length}`;
  return { ...others, checksum: { ...checksum, value } };
}

/** S3 API reference, CompleteMultipartUpload: the digest of the parts' digests, and their number. */
function etagOfParts(etags: readonly string[]): string {
  const hash = createHash('md5');
  for (const etag of etags) hash.update(Buffer.from(etag, 'hex'));
  return `${hash.digest('hex')}-${etags.length}`;
}

const abortMultipartUpload: Op<'AbortMultipartUpload'> = (input, call) => {
  const { id } = uploadOf(input, call);
  if (!storeOf(call).uploads.abort(id)) throw noUpload(input);
  return {};
};

const listParts: Op<'ListParts'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const upload = uploadOf(input, call);
  const after = input.PartNumberMarker ?? 0;
  const most = Math.min(input.MaxParts ?? 1000, 1000);
  const later = storeOf(call)
    .uploads.parts(upload.id)
    .filter(({ number }) => number > after);
  const page = later.slice(0, most);
  const { algorithm, type } = upload.about.checksum ?? {};
  return {
    Bucket: bucket.name,
    Key: upload.key,
    UploadId: upload.id,
    PartNumberMarker: after,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: most,
    IsTruncated: later.length > page.length,
    Parts: page.map((part) => ({
      PartNumber: part.number,
      ETag: quoted(part.etag),
      Size: part.sizeBytes,
      LastModified: new Date(part.modifiedAt),
      ...withoutType(part.checksum),
    })),
    Owner: ownerOf(bucket),
    Initiator: ownerOf(bucket),
    StorageClass: 'STANDARD',
    ...(algorithm === undefined || type === undefined
      ? {}
      : { ChecksumAlgorithm: algorithm, ChecksumType: type }),
  };
};

/** A part's checksum is always its own. */
function withoutType(checksum: Checksum | undefined): Readonly<Record<string, string>> {
  return checksum === undefined ? {} : { [`Checksum${checksum.algorithm}`]: checksum.value };
}

export const uploads: Operations<S3Api> = {
  CreateMultipartUpload: createMultipartUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: abortMultipartUpload,
  ListParts: listParts,
};
