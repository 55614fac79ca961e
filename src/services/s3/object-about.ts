// What a request says of an object besides its content, and what an answer says of it.
import { defined } from '../../lib/defined.ts';
import type { ServiceCall } from '../service.ts';
import { listToKeep, type ListInput } from './access-lists.ts';
import { checksumMembers } from './checksums.ts';
import { encryptionOf, shownEncryption, type EncryptionInput } from './object-encryption.ts';
import type { Bucket, ObjectAbout, StoredVersion, Tag } from './store-rows.ts';
import { quoted, versionMember, type Shapes } from './s3-call.ts';
import { s3Error } from './s3-errors.ts';

type AboutInput = Pick<
  Shapes['PutObjectRequest'],
  | 'CacheControl'
  | 'ContentDisposition'
  | 'ContentEncoding'
  | 'ContentLanguage'
  | 'ContentType'
  | 'Expires'
  | 'WebsiteRedirectLocation'
  | 'Metadata'
  | 'StorageClass'
  | 'Tagging'
>;

const headerNames = [
  'CacheControl',
  'ContentDisposition',
  'ContentEncoding',
  'ContentLanguage',
  'ContentType',
  'Expires',
  'WebsiteRedirectLocation',
] as const;

/** What a call says of the object that it writes, with what its bucket has for all. @throws AwsError */
export function writtenAbout(
  input: AboutInput & ListInput & EncryptionInput & { readonly Key: string },
  bucket: Bucket,
  call: ServiceCall,
): ObjectAbout {
  const encryption = encryptionOf(input, bucket, call.place);
  return { ...aboutOf(input), ...listToKeep(bucket, input, call), ...defined({ encryption }) };
}

/** S3 user guide, "Working with object metadata". */
const mostMetadataBytes = 2048;

function aboutOf(input: AboutInput): ObjectAbout {
  const metadata = input.Metadata ?? {};
  const size = Object.entries(metadata).reduce(
    (sum, [name, value]) => sum + name.length + Buffer.byteLength(value),
    0,
  );
  if (size > mostMetadataBytes)
    throw s3Error('MetadataTooLarge', { members: { Size: size, MaxSizeAllowed: mostMetadataBytes } });
  const given = { ...input, ContentEncoding: storedEncoding(input.ContentEncoding) };
  const headers = headerNames.flatMap((name) => {
    const value = given[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return defined({
    headers: { ContentType: 'binary/octet-stream', ...Object.fromEntries(headers) },
    metadata,
    tags: tagsIn(input.Tagging),
    storageClass: input.StorageClass,
  });
}

/** The chunks of an upload are no encoding of the object. */
function storedEncoding(encoding: string | undefined): string | undefined {
  const kept = (encoding ?? '')
    .split(',')
    .filter((each) => each.trim() !== '' && each.trim() !== 'aws-chunked');
  return kept.length === 0 ? undefined : kept.join(',').trim();
}

/** `a=b&c=d`, as the header has it. */
function tagsIn(text: string | undefined): readonly Tag[] {
  const pairs = [...new URLSearchParams(text ?? '')];
  if (new Set(pairs.map(([key]) => key)).size < pairs.length)
    throw s3Error('InvalidArgument', {
      message:
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
    });
  return checkedTags(pairs.map(([Key, Value]) => ({ Key, Value })));
}

const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** S3 user guide, "Categorizing your objects using tags". */
export function checkedTags(tags: readonly Tag[]): readonly Tag[] {
  if (tags.length > 10) throw s3Error('InvalidTag', { message: 'Object tags cannot be greater than 10' });
  const keys = new Set<string>();
  for (const { Key, Value } of tags) {
    const members = { TagKey: Key };
    if (keys.has(Key))
      throw s3Error('InvalidTag', { message: 'Cannot provide multiple Tags with the same key', members });
    keys.add(Key);
    if (Key.startsWith('aws:'))
      throw s3Error('InvalidTag', { message: 'Your TagKey cannot be prefixed with aws:', members });
    if (Key === '' || Key.length > 128 || !tagText.test(Key))
      throw s3Error('InvalidTag', { message: 'The TagKey you have provided is invalid', members });
    if (Value.length > 256 || !tagText.test(Value))
      throw s3Error('InvalidTag', {
        message: 'The TagValue you have provided is invalid',
        members: { ...members, TagValue: Value },
      });
  }
  return tags;
}

/** The headers of an answer to GET and HEAD. @param wantsChecksum `x-amz-checksum-mode: ENABLED` */
export function shownAbout(bucket: Bucket, version: StoredVersion, wantsChecksum: boolean) {
  const { about, etag, modifiedAt } = version;
  return {
    ...about.headers,
    AcceptRanges: 'bytes',
    ETag: quoted(etag),
    LastModified: new Date(modifiedAt),
    Metadata: about.metadata,
    ...shownEncryption(about.encryption),
    ...versionMember(bucket, version),
    ...(about.tags.length === 0 ? {} : { TagCount: about.tags.length }),
    ...(about.storageClass === undefined || about.storageClass === 'STANDARD'
      ? {}
      : { StorageClass: about.storageClass as NonNullable<Shapes['GetObjectOutput']['StorageClass']> }),
    ...(wantsChecksum ? checksumMembers(about.checksum) : {}),
  };
}
