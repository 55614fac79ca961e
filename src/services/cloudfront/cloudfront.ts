// CloudFront: distributions, in front of the sites of this machine and of buckets of the account; an edge answers when an S3 action
// has deployed behind it. Source: CloudFront API reference (2020-05-31).
import { randomBytes } from 'node:crypto';
import type { CloudFrontApi } from '../../aws/operations/cloudfront.ts';
import { defined } from '../../lib/defined.ts';
import type { CacheBehavior, CustomErrorResponse, Distribution, Origin } from '../../model/distribution.ts';
import { describeSite } from '../../targets/site/observe-site.ts';
import { invalidateSite, listSites } from '../../targets/site/open-site.ts';
import { documentsOf } from '../documents.ts';
import { allDistributions, distributionArn, distributionFrom, idOf } from './distribution-record.ts';
import { distributionOperations } from './distributions.ts';
import { functionOperations } from './functions.ts';
import { originAccessOperations } from './origin-access.ts';
import { policyOperations } from './policies.ts';
import { refuse, type Operation, type Operations, type ServiceCall } from '../service.ts';

type Shapes = CloudFrontApi['shapes'];
type Op<N extends keyof CloudFrontApi['operations']> = Operation<CloudFrontApi, N>;

/** One that is deployed. */
interface Deployed {
  readonly distribution: Distribution;
  readonly id: string;
  /** As `host:port`; its AWS-shaped name while it does not run. */
  readonly domainName: string;
}

const listDistributions: Op<'ListDistributions'> = async (input, call) => {
  const all = await deployed(call);
  const page = pageOf(all, { after: input.Marker, most: input.MaxItems, idOf: ({ id }) => id });
  const { items, ...about } = page;
  return {
    DistributionList: {
      ...about,
      Quantity: items.length,
      ...(items.length === 0 ? {} : { Items: items.map((each) => summaryOf(each, call)) }),
    },
  };
};

const createInvalidation: Op<'CreateInvalidation'> = async (input, call) => {
  const { distribution, id } = await find(input.DistributionId, call);
  const { Paths, CallerReference } = input.InvalidationBatch;
  const paths = Paths.Items ?? [];
  if (Paths.Quantity !== paths.length)
    throw refuse<CloudFrontApi>(
      'InconsistentQuantities',
      'The value of Quantity and the size of Items do not match.',
    );
  const same = invalidations
    .list(call)
    .find((each) => each.distributionId === id && each.reference === CallerReference);
  if (same !== undefined) {
    if (same.paths.toSorted().join('\n') !== paths.toSorted().join('\n'))
      throw refuse<CloudFrontApi>(
        'InvalidArgument',
        'Your request contains a caller reference that was used for a previous invalidation batch for the same distribution.',
      );
    return { Location: locationOf(same), Invalidation: shown(same) };
  }
  await invalidateSite(call.ground.targetsFolder, distribution.name, paths);
  const kept: Kept = {
    id: `I${randomBytes(16).toString('hex').toUpperCase().slice(0, 25)}`,
    distributionId: id,
    reference: CallerReference,
    paths,
    createdAt: call.now,
  };
  invalidations.put(call, kept.id, kept);
  return { Location: locationOf(kept), Invalidation: shown(kept) };
};

const getInvalidation: Op<'GetInvalidation'> = async (input, call) => {
  const { id } = await find(input.DistributionId, call);
  const kept = invalidations.get(call, input.Id);
  if (kept?.distributionId !== id)
    throw refuse<CloudFrontApi>('NoSuchInvalidation', 'The specified invalidation does not exist.');
  return { Invalidation: shown(kept) };
};

const listInvalidations: Op<'ListInvalidations'> = async (input, call) => {
  const { id } = await find(input.DistributionId, call);
  const all = invalidations
    .list(call)
    .filter(({ distributionId }) => distributionId === id)
    .toSorted((a, b) => b.createdAt - a.createdAt);
  const { items, ...about } = pageOf(all, {
    after: input.Marker,
    most: input.MaxItems,
    idOf: (each) => each.id,
  });
  const Items = items.map((each) => {
    const { InvalidationBatch: _batch, ...summary } = shown(each);
    return summary;
  });
  return { InvalidationList: { ...about, Quantity: Items.length, ...(Items.length === 0 ? {} : { Items }) } };
};

