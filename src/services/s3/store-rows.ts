// What the store keeps, and how its rows are read.
import type { S3Api } from '../../aws/operations/s3.ts';
import type { Checksum } from './checksums.ts';
import type { ContentPart } from './content-files.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export type Grant = S3Api['shapes']['Grant'];

/** What an object has besides its content, by the names of S3's API. */
export interface ObjectAbout {
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly tags: readonly Tag[];
  readonly storageClass?: string;
  readonly checksum?: Checksum;
  /** Its access control list, where it gives others anything. */
  readonly acl?: readonly Grant[];
  /** Where it is not encrypted by the keys of S3. */
  readonly encryption?: ObjectEncryption;
}

export interface ObjectEncryption {
  /** `aws:kms`, `aws:kms:dsse`. */
  readonly kind: string;
  /** ARN. */
  readonly key: string;
  readonly isBucketKey?: true;
}

export interface StoredVersion {
  readonly bucket: string;
  readonly key: string;
  /** `null` of an object that was put while the bucket had no versioning. */
  readonly versionId: string;
  readonly isLatest: boolean;
  readonly isMarker: boolean;
  readonly sizeBytes: number;
  /** Without quotes; empty of a delete marker. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number;
  readonly parts: readonly ContentPart[];
  readonly about: ObjectAbout;
}

export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  readonly createdAt: number;
  /** By the names of `bucket-settings.ts`. */
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly initiatedAt: number;
  readonly about: ObjectAbout;
}

export interface UploadedPart extends ContentPart {
  readonly number: number;
  readonly etag: string;
  readonly modifiedAt: number;
  readonly checksum?: Checksum;
}

export type Row = Readonly<Record<string, unknown>>;

export function text(row: Row, column: string): string {
  return String(row[column]);
}

export function bucketOf(row: Row): Bucket {
  return {
    name: text(row, 'name'),
    region: text(row, 'region'),
    account: text(row, 'account'),
    createdAt: Number(row['created_at']),
    settings: JSON.parse(text(row, 'settings')) as Bucket['settings'],
  };
}

export function versionOf(row: Row): StoredVersion {
  return {
    bucket: text(row, 'bucket'),
    key: text(row, 'key'),
    versionId: text(row, 'version_id'),
    isLatest: row['is_latest'] === 1,
    isMarker: row['is_marker'] === 1,
    sizeBytes: Number(row['size_bytes']),
    etag: text(row, 'etag'),
    modifiedAt: Number(row['modified_at']),
    parts: JSON.parse(text(row, 'parts')) as readonly ContentPart[],
    about: JSON.parse(text(row, 'about')) as ObjectAbout,
  };
}

export function uploadOf(row: Row): Upload {
  return {
    id: text(row, 'id'),
    bucket: text(row, 'bucket'),
    key: text(row, 'key'),
    initiatedAt: Number(row['initiated_at']),
    about: JSON.parse(text(row, 'about')) as ObjectAbout,
  };
}

export function partOf(row: Row): UploadedPart {
  const checksum = row['checksum'];
  return {
    number: Number(row['number']),
    file: text(row, 'file'),
    sizeBytes: Number(row['size_bytes']),
    etag: text(row, 'etag'),
    modifiedAt: Number(row['modified_at']),
    ...(typeof checksum === 'string' ? { checksum: JSON.parse(checksum) as Checksum } : {}),
  };
}
