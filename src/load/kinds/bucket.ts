// Reads a bucket: the inputs of S3's put-bucket-… commands in one file, as CloudFormation writes them together.
import { entryOf, type Node } from '../../lib/node.ts';
import type { Bucket } from '../../model/bucket.ts';
import { websiteFrom, websiteProblems, websiteShape } from './bucket/bucket-website.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import { any, boolean, list, number, object, optional, required, string, type ValueOf } from '../shape.ts';
import { type Kind } from './kind.ts';

export const bucketKind: Kind<Bucket> = {
  title: 'an S3 bucket',
  file: 'bucket.json',
  holds: "a bucket's website, versioning and CORS, as S3 and CloudFormation write them",
  words: ['Bucket', 'WebsiteConfiguration'],
  isOne: isBucket,
  shape: () => bucketShape,
  read: readBucket,
};

function isBucket(root: Node): boolean {
  const has = (key: string): boolean => entryOf(root, key) !== undefined;
  const isConfigured = [
    'WebsiteConfiguration',
    'VersioningConfiguration',
    'CorsConfiguration',
    'CORSConfiguration',
    'PublicAccessBlockConfiguration',
  ].some(has);
  return isConfigured || (has('Bucket') && root.kind === 'map' && root.entries.length === 1);
}

export function readBucket(root: Node): ReadResource<Bucket> {
  const { value, problems } = readShape(root, bucketShape);
  if (value === undefined) return { node: root, problems };
  const website = value.WebsiteConfiguration;
  const more = website === undefined ? [] : websiteProblems(root, website);
  return { node: root, problems: [...problems, ...more], value: bucketFrom(value) };
}

function bucketFrom(raw: ValueOf<typeof bucketShape>): Bucket {
  const { WebsiteConfiguration: website, PublicAccessBlockConfiguration: block } = raw;
  return {
    name: raw.Bucket,
    isVersioned: raw.VersioningConfiguration?.Status === 'Enabled',
    corsRules: raw.CorsConfiguration?.CorsRules ?? raw.CORSConfiguration?.CORSRules ?? [],
    ...(website === undefined ? {} : { website: websiteFrom(website) }),
    ...(block === undefined ? {} : { publicAccessBlock: { ...nothingBlocked, ...block } }),
  };
}

/** What a configuration does not name is not blocked (S3 API, PublicAccessBlockConfiguration). */
const nothingBlocked = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

const texts = list(string());
const corsRule = object('CORS rule', {
  AllowedOrigins: required(texts),
  AllowedMethods: required(list(string({ oneOf: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'] }))),
  AllowedHeaders: optional(texts),
  ExposeHeaders: optional(texts),
  MaxAgeSeconds: optional(number({ integer: true, min: 0 })),
  ID: optional(string()),
});

const bucketShape = object('bucket', {
  Bucket: required(string({ min: 3, max: 63 }), {
    aws: 'The bucket is named by the --bucket of the command that made it.',
  }),
  VersioningConfiguration: optional(
    object('versioning configuration', {
      Status: optional(string({ oneOf: ['Enabled', 'Suspended'] })),
      MFADelete: optional(string()),
    }),
  ),
  WebsiteConfiguration: optional(websiteShape),
  CorsConfiguration: optional(object('CORS configuration', { CorsRules: required(list(corsRule)) })),
  CORSConfiguration: optional(object('CORS configuration', { CORSRules: required(list(corsRule)) })),
  PublicAccessBlockConfiguration: optional(
    object('public access block configuration', {
      BlockPublicAcls: optional(boolean()),
      IgnorePublicAcls: optional(boolean()),
      BlockPublicPolicy: optional(boolean()),
      RestrictPublicBuckets: optional(boolean()),
    }),
  ),
  BucketEncryption: optional(any()),
  CreateBucketConfiguration: optional(any()),
});
