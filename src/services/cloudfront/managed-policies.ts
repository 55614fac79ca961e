// The policies that CloudFront brings along. What an edge honours of cache policies is in `model/distribution.ts`.
// Source: CloudFront developer guide, "Use managed cache policies", "Use managed origin request policies" and "Use managed response
// headers policies". Those for AWS Elemental are left out, and the origin request policies AllViewerAndCloudFrontHeaders-2022-06 and
// HostHeaderOnly.
import type { Shapes } from './distribution-record.ts';

interface Managed<C> {
  readonly id: string;
  readonly config: C;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
}

/** By id; CloudFront gives each a time before the others' first. */
function managed<C extends object>(
  configs: Readonly<Record<string, readonly [name: string, config: Omit<C, 'Name' | 'Comment'>]>>,
  comment: string,
): readonly Managed<C>[] {
  return Object.entries(configs).map(([id, [name, config]]) => ({
    id,
    config: { Name: `Managed-${name}`, Comment: comment, ...config } as unknown as C,
    version: 1,
    changedAt: 0,
  }));
}

const listed = <T>(...Items: readonly T[]) => ({ Quantity: Items.length, Items });

type CacheConfig = Shapes['CachePolicyConfig'];
type CacheKey = NonNullable<CacheConfig['ParametersInCacheKeyAndForwardedToOrigin']>;

const noCacheKey: CacheKey = {
  EnableAcceptEncodingGzip: false,
  EnableAcceptEncodingBrotli: false,
  HeadersConfig: { HeaderBehavior: 'none' },
  CookiesConfig: { CookieBehavior: 'none' },
  QueryStringsConfig: { QueryStringBehavior: 'none' },
};
const compressed = { EnableAcceptEncodingGzip: true, EnableAcceptEncodingBrotli: true };
const longest = 31_536_000;

function cached(
  [MinTTL, DefaultTTL, MaxTTL]: readonly [number, number, number],
  key: Partial<CacheKey>,
): Omit<CacheConfig, 'Name' | 'Comment'> {
  const ParametersInCacheKeyAndForwardedToOrigin = { ...noCacheKey, ...key };
  return { MinTTL, DefaultTTL, MaxTTL, ParametersInCacheKeyAndForwardedToOrigin };
}

const ofOrigin: Partial<CacheKey> = {
  ...compressed,
  HeadersConfig: {
    HeaderBehavior: 'whitelist',
    Headers: listed('Host', 'Origin', 'X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'),
  },
  CookiesConfig: { CookieBehavior: 'all' },
};

export const managedCachePolicyConfigs = managed<CacheConfig>(
  {
    '658327ea-f89d-4fab-a63d-7e88639e58f6': ['CachingOptimized', cached([1, 86_400, longest], compressed)],
    '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': ['CachingDisabled', cached([0, 0, 0], {})],
    'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': [
      'CachingOptimizedForUncompressedObjects',
      cached([1, 86_400, longest], {}),
    ],
    '2e54312d-136d-493c-8eb9-b001f22f67d2': [
      'Amplify',
      cached([2, 2, 600], {
        ...compressed,
        HeadersConfig: {
          HeaderBehavior: 'whitelist',
          Headers: listed('Authorization', 'CloudFront-Viewer-Country', 'Host'),
        },
        CookiesConfig: { CookieBehavior: 'all' },
        QueryStringsConfig: { QueryStringBehavior: 'all' },
      }),
    ],
    '83da9c7e-98b4-4e11-a168-04f0df8e2c65': [
      'UseOriginCacheControlHeaders',
      cached([0, 0, longest], ofOrigin),
    ],
    '4cc15a8a-d715-48a4-82b8-cc0b614638fe': [
      'UseOriginCacheControlHeaders-QueryStrings',
      cached([0, 0, longest], { ...ofOrigin, QueryStringsConfig: { QueryStringBehavior: 'all' } }),
    ],
  },
  'A cache policy of CloudFront',
);

