// Lists of objects, versions and uploads, a page at a time.
import type { S3Api } from '../../aws/operations/s3.ts';
import type { Operations } from '../service.ts';
import { defined } from '../../lib/defined.ts';
import { listPage } from './list-page.ts';
import type { Bucket, StoredVersion } from './store-rows.ts';
import { bucketOf, ownerOf, quoted, storeOf, type Op, type Shapes } from './s3-call.ts';
import { s3Error } from './s3-errors.ts';

interface ListInput {
  readonly Prefix?: string;
  readonly Delimiter?: string;
  readonly MaxKeys?: number;
  readonly EncodingType?: string;
}

function pageOptions({ Prefix = '', Delimiter = '', MaxKeys = 1000 }: ListInput) {
  if (MaxKeys < 0)
    throw s3Error('InvalidArgument', {
      message: 'Argument maxKeys must be an integer between 0 and 2147483647',
      members: { ArgumentName: 'maxKeys', ArgumentValue: MaxKeys },
    });
  return { prefix: Prefix, delimiter: Delimiter, maxKeys: Math.min(MaxKeys, 1000) };
}

/** With `encoding-type=url`: what XML cannot hold is written as in an address. */
function encoder({ EncodingType }: ListInput): (text: string) => string {
  if (EncodingType === undefined) return (text) => text;
  if (EncodingType !== 'url')
    throw s3Error('InvalidArgument', {
      message: 'Invalid Encoding Method specified in Request',
      members: { ArgumentName: 'encoding-type', ArgumentValue: EncodingType },
    });
  return (text) =>
    encodeURIComponent(text)
      .replaceAll('%2F', '/')
      .replaceAll('%20', '+')
      .replaceAll(/[!'()*]/g, escaped);
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** What all lists say of their request. */
function echoed(input: ListInput, bucket: Bucket) {
  const { prefix, delimiter, maxKeys } = pageOptions(input);
  const encode = encoder(input);
  return {
    Name: bucket.name,
    Prefix: encode(prefix),
    MaxKeys: maxKeys,
    ...(delimiter === '' ? {} : { Delimiter: encode(delimiter) }),
    ...(input.EncodingType === undefined ? {} : { EncodingType: 'url' as const }),
  };
}

function listed(
  { key, etag, sizeBytes, modifiedAt, about }: StoredVersion,
  encode: (text: string) => string,
) {
  const { algorithm, type } = about.checksum ?? {};
  return {
    Key: encode(key),
    LastModified: new Date(modifiedAt),
    ETag: quoted(etag),
    Size: sizeBytes,
    StorageClass: (about.storageClass ?? 'STANDARD') as NonNullable<Shapes['Object']['StorageClass']>,
    ...(algorithm === undefined || type === undefined
      ? {}
      : { ChecksumAlgorithm: [algorithm], ChecksumType: type }),
  };
}

const listObjectsV2: Op<'ListObjectsV2'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const encode = encoder(input);
  const token = input.ContinuationToken;
  // An empty one is none (as S3 takes it).
  const after = token === undefined || token === '' ? (input.StartAfter ?? '') : afterToken(token);
  const page = listPage((key, isAfter) => storeOf(call).objectsFrom(bucket.name, key, isAfter), {
    ...pageOptions(input),
    after,
  });
  const owner = input.FetchOwner === true ? { Owner: ownerOf(bucket) } : {};
  return {
    ...echoed(input, bucket),
    KeyCount: page.items.length + page.prefixes.length,
    IsTruncated: page.next !== undefined,
    Contents: page.items.map((item) => ({ ...listed(item, encode), ...owner })),
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    ...defined({
      ContinuationToken: token,
      StartAfter: input.StartAfter === undefined ? undefined : encode(input.StartAfter),
      NextContinuationToken: page.next === undefined ? undefined : tokenAfter(page.next),
    }),
  };
};

function tokenAfter(key: string): string {
  return `1${Buffer.from(key).toString('base64url')}`;
}

function afterToken(token: string): string {
  const key = Buffer.from(token.slice(1), 'base64url').toString('utf8');
  if (token.startsWith('1') && tokenAfter(key) === token) return key;
  throw s3Error('InvalidArgument', {
    message: 'The continuation token provided is incorrect',
    members: { ArgumentName: 'continuation-token' },
  });
}

const listObjects: Op<'ListObjects'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const encode = encoder(input);
  const { Marker = '' } = input;
  const page = listPage((key, isAfter) => storeOf(call).objectsFrom(bucket.name, key, isAfter), {
    ...pageOptions(input),
    after: Marker,
  });
  return {
    ...echoed(input, bucket),
    Marker: encode(Marker),
    IsTruncated: page.next !== undefined,
    Contents: page.items.map((item) => ({ ...listed(item, encode), Owner: ownerOf(bucket) })),
    CommonPrefixes: page.prefixes.map((prefix) => ({ Prefix: encode(prefix) })),
    // Without a delimiter the last key is the marker (S3 API reference, ListObjects).
    ...(page.next === undefined || input.Delimiter === undefined ? {} : { NextMarker: encode(page.next) }),
  };
};

const listObjectVersions: Op<'ListObjectVersions'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const encode = encoder(input);
  const { KeyMarker = '', VersionIdMarker } = input;
  if (VersionIdMarker !== undefined && KeyMarker === '')
    throw s3Error('InvalidArgument', {
      message: 'A version-id marker cannot be specified without a key marker.',
      members: { ArgumentName: 'version-id-marker', ArgumentValue: VersionIdMarker },
    });
  const { prefix, delimiter, maxKeys } = pageOptions(input);
  const items: StoredVersion[] = [];
  const prefixes = new Set<string>();
  let next: { readonly NextKeyMarker: string; readonly NextVersionIdMarker?: string } | undefined;
  let last: typeof next = { NextKeyMarker: '' };
  let isBehind = KeyMarker === '';
  for (const version of storeOf(call).versionsFrom(bucket.name, KeyMarker > prefix ? KeyMarker : prefix)) {
    if (!isBehind) {
      // What the page before has had: this key up to the version, or all of it.
      const isOfMarker =
        version.key === KeyMarker ||
        (delimiter !== '' && KeyMarker.endsWith(delimiter) && version.key.startsWith(KeyMarker));
      isBehind = !isOfMarker || (VersionIdMarker !== undefined && version.versionId === VersionIdMarker);
      if (isOfMarker) continue;
    }
    if (!version.key.startsWith(prefix)) break;
    const cut = delimiter === '' ? -1 : version.key.indexOf(delimiter, prefix.length);
    const group = cut === -1 ? undefined : version.key.slice(0, cut + delimiter.length);
    if (group !== undefined && prefixes.has(group)) continue;
    if (items.length + prefixes.size === maxKeys) {
      next = last;
      break;
    }
    if (group === undefined) items.push(version);
    else prefixes.add(group);
    last =
      group === undefined
        ? { NextKeyMarker: encode(version.key), NextVersionIdMarker: version.versionId }
        : { NextKeyMarker: encode(group) };
  }
  return {
    ...echoed(input, bucket),
    KeyMarker: encode(KeyMarker),
    VersionIdMarker: VersionIdMarker ?? '',
    IsTruncated: maxKeys > 0 && next !== undefined,
    ...(maxKeys > 0 ? next : {}),
    Versions: items
      .filter(({ isMarker }) => !isMarker)
      .map((item) => ({
        ...listed(item, encode),
        StorageClass: 'STANDARD' as const,
        ...ofVersion(item, bucket),
      })),
    DeleteMarkers: items
      .filter(({ isMarker }) => isMarker)
      .map((item) => ({
        Key: encode(item.key),
        LastModified: new Date(item.modifiedAt),
        ...ofVersion(item, bucket),
      })),
    CommonPrefixes: [...prefixes].map((group) => ({ Prefix: encode(group) })),
  };
};

