// Distributions by CloudFront's API: made, read, changed and deleted. An edge of one answers when an S3 action has deployed to
// the bucket behind it. Source: CloudFront API reference (2020-05-31).
import type { CloudFrontApi } from '../../aws/operations/cloudfront.ts';
import { parseArn } from '../../model/arn.ts';
import { describeSite } from '../../targets/site/observe-site.ts';
import { closeSites } from '../../targets/site/open-site.ts';
import { forgetSite } from './forget-site.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import {
  allDistributions,
  checkVersion,
  distributionArn,
  distributionFrom,
  distributionWithId,
  etagOf,
  idOf,
  removeDistribution,
  type DistributionDocument,
  type Op,
  type Shapes,
} from './distribution-record.ts';
import { saveWithPolicies } from './policies.ts';

type Config = Shapes['DistributionConfig'];

async function create(call: ServiceCall, config: Config, tags: DistributionDocument['tags']) {
  const { CallerReference: reference } = config;
  const same = allDistributions(call).find((each) => each.config.CallerReference === reference);
  if (same !== undefined && JSON.stringify(same.config) !== JSON.stringify(config))
    throw refuse<CloudFrontApi>(
      'DistributionAlreadyExists',
      `The caller reference that you are using to create a distribution is associated with another distribution. Already exists: ${same.id}`,
    );
  const id = idOf(distributionFrom(config));
  const document = same ?? { id, config, tags, version: 1, changedAt: call.now };
  if (same === undefined) saveWithPolicies(call, 'CreateDistribution', document);
  return {
    Distribution: await output(call, document),
    Location: `https://cloudfront.amazonaws.com/2020-05-31/distribution/${id}`,
    ETag: etagOf(document.version),
  };
}

const createDistribution: Op<'CreateDistribution'> = async ({ DistributionConfig }, call) =>
  create(call, DistributionConfig, {});

const createWithTags: Op<'CreateDistributionWithTags'> = async (
  { DistributionConfigWithTags: given },
  call,
) => create(call, given.DistributionConfig, recordOf(given.Tags));

function recordOf({ Items = [] }: Shapes['Tags']): DistributionDocument['tags'] {
  return Object.fromEntries(Items.map(({ Key, Value = '' }) => [Key, Value]));
}

/** Its name answers once something is deployed behind it; until then it is as AWS would name it. */
async function output(call: ServiceCall, document: DistributionDocument): Promise<Shapes['Distribution']> {
  const { id, config, changedAt } = document;
  const { name, origins } = distributionFrom(config);
  const buckets = origins.flatMap(({ bucket }) => bucket?.name ?? []);
  const sites = await Promise.all(
    buckets.map(async (bucket) => describeSite(call.ground.targetsFolder, bucket)),
  );
  const running = sites
    .flatMap((site) => site?.distributions ?? [])
    .find((distribution) => distribution.name === name);
  return {
    Id: id,
    ARN: distributionArn(call, id),
    Status: 'Deployed',
    LastModifiedTime: new Date(changedAt),
    InProgressInvalidationBatches: 0,
    DomainName: running === undefined ? `${id.toLowerCase()}.cloudfront.net` : `127.0.0.1:${running.port}`,
    ActiveTrustedSigners: { Enabled: false, Quantity: 0 },
    ActiveTrustedKeyGroups: { Enabled: false, Quantity: 0 },
    DistributionConfig: completed(config),
  };
}

/** With what CloudFront fills in; programs read these without asking whether they are there. */
function completed(config: Config): Config {
  return {
    Aliases: { Quantity: 0 },
    DefaultRootObject: '',
    OriginGroups: { Quantity: 0 },
    CacheBehaviors: { Quantity: 0 },
    CustomErrorResponses: { Quantity: 0 },
    Logging: { Enabled: false, IncludeCookies: false, Bucket: '', Prefix: '' },
    PriceClass: 'PriceClass_All',
    ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: 'TLSv1' },
    Restrictions: { GeoRestriction: { RestrictionType: 'none', Quantity: 0 } },
    WebACLId: '',
    HttpVersion: 'http2',
    IsIPV6Enabled: true,
    Staging: false,
    ...config,
  };
}

const getDistribution: Op<'GetDistribution'> = async ({ Id }, call) => {
  const document = distributionWithId(call, Id);
  return { Distribution: await output(call, document), ETag: etagOf(document.version) };
};

const getDistributionConfig: Op<'GetDistributionConfig'> = ({ Id }, call) => {
  const { config, version } = distributionWithId(call, Id);
  return { DistributionConfig: completed(config), ETag: etagOf(version) };
};

const updateDistribution: Op<'UpdateDistribution'> = async ({ Id, IfMatch, DistributionConfig }, call) => {
  const before = distributionWithId(call, Id);
  checkVersion(IfMatch, before.version);
  if (before.config.CallerReference !== DistributionConfig.CallerReference)
    throw refuse<CloudFrontApi>('IllegalUpdate', 'CallerReference can not be updated.');
  const version = before.version + 1;
  const document = { ...before, config: DistributionConfig, version, changedAt: call.now };
  saveWithPolicies(call, 'UpdateDistribution', document);
  return { Distribution: await output(call, document), ETag: etagOf(version) };
};

const deleteDistribution: Op<'DeleteDistribution'> = async ({ Id, IfMatch }, call) => {
  const document = distributionWithId(call, Id);
  checkVersion(IfMatch, document.version);
  if (document.config.Enabled)
    throw refuse<CloudFrontApi>(
      'DistributionNotDisabled',
      'The distribution you are trying to delete has not been disabled.',
    );
  const { origins } = distributionFrom(document.config);
  const buckets = new Set(origins.flatMap(({ bucket }) => bucket?.name ?? []));
  removeDistribution(call, document);
  await closeSites(call.ground.targetsFolder, (name) => buckets.has(name));
  for (const bucket of buckets) await forgetSite(call, bucket);
  return {};
};

function tagged(call: ServiceCall, arn: string): DistributionDocument {
  return distributionWithId(call, (parseArn(arn)?.resource ?? '').replace('distribution/', ''));
}

const listTagsForResource: Op<'ListTagsForResource'> = ({ Resource }, call) => ({
  Tags: { Items: Object.entries(tagged(call, Resource).tags).map(([Key, Value]) => ({ Key, Value })) },
});

const tagResource: Op<'TagResource'> = ({ Resource, Tags }, call) => {
  const before = tagged(call, Resource);
  saveWithPolicies(call, 'TagResource', { ...before, tags: { ...before.tags, ...recordOf(Tags) } });
  return {};
};

const untagResource: Op<'UntagResource'> = ({ Resource, TagKeys: { Items = [] } }, call) => {
  const before = tagged(call, Resource);
  const kept = Object.entries(before.tags).filter(([key]) => !Items.includes(key));
  saveWithPolicies(call, 'UntagResource', { ...before, tags: Object.fromEntries(kept) });
  return {};
};

export const distributionOperations: Operations<CloudFrontApi> = {
  CreateDistribution: createDistribution,
  CreateDistributionWithTags: createWithTags,
  DeleteDistribution: deleteDistribution,
  GetDistribution: getDistribution,
  GetDistributionConfig: getDistributionConfig,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateDistribution: updateDistribution,
};