type RequestConfig = Shapes['OriginRequestPolicyConfig'];

/** Named headers alone. */
function forwarding(...names: readonly string[]): Omit<RequestConfig, 'Name' | 'Comment'> {
  return {
    HeadersConfig: { HeaderBehavior: 'whitelist', Headers: listed(...names) },
    CookiesConfig: { CookieBehavior: 'none' },
    QueryStringsConfig: { QueryStringBehavior: 'none' },
  };
}

function forwardingAll(
  HeadersConfig: RequestConfig['HeadersConfig'],
): Omit<RequestConfig, 'Name' | 'Comment'> {
  return {
    HeadersConfig,
    CookiesConfig: { CookieBehavior: 'all' },
    QueryStringsConfig: { QueryStringBehavior: 'all' },
  };
}

export const managedOriginRequestPolicies = managed<RequestConfig>(
  {
    '216adef6-5c7f-47e4-b989-5492eafa07d3': ['AllViewer', forwardingAll({ HeaderBehavior: 'allViewer' })],
    'b689b0a8-53d0-40ab-baf2-68738e2966ac': [
      'AllViewerExceptHostHeader',
      forwardingAll({ HeaderBehavior: 'allExcept', Headers: listed('Host') }),
    ],
    '59781a5b-3903-41f3-afcb-af62929ccde1': ['CORS-CustomOrigin', forwarding('Origin')],
    '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf': [
      'CORS-S3Origin',
      forwarding('Origin', 'Access-Control-Request-Headers', 'Access-Control-Request-Method'),
    ],
    'acba4595-bd28-49b8-b9fe-13317c0390fa': ['UserAgentRefererHeaders', forwarding('User-Agent', 'Referer')],
  },
  'An origin request policy of CloudFront',
);

type ResponseConfig = Shapes['ResponseHeadersPolicyConfig'];
type Cors = NonNullable<ResponseConfig['CorsConfig']>;

const simple: Cors = {
  AccessControlAllowOrigins: listed('*'),
  AccessControlAllowHeaders: listed('*'),
  AccessControlAllowMethods: listed('HEAD', 'GET'),
  AccessControlAllowCredentials: false,
  OriginOverride: false,
};
const withPreflight: Cors = {
  ...simple,
  AccessControlAllowMethods: listed('HEAD', 'DELETE', 'POST', 'GET', 'OPTIONS', 'PUT', 'PATCH'),
  AccessControlExposeHeaders: listed('*'),
};
const secure: NonNullable<ResponseConfig['SecurityHeadersConfig']> = {
  XSSProtection: { Override: false, Protection: true, ModeBlock: true },
  FrameOptions: { Override: false, FrameOption: 'SAMEORIGIN' },
  ReferrerPolicy: { Override: false, ReferrerPolicy: 'strict-origin-when-cross-origin' },
  ContentTypeOptions: { Override: true },
  StrictTransportSecurity: { Override: false, AccessControlMaxAgeSec: longest },
};

export const managedResponseHeadersPolicies = managed<ResponseConfig>(
  {
    '60669652-455b-4ae9-85a4-c4c02393f86c': ['SimpleCORS', { CorsConfig: simple }],
    '5cc3b908-e619-4b99-88e5-2cf7f45965bd': ['CORS-With-Preflight', { CorsConfig: withPreflight }],
    '67f7725c-6f97-4210-82d7-5512b31e9d03': ['SecurityHeadersPolicy', { SecurityHeadersConfig: secure }],
    'e61eb60c-9c35-4d20-a928-2b84e02af89c': [
      'CORS-and-SecurityHeadersPolicy',
      { CorsConfig: simple, SecurityHeadersConfig: secure },
    ],
    'eaab4381-ed33-4a86-88ca-d9558dc6cd63': [
      'CORS-with-preflight-and-SecurityHeadersPolicy',
      { CorsConfig: withPreflight, SecurityHeadersConfig: secure },
    ],
  },
  'A response headers policy of CloudFront',
);