function ofVersion({ versionId, isLatest }: StoredVersion, bucket: Bucket) {
  return { VersionId: versionId, IsLatest: isLatest, Owner: ownerOf(bucket) };
}

const listMultipartUploads: Op<'ListMultipartUploads'> = (input, call) => {
  const bucket = bucketOf(input, call);
  const encode = encoder(input);
  const { Prefix = '', KeyMarker = '', UploadIdMarker } = input;
  if (input.Delimiter !== undefined && input.Delimiter !== '')
    throw s3Error('NotImplemented', { message: 'Slipway lists uploads without a delimiter' });
  const all = storeOf(call)
    .uploads.of(bucket.name)
    .filter(({ key }) => key.startsWith(Prefix));
  const at = all.findIndex(({ key, id }) => key === KeyMarker && id === UploadIdMarker);
  const later = at === -1 ? all.filter(({ key }) => key > KeyMarker) : all.slice(at + 1);
  const most = Math.min(input.MaxUploads ?? 1000, 1000);
  const page = later.slice(0, most);
  const last = page.at(-1);
  return {
    Bucket: bucket.name,
    KeyMarker: encode(KeyMarker),
    UploadIdMarker: UploadIdMarker ?? '',
    MaxUploads: most,
    IsTruncated: later.length > page.length,
    ...(Prefix === '' ? {} : { Prefix: encode(Prefix) }),
    ...(later.length > page.length && last !== undefined
      ? { NextKeyMarker: encode(last.key), NextUploadIdMarker: last.id }
      : {}),
    Uploads: page.map(({ id, key, initiatedAt }) => ({
      UploadId: id,
      Key: encode(key),
      Initiated: new Date(initiatedAt),
      StorageClass: 'STANDARD',
      Owner: ownerOf(bucket),
      Initiator: ownerOf(bucket),
    })),
  };
};

export const lists: Operations<S3Api> = {
  ListObjectsV2: listObjectsV2,
  ListObjects: listObjects,
  ListObjectVersions: listObjectVersions,
  ListMultipartUploads: listMultipartUploads,
};
