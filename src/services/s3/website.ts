// The websites of buckets: `http://BUCKET.s3-website.localhost:PORT`, and AWS's names of them. Source: Amazon S3 user
// guide, "Website endpoints".
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { S3Api } from '../../aws/operations/s3.ts';
import { defined } from '../../lib/defined.ts';
import type { CorsRule, RoutingRule, WebsiteConfiguration } from '../../model/bucket.ts';
import {
  answerFromBucket,
  restRefusal,
  websiteRefusal,
  type AskedBucket,
} from '../../targets/bucket/bucket-answer.ts';
import type { BucketAnswer, BucketObject, BucketRequest } from '../../targets/bucket/bucket-request.ts';
import { readRequest, sendAnswer, type BytePart } from '../../targets/bucket/serve-answer.ts';
import type { DataPlane } from '../data-plane.ts';
import { knownHere } from '../local-addresses.ts';
import { loggingVisit } from './access-logs/log-visit.ts';
import { withLocalText } from './local-text.ts';
import { listLetsPublicRead, listOfBucket } from './access-lists.ts';
import { publicMay } from './public-access.ts';
import { openStore } from './s3-call.ts';
import type { ObjectStore } from './object-store.ts';
import type { Bucket, StoredVersion } from './store-rows.ts';

type Shapes = S3Api['shapes'];

interface WebsiteObject extends BucketObject {
  readonly version: StoredVersion;
}

export const serveWebsite: DataPlane = async (incoming, response, ground) => {
  const cameAt = performance.now();
  const store = ground.keep(openStore);
  const request = readRequest(incoming);
  const access: Access = { isByList: false };
  const name = bucketName(incoming.headers.host ?? '');
  const send = (answer: BucketAnswer<WebsiteObject>) => {
    const headers = { ...answer.headers, server: 'AmazonS3' };
    const { isByList: isAclRequired } = access;
    const visit = {
      bucket: name,
      incoming,
      response,
      answer,
      key: keyOf(answer, request),
      cameAt,
      isAclRequired,
    };
    const onHead = loggingVisit(ground, { ...visit, endpoint: 'website' });
    sendAnswer({ ...answer, headers }, { read: contentsOf(store), incoming, response, onHead });
  };
  if (request === undefined)
    return send(websiteRefusal(400, { code: 'BadRequest', message: 'The path cannot be decoded.' }));
  const bucket = store.bucket(name);
  if (bucket === undefined)
    return send(
      websiteRefusal(404, { code: 'NoSuchBucket', message: 'The specified bucket does not exist' }),
    );
  const website = websiteOf(bucket);
  if (website === undefined)
    return send(
      websiteRefusal(404, {
        code: 'NoSuchWebsiteConfiguration',
        message: 'The specified bucket does not have a website configuration',
      }),
    );
  const answer = answerFromBucket(
    request,
    askedOf({ store, bucket, website, incoming, endpoint: 'website', access }),
  );
  const here = () => knownHere(ground);
  send(await withLocalText(answer, { read: contentsOf(store), here }));
};

/**
 * Objects of a bucket by its own name, to a visitor without a signature: `http://BUCKET.s3.REGION.amazonaws.com/KEY`. A list is
 * refused, as all else that such a visitor asks for. (Amazon S3 user guide, "Virtual hosting of general purpose buckets")
 */
export const serveObjects: DataPlane = async (incoming, response, ground) => {
  const cameAt = performance.now();
  const store = ground.keep(openStore);
  const request = readRequest(incoming);
  const access: Access = { isByList: false };
  const name = bucketName(incoming.headers.host ?? '');
  const bucket = store.bucket(name);
  const answer = (): BucketAnswer<WebsiteObject> => {
    if (request === undefined)
      return restRefusal(400, { code: 'InvalidURI', message: "Couldn't parse the specified URI." });
    if (bucket === undefined)
      return restRefusal(404, { code: 'NoSuchBucket', message: 'The specified bucket does not exist' });
    if (isForMore(incoming)) return restRefusal(403, { code: 'AccessDenied', message: 'Access Denied' });
    return answerFromBucket(request, askedOf({ store, bucket, incoming, endpoint: 'rest', access }));
  };
  const answered = answer();
  const { isByList: isAclRequired } = access;
  const key = keyOf(answered, request);
  const visit = { bucket: name, incoming, response, answer: answered, key, cameAt, isAclRequired };
  const onHead = loggingVisit(ground, { ...visit, endpoint: 'rest' });
  sendAnswer(
    { ...answered, headers: { ...answered.headers, server: 'AmazonS3' } },
    { read: contentsOf(store), incoming, response, onHead },
  );
  return Promise.resolve();
};

/** How a visitor may read what is answered. */
interface Access {
  /** By the list of the object, and not by the policy of the bucket. */
  isByList: boolean;
}

/** Of the object that is sent; else what was asked for. */
function keyOf({ body }: BucketAnswer<WebsiteObject>, request: BucketRequest | undefined): string {
  if (body !== undefined && 'object' in body) return body.object.version.key;
  return request?.path.slice(1) ?? '';
}

/** What the query of a GET asks for besides the object as it is now (Amazon S3 API reference, "Actions"). */
const subResources = new Set(
  'accelerate acl analytics attributes cors delete encryption intelligent-tiering inventory legal-hold lifecycle list-type location logging metadataConfiguration metadataTable metrics notification object-lock ownershipControls partNumber policy policyStatus publicAccessBlock replication requestPayment restore retention select session tagging torrent uploadId uploads versionId versioning versions website'.split(
    ' ',
  ),
);