interface Kept {
  readonly id: string;
  readonly distributionId: string;
  readonly reference: string;
  readonly paths: readonly string[];
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

const invalidations = documentsOf<Kept>('cloudfront/invalidation');

/** An edge forgets at once. */
function shown({ id, createdAt, paths, reference }: Kept): Shapes['Invalidation'] {
  return {
    Id: id,
    Status: 'Completed',
    CreateTime: new Date(createdAt),
    InvalidationBatch: {
      Paths: { Quantity: paths.length, Items: paths },
      CallerReference: reference,
    },
  };
}

function locationOf({ distributionId, id }: Kept): string {
  return `https://cloudfront.amazonaws.com/2020-05-31/distribution/${distributionId}/invalidation/${id}`;
}

async function deployed(call: ServiceCall): Promise<readonly Deployed[]> {
  const { ground } = call;
  const sites = await listSites(ground.targetsFolder);
  const lists = await Promise.all(
    sites.map(async ({ bucket, distributions }) => {
      const description = await describeSite(ground.targetsFolder, bucket.name);
      return distributions.map((distribution): Deployed => {
        const running = description?.distributions.find(({ name }) => name === distribution.name);
        const id = idOf(distribution);
        const domainName =
          running === undefined ? `${id.toLowerCase()}.cloudfront.net` : `127.0.0.1:${running.port}`;
        return { distribution, id, domainName };
      });
    }),
  );
  const running = lists.flat();
  const known = new Set(running.map(({ id }) => id));
  const others = allDistributions(call)
    .filter(({ id }) => !known.has(id))
    .map(({ id, config }): Deployed => {
      const distribution = distributionFrom(config);
      return { distribution, id, domainName: `${id.toLowerCase()}.cloudfront.net` };
    });
  return [...running, ...others].toSorted((a, b) => a.id.localeCompare(b.id));
}

async function find(id: string, call: ServiceCall): Promise<Deployed> {
  const found = (await deployed(call)).find((each) => each.id === id);
  if (found === undefined)
    throw refuse<CloudFrontApi>('NoSuchDistribution', 'The specified distribution does not exist.');
  return found;
}

interface Paging<T> {
  readonly after: string | undefined;
  readonly most: string | undefined;
  readonly idOf: (item: T) => string;
}

/** In CloudFront's own form: the marker is the last id of the page before. */
function pageOf<T>(all: readonly T[], { after, most, idOf: id }: Paging<T>) {
  const MaxItems = Number(most ?? '100');
  const start = after === undefined || after === '' ? 0 : all.findIndex((item) => id(item) === after) + 1;
  const items = all.slice(start, start + MaxItems);
  const last = items.at(-1);
  const IsTruncated = start + items.length < all.length;
  return {
    items,
    Marker: after ?? '',
    MaxItems,
    IsTruncated,
    ...defined({ NextMarker: IsTruncated && last !== undefined ? id(last) : undefined }),
  };
}

function summaryOf(
  { distribution, id, domainName }: Deployed,
  call: ServiceCall,
): Shapes['DistributionSummary'] {
  const { origins, defaultBehavior, behaviors, errorResponses } = distribution;
  const [first, ...more] = behaviors.map((each) => ({ ...behaviorOf(each), PathPattern: each.pathPattern }));
  return {
    Id: id,
    ARN: distributionArn(call, id),
    Status: 'Deployed',
    LastModifiedTime: new Date(call.now),
    DomainName: domainName,
    Aliases: { Quantity: 0 },
    Origins: { Quantity: origins.length, Items: origins.map(originOf) },
    DefaultCacheBehavior: behaviorOf(defaultBehavior),
    CacheBehaviors: {
      Quantity: behaviors.length,
      ...(first === undefined ? {} : { Items: [first, ...more] }),
    },
    CustomErrorResponses: {
      Quantity: errorResponses.length,
      ...(errorResponses.length === 0 ? {} : { Items: errorResponses.map(errorResponseOf) }),
    },
    Comment: '',
    PriceClass: 'PriceClass_All',
    Enabled: true,
    ViewerCertificate: { CloudFrontDefaultCertificate: true },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
    Staging: false,
  };
}

function originOf({ id, domainName, path = '', accessIdentity = '' }: Origin): Shapes['Origin'] {
  return {
    Id: id,
    DomainName: domainName,
    OriginPath: path,
    S3OriginConfig: { OriginAccessIdentity: accessIdentity },
  };
}

function behaviorOf(behavior: CacheBehavior): Shapes['DefaultCacheBehavior'] {
  const { targetOriginId, viewerProtocolPolicy, compress, minTtl, defaultTtl, maxTtl } = behavior;
  return {
    TargetOriginId: targetOriginId,
    ViewerProtocolPolicy: viewerProtocolPolicy,
    Compress: compress,
    MinTTL: minTtl,
    DefaultTTL: defaultTtl,
    MaxTTL: maxTtl,
  };
}

function errorResponseOf(response: CustomErrorResponse): Shapes['CustomErrorResponse'] {
  const { errorCode, responsePagePath, responseCode, errorCachingMinTtl } = response;
  return {
    ErrorCode: errorCode,
    ErrorCachingMinTTL: errorCachingMinTtl,
    ...defined({
      ResponsePagePath: responsePagePath,
      ResponseCode: responseCode === undefined ? undefined : String(responseCode),
    }),
  };
}

export const cloudFront: Operations<CloudFrontApi> = {
  ...distributionOperations,
  ...functionOperations,
  ...originAccessOperations,
  ...policyOperations,
  ListDistributions: listDistributions,
  CreateInvalidation: createInvalidation,
  GetInvalidation: getInvalidation,
  ListInvalidations: listInvalidations,
};
