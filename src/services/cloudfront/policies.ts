// Policies and origin access identities that calls have made. The times of a cache policy are those of the edges whose behaviors
// name it; what else policies ask for is kept. Source: CloudFront API reference (2020-05-31).
import { createHash } from 'node:crypto';
import type { CloudFrontApi } from '../../aws/operations/cloudfront.ts';
import { defined } from '../../lib/defined.ts';
import { managedCachePolicies } from '../../model/distribution.ts';
import { documentsOf, type Placed } from '../documents.ts';
import {
  managedCachePolicyConfigs,
  managedOriginRequestPolicies,
  managedResponseHeadersPolicies,
} from './managed-policies.ts';
import { refuse, type Operations, type ServiceCall } from '../service.ts';
import {
  allDistributions,
  checkVersion,
  etagOf,
  everywhere,
  saveDistribution,
  type DistributionDocument,
  type Op,
  type Shapes,
} from './distribution-record.ts';

type Config = DistributionDocument['config'];
type Behavior = Config['DefaultCacheBehavior'];

interface Kept<C> {
  readonly id: string;
  readonly config: C;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

interface Kind {
  /** `cache-policy`, as in its address. */
  readonly word: string;
  /** `cache policy`, as in messages. */
  readonly called: string;
  readonly missing: CloudFrontApi['errors'];
  readonly exists: CloudFrontApi['errors'];
  readonly inUse: CloudFrontApi['errors'];
  /** Whether a distribution names it. */
  readonly isUsedBy: (config: Config, id: string) => boolean;
}

function behaviorsOf({ DefaultCacheBehavior, CacheBehaviors }: Config): readonly Partial<Behavior>[] {
  return [DefaultCacheBehavior, ...(CacheBehaviors?.Items ?? [])];
}

function namedIn(key: 'CachePolicyId' | 'OriginRequestPolicyId' | 'ResponseHeadersPolicyId') {
  return (config: Config, id: string) => behaviorsOf(config).some((behavior) => behavior[key] === id);
}

/** What is kept under a name that no other of its kind has. */
function keeperOf<C>(kind: Kind, nameOf: (config: C) => string, managed: readonly Kept<C>[] = []) {
  const stored = documentsOf<Kept<C>>(`cloudfront/${kind.word}`);
  const find = (call: Placed, id: string): Kept<C> => {
    const found = stored.get(everywhere(call), id) ?? managed.find((each) => each.id === id);
    if (found === undefined)
      throw refuse<CloudFrontApi>(kind.missing, `The specified ${kind.called} does not exist.`);
    return found;
  };
  const own = (call: Placed) => stored.list(everywhere(call)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const checkOwn = (id: string, error: 'IllegalUpdate' | 'IllegalDelete'): void => {
    if (!managed.some((each) => each.id === id)) return;
    const word = error === 'IllegalUpdate' ? 'update' : 'delete';
    throw refuse<CloudFrontApi>(error, `You cannot ${word} a managed ${kind.called}.`);
  };
  const checkName = (call: ServiceCall, name: string, own?: string): void => {
    if (
      [...managed, ...stored.list(everywhere(call))].some(
        ({ id, config }) => id !== own && nameOf(config) === name,
      )
    )
      throw refuse<CloudFrontApi>(kind.exists, `A ${kind.called} with this name already exists.`);
  };
  return {
    find,
    peek: (call: Placed, id: string) => stored.get(everywhere(call), id),
    /** All without a type. */
    list: (call: Placed, type?: 'managed' | 'custom') => [
      ...(type === 'custom' ? [] : managed.map((kept) => ({ type: 'managed' as const, kept }))),
      ...(type === 'managed' ? [] : own(call).map((kept) => ({ type: 'custom' as const, kept }))),
    ],
    create: (call: ServiceCall, id: string, config: C): Kept<C> => {
      checkName(call, nameOf(config));
      const made = { id, config, version: 1, changedAt: call.now };
      stored.put(everywhere(call), id, made);
      return made;
    },
    update: (
      call: ServiceCall,
      { Id, IfMatch }: { readonly Id: string; readonly IfMatch?: string },
      config: C,
    ): Kept<C> => {
      checkOwn(Id, 'IllegalUpdate');
      const before = find(call, Id);
      checkVersion(IfMatch, before.version);
      checkName(call, nameOf(config), Id);
      const made = { ...before, config, version: before.version + 1, changedAt: call.now };
      stored.put(everywhere(call), Id, made);
      return made;
    },
    remove: (
      call: ServiceCall,
      { Id, IfMatch }: { readonly Id: string; readonly IfMatch?: string },
    ): void => {
      checkOwn(Id, 'IllegalDelete');
      checkVersion(IfMatch, find(call, Id).version);
      if (allDistributions(call).some(({ config }) => kind.isUsedBy(config, Id)))
        throw refuse<CloudFrontApi>(
          kind.inUse,
          `Cannot delete the ${kind.called} because it is attached to one or more distributions.`,
        );
      stored.remove(everywhere(call), Id);
    },
  };
}

/** Policies have ids like those of resources that CloudFront makes. */
function policyId(word: string, name: string): string {
  const digest = createHash('sha256').update(`${word}/${name}`).digest('hex');
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    digest.slice(12, 16),
    digest.slice(16, 20),
    digest.slice(20, 32),
  ].join('-');
}

const placeOf = (word: string, id: string) => `https://cloudfront.amazonaws.com/2020-05-31/${word}/${id}`;
const nameOf = ({ Name }: { readonly Name: string }): string => Name;

const cachePolicies = keeperOf<Shapes['CachePolicyConfig']>(
  {
    word: 'cache-policy',
    called: 'cache policy',
    missing: 'NoSuchCachePolicy',
    exists: 'CachePolicyAlreadyExists',
    inUse: 'CachePolicyInUse',
    isUsedBy: namedIn('CachePolicyId'),
  },
  nameOf,
  managedCachePolicyConfigs,
);

const originRequestPolicies = keeperOf<Shapes['OriginRequestPolicyConfig']>(
  {
    word: 'origin-request-policy',
    called: 'origin request policy',
    missing: 'NoSuchOriginRequestPolicy',
    exists: 'OriginRequestPolicyAlreadyExists',
    inUse: 'OriginRequestPolicyInUse',
    isUsedBy: namedIn('OriginRequestPolicyId'),
  },
  nameOf,
  managedOriginRequestPolicies,
);

const responseHeadersPolicies = keeperOf<Shapes['ResponseHeadersPolicyConfig']>(
  {
    word: 'response-headers-policy',
    called: 'response headers policy',
    missing: 'NoSuchResponseHeadersPolicy',
    exists: 'ResponseHeadersPolicyAlreadyExists',
    inUse: 'ResponseHeadersPolicyInUse',
    isUsedBy: namedIn('ResponseHeadersPolicyId'),
  },
  nameOf,
  managedResponseHeadersPolicies,
);

const identities = keeperOf<Shapes['CloudFrontOriginAccessIdentityConfig']>(
  {
    word: 'origin-access-identity',
    called: 'origin access identity',
    missing: 'NoSuchCloudFrontOriginAccessIdentity',
    exists: 'CloudFrontOriginAccessIdentityAlreadyExists',
    inUse: 'CloudFrontOriginAccessIdentityInUse',
    isUsedBy: ({ Origins }, id) =>
      Origins.Items.some(
        ({ S3OriginConfig }) =>
          S3OriginConfig?.OriginAccessIdentity === `origin-access-identity/cloudfront/${id}`,
      ),
  },
  ({ CallerReference }) => CallerReference,
);

/** Into the register with what the cache policies of calls say, as an edge honours it. */
export function saveWithPolicies(call: ServiceCall, operation: string, document: DistributionDocument): void {
  const { DefaultCacheBehavior, CacheBehaviors, ...rest } = document.config;
  const seen: Config = {
    ...rest,
    DefaultCacheBehavior: timed(call, DefaultCacheBehavior),
    ...(CacheBehaviors?.Items === undefined
      ? {}
      : {
          CacheBehaviors: { ...CacheBehaviors, Items: CacheBehaviors.Items.map((each) => timed(call, each)) },
        }),
  };
  saveDistribution(call, { operation, seen }, document);
}

/** Undefined for one that an edge knows by its id. */
function policyOf(call: Placed, id: string): Shapes['CachePolicyConfig'] | undefined {
  if (Object.hasOwn(managedCachePolicies, id)) return undefined;
  return (cachePolicies.peek(call, id) ?? managedCachePolicyConfigs.find((each) => each.id === id))?.config;
}

/** A behavior of the older form, which says itself what its cache policy says. */
function timed<B extends Behavior>(call: Placed, behavior: B): B {
  const { CachePolicyId = '', ...others } = behavior;
  const policy = policyOf(call, CachePolicyId);
  if (policy === undefined) return behavior;
  // CloudFront API reference, CachePolicyConfig: a time that is left out is 86400 or 31536000 seconds, or the smaller one
  // when that is more.
  const { MinTTL, ParametersInCacheKeyAndForwardedToOrigin: key } = policy;
  const DefaultTTL = policy.DefaultTTL ?? Math.max(86_400, MinTTL);
  const MaxTTL = policy.MaxTTL ?? Math.max(31_536_000, DefaultTTL);
  const packs = key?.EnableAcceptEncodingGzip === true || key?.EnableAcceptEncodingBrotli === true;
  const Headers = key?.HeadersConfig.Headers;
  return {
    ...others,
    Compress: packs && behavior.Compress === true,
    ...defined({
      MinTTL,
      DefaultTTL,
      MaxTTL,
      ForwardedValues:
        Headers === undefined
          ? undefined
          : { QueryString: false, Cookies: { Forward: 'none' as const }, Headers },
    }),
  } as unknown as B;
}

/** As policies are shown. */
function shown<C>({ id, config, changedAt }: Kept<C>) {
  return { Id: id, LastModifiedTime: new Date(changedAt), config };
}

const cachePolicy = (kept: Kept<Shapes['CachePolicyConfig']>): Shapes['CachePolicy'] => {
  const { config: CachePolicyConfig, ...rest } = shown(kept);
  return { ...rest, CachePolicyConfig };
};

const originRequestPolicy = (
  kept: Kept<Shapes['OriginRequestPolicyConfig']>,
): Shapes['OriginRequestPolicy'] => {
  const { config: OriginRequestPolicyConfig, ...rest } = shown(kept);
  return { ...rest, OriginRequestPolicyConfig };
};

const responseHeadersPolicy = (
  kept: Kept<Shapes['ResponseHeadersPolicyConfig']>,
): Shapes['ResponseHeadersPolicy'] => {
  const { config: ResponseHeadersPolicyConfig, ...rest } = shown(kept);
  return { ...rest, ResponseHeadersPolicyConfig };
};

const identity = ({ id, config }: Kept<Shapes['CloudFrontOriginAccessIdentityConfig']>) => ({
  Id: id,
  S3CanonicalUserId: createHash('sha256').update(id).digest('hex'),
  CloudFrontOriginAccessIdentityConfig: config,
});

const createCachePolicy: Op<'CreateCachePolicy'> = ({ CachePolicyConfig: config }, call) => {
  const made = cachePolicies.create(call, policyId('cache-policy', config.Name), config);
  return { CachePolicy: cachePolicy(made), Location: placeOf('cache-policy', made.id), ETag: etagOf(1) };
};

const getCachePolicy: Op<'GetCachePolicy'> = ({ Id }, call) => {
  const found = cachePolicies.find(call, Id);
  return { CachePolicy: cachePolicy(found), ETag: etagOf(found.version) };
};

const updateCachePolicy: Op<'UpdateCachePolicy'> = ({ CachePolicyConfig, ...which }, call) => {
  const made = cachePolicies.update(call, which, CachePolicyConfig);
  for (const each of allDistributions(call))
    if (namedIn('CachePolicyId')(each.config, which.Id)) saveWithPolicies(call, 'UpdateCachePolicy', each);
  return { CachePolicy: cachePolicy(made), ETag: etagOf(made.version) };
};

const listCachePolicies: Op<'ListCachePolicies'> = ({ Type }, call) => {
  const Items = cachePolicies
    .list(call, Type)
    .map(({ type, kept }) => ({ Type: type, CachePolicy: cachePolicy(kept) }));
  return { CachePolicyList: { MaxItems: 100, Quantity: Items.length, Items } };
};

const createOriginRequestPolicy: Op<'CreateOriginRequestPolicy'> = (
  { OriginRequestPolicyConfig: config },
  call,
) => {
  const made = originRequestPolicies.create(call, policyId('origin-request-policy', config.Name), config);
  const Location = placeOf('origin-request-policy', made.id);
  return { OriginRequestPolicy: originRequestPolicy(made), Location, ETag: etagOf(1) };
};

const getOriginRequestPolicy: Op<'GetOriginRequestPolicy'> = ({ Id }, call) => {
  const found = originRequestPolicies.find(call, Id);
  return { OriginRequestPolicy: originRequestPolicy(found), ETag: etagOf(found.version) };
};

const updateOriginRequestPolicy: Op<'UpdateOriginRequestPolicy'> = (
  { OriginRequestPolicyConfig, ...which },
  call,
) => {
  const made = originRequestPolicies.update(call, which, OriginRequestPolicyConfig);
  return { OriginRequestPolicy: originRequestPolicy(made), ETag: etagOf(made.version) };
};

const listOriginRequestPolicies: Op<'ListOriginRequestPolicies'> = ({ Type }, call) => {
  const Items = originRequestPolicies
    .list(call, Type)
    .map(({ type, kept }) => ({ Type: type, OriginRequestPolicy: originRequestPolicy(kept) }));
  return { OriginRequestPolicyList: { MaxItems: 100, Quantity: Items.length, Items } };
};

const createResponseHeadersPolicy: Op<'CreateResponseHeadersPolicy'> = (
  { ResponseHeadersPolicyConfig: config },
  call,
) => {
  const made = responseHeadersPolicies.create(call, policyId('response-headers-policy', config.Name), config);
  const Location = placeOf('response-headers-policy', made.id);
  return { ResponseHeadersPolicy: responseHeadersPolicy(made), Location, ETag: etagOf(1) };
};

const getResponseHeadersPolicy: Op<'GetResponseHeadersPolicy'> = ({ Id }, call) => {
  const found = responseHeadersPolicies.find(call, Id);
  return { ResponseHeadersPolicy: responseHeadersPolicy(found), ETag: etagOf(found.version) };
};

const updateResponseHeadersPolicy: Op<'UpdateResponseHeadersPolicy'> = (
  { ResponseHeadersPolicyConfig, ...which },
  call,
) => {
  const made = responseHeadersPolicies.update(call, which, ResponseHeadersPolicyConfig);
  return { ResponseHeadersPolicy: responseHeadersPolicy(made), ETag: etagOf(made.version) };
};

const listResponseHeadersPolicies: Op<'ListResponseHeadersPolicies'> = ({ Type }, call) => {
  const Items = responseHeadersPolicies
    .list(call, Type)
    .map(({ type, kept }) => ({ Type: type, ResponseHeadersPolicy: responseHeadersPolicy(kept) }));
  return { ResponseHeadersPolicyList: { MaxItems: 100, Quantity: Items.length, Items } };
};

const createIdentity: Op<'CreateCloudFrontOriginAccessIdentity'> = (
  { CloudFrontOriginAccessIdentityConfig: config },
  call,
) => {
  const digest = createHash('sha256').update(`identity/${config.CallerReference}`).digest('hex');
  const made = identities.create(call, `E${digest.slice(0, 13).toUpperCase()}`, config);
  return {
    CloudFrontOriginAccessIdentity: identity(made),
    Location: placeOf('origin-access-identity/cloudfront', made.id),
    ETag: etagOf(1),
  };
};

const getIdentity: Op<'GetCloudFrontOriginAccessIdentity'> = ({ Id }, call) => {
  const found = identities.find(call, Id);
  return { CloudFrontOriginAccessIdentity: identity(found), ETag: etagOf(found.version) };
};

const updateIdentity: Op<'UpdateCloudFrontOriginAccessIdentity'> = (
  { CloudFrontOriginAccessIdentityConfig: config, ...which },
  call,
) => {
  const made = identities.update(call, which, config);
  return { CloudFrontOriginAccessIdentity: identity(made), ETag: etagOf(made.version) };
};

const listIdentities: Op<'ListCloudFrontOriginAccessIdentities'> = (_input, call) => {
  const Items = identities.list(call).map(({ kept }) => {
    const { CloudFrontOriginAccessIdentityConfig: config, ...rest } = identity(kept);
    return { ...rest, Comment: config.Comment };
  });
  const CloudFrontOriginAccessIdentityList = {
    Marker: '',
    MaxItems: 100,
    IsTruncated: false,
    Quantity: Items.length,
    Items,
  };
  return { CloudFrontOriginAccessIdentityList };
};

export const policyOperations: Operations<CloudFrontApi> = {
  CreateCachePolicy: createCachePolicy,
  CreateCloudFrontOriginAccessIdentity: createIdentity,
  CreateOriginRequestPolicy: createOriginRequestPolicy,
  CreateResponseHeadersPolicy: createResponseHeadersPolicy,
  DeleteCachePolicy: (which, call) => {
    cachePolicies.remove(call, which);
    return {};
  },
  DeleteCloudFrontOriginAccessIdentity: (which, call) => {
    identities.remove(call, which);
    return {};
  },
  DeleteOriginRequestPolicy: (which, call) => {
    originRequestPolicies.remove(call, which);
    return {};
  },
  DeleteResponseHeadersPolicy: (which, call) => {
    responseHeadersPolicies.remove(call, which);
    return {};
  },
  GetCachePolicy: getCachePolicy,
  GetCachePolicyConfig: ({ Id }, call) => {
    const { config, version } = cachePolicies.find(call, Id);
    return { CachePolicyConfig: config, ETag: etagOf(version) };
  },
  GetCloudFrontOriginAccessIdentity: getIdentity,
  GetCloudFrontOriginAccessIdentityConfig: ({ Id }, call) => {
    const { config, version } = identities.find(call, Id);
    return { CloudFrontOriginAccessIdentityConfig: config, ETag: etagOf(version) };
  },
  GetOriginRequestPolicy: getOriginRequestPolicy,
  GetOriginRequestPolicyConfig: ({ Id }, call) => {
    const { config, version } = originRequestPolicies.find(call, Id);
    return { OriginRequestPolicyConfig: config, ETag: etagOf(version) };
  },
  GetResponseHeadersPolicy: getResponseHeadersPolicy,
  GetResponseHeadersPolicyConfig: ({ Id }, call) => {
    const { config, version } = responseHeadersPolicies.find(call, Id);
    return { ResponseHeadersPolicyConfig: config, ETag: etagOf(version) };
  },
  ListCachePolicies: listCachePolicies,
  ListCloudFrontOriginAccessIdentities: listIdentities,
  ListOriginRequestPolicies: listOriginRequestPolicies,
  ListResponseHeadersPolicies: listResponseHeadersPolicies,
  UpdateCachePolicy: updateCachePolicy,
  UpdateCloudFrontOriginAccessIdentity: updateIdentity,
  UpdateOriginRequestPolicy: updateOriginRequestPolicy,
  UpdateResponseHeadersPolicy: updateResponseHeadersPolicy,
};