/** Not for an object as it is now: for a list, another version, or what is set on it. */
function isForMore({ url = '/', method }: IncomingMessage): boolean {
  if (method === 'OPTIONS') return false;
  const { pathname, searchParams } = new URL(`http://bucket${url.replace(/^(?!\/)/, '/')}`);
  return pathname === '/' || [...searchParams.keys()].some((name) => subResources.has(name));
}

/** The part of the host before `.s3` or `.s3-website`, which may have dots of its own. */
function bucketName(host: string): string {
  return host
    .toLowerCase()
    .replace(/\.s3(?:-website)?(?:[.-][a-z0-9-]+)?\.(?:localhost|amazonaws\.com(?:\.cn)?)(?::\d+)?$/, '');
}

interface Asked {
  readonly store: ObjectStore;
  readonly bucket: Bucket;
  readonly website?: WebsiteConfiguration;
  readonly incoming: IncomingMessage;
  readonly endpoint: AskedBucket<WebsiteObject>['endpoint'];
  /** Filled when the answer is looked for. */
  readonly access: Access;
}

function askedOf({ store, bucket, website, incoming, endpoint, access }: Asked): AskedBucket<WebsiteObject> {
  const { headers, socket } = incoming;
  const context = {
    // Websites have no TLS at AWS; what comes by a bucket's own name has come by TLS, as signed calls have.
    'aws:SecureTransport': String(endpoint === 'rest'),
    ...defined({
      'aws:SourceIp': socket.remoteAddress,
      'aws:Referer': headers.referer,
      'aws:UserAgent': headers['user-agent'],
    }),
  };
  const arn = `arn:aws:s3:::${bucket.name}`;
  const mayList =
    publicMay(bucket, { action: 's3:ListBucket', resource: arn, context }) ||
    listLetsPublicRead(bucket, listOfBucket(bucket));
  return {
    bucket: { ...defined({ website }), corsRules: corsRulesOf(bucket) },
    endpoint,
    find: (key) => {
      const version = store.latest(bucket.name, key);
      return version === undefined || version.isMarker ? undefined : objectOf(version);
    },
    // Who may list the bucket learns that a key is not there.
    mayRead: (key) => {
      if (publicMay(bucket, { action: 's3:GetObject', resource: `${arn}/${key}`, context })) return true;
      const version = store.latest(bucket.name, key);
      if (version === undefined || version.isMarker) return mayList;
      access.isByList = listLetsPublicRead(bucket, version.about.acl);
      return access.isByList;
    },
    mayList,
  };
}

function objectOf(version: StoredVersion): WebsiteObject {
  const { headers, metadata } = version.about;
  const {
    ContentType,
    CacheControl,
    WebsiteRedirectLocation: redirectLocation,
    ContentEncoding,
    ContentLanguage,
    ContentDisposition,
  } = headers;
  return {
    version,
    size: version.sizeBytes,
    eTag: `"${version.etag}"`,
    contentType: ContentType ?? 'binary/octet-stream',
    lastModified: version.modifiedAt,
    ...defined({ cacheControl: CacheControl, redirectLocation }),
    headers: {
      ...defined({
        'content-encoding': ContentEncoding,
        'content-language': ContentLanguage,
        'content-disposition': ContentDisposition,
      }),
      ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
    },
  };
}

function contentsOf(store: ObjectStore) {
  return ({ version }: WebsiteObject, part?: BytePart): Readable => {
    const { start, end } = part ?? { start: 0, end: version.sizeBytes - 1 };
    return Readable.from(store.contents.read(version.parts, { first: start, last: end }));
  };
}

function websiteOf({ settings }: Bucket): WebsiteConfiguration | undefined {
  const kept = settings['website'] as Shapes['WebsiteConfiguration'] | string | undefined;
  if (kept === undefined || typeof kept === 'string') return undefined;
  const { IndexDocument, ErrorDocument, RedirectAllRequestsTo: all, RoutingRules } = kept;
  return {
    indexSuffix: IndexDocument?.Suffix ?? '',
    ...defined({
      errorKey: ErrorDocument?.Key,
      redirectAll:
        all === undefined ? undefined : { hostName: all.HostName, ...defined({ protocol: all.Protocol }) },
      routingRules: RoutingRules?.map(ruleOf),
    }),
  };
}

function ruleOf({ Condition, Redirect }: Shapes['RoutingRule']): RoutingRule {
  return {
    redirectCode: Number(Redirect.HttpRedirectCode ?? '301'),
    ...defined({
      keyPrefix: Condition?.KeyPrefixEquals,
      errorCode: Condition?.HttpErrorCodeReturnedEquals,
      hostName: Redirect.HostName,
      protocol: Redirect.Protocol,
      replacePrefix: Redirect.ReplaceKeyPrefixWith,
      replaceKey: Redirect.ReplaceKeyWith,
    }),
  };
}

function corsRulesOf({ settings }: Bucket): readonly CorsRule[] {
  const kept = settings['cors'] as { readonly CORSRules?: readonly CorsRule[] } | string | undefined;
  return kept === undefined || typeof kept === 'string' ? [] : (kept.CORSRules ?? []);
}
