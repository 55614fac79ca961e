// Distributions of CloudFront for Terraform.
import { defined } from '../../../lib/defined.ts';
import type { PropertyValues } from '../../../model/resource-graph.ts';
import { snakeShape } from './snake-shape.ts';
import { single, type Body, type TerraformType } from './block.ts';

export const siteTypes: Readonly<Record<string, TerraformType>> = {
  'AWS::CloudFront::OriginAccessControl': single(
    'aws_cloudfront_origin_access_control',
    'id',
    ({ resource: { properties } }) => snakeShape(properties['OriginAccessControlConfig']),
  ),
  'AWS::CloudFront::Distribution': single('aws_cloudfront_distribution', 'id', ({ resource, value }) => {
    const { DistributionConfig } = value(resource.properties) as PropertyValues;
    return distribution(DistributionConfig as PropertyValues);
  }),
};

const names = {
  AllowedMethods: 'allowed_methods',
  MinTTL: 'min_ttl',
  DefaultTTL: 'default_ttl',
  MaxTTL: 'max_ttl',
  ErrorCachingMinTTL: 'error_caching_min_ttl',
  HTTPPort: 'http_port',
  HTTPSPort: 'https_port',
  OriginSSLProtocols: 'origin_ssl_protocols',
  OriginCustomHeaders: 'custom_header',
  HeaderName: 'name',
  HeaderValue: 'value',
  FunctionAssociations: 'function_association',
  LambdaFunctionAssociations: 'lambda_function_association',
  FunctionARN: 'function_arn',
  LambdaFunctionARN: 'lambda_arn',
  CloudFrontDefaultCertificate: 'cloudfront_default_certificate',
  ACMCertificateArn: 'acm_certificate_arn',
  IAMCertificateId: 'iam_certificate_id',
  SSLSupportMethod: 'ssl_support_method',
  WebACLId: 'web_acl_id',
  IPV6Enabled: 'is_ipv6_enabled',
  Logging: 'logging_config',
  SmoothStreaming: 'smooth_streaming',
} as const;

function distribution(config: PropertyValues): Body {
  const {
    Origins = [],
    DefaultCacheBehavior,
    CacheBehaviors,
    CustomErrorResponses,
    Restrictions,
    ViewerCertificate,
    HttpVersion,
    ...rest
  } = config;
  return {
    ...snakeShape(rest, { renamed: names }),
    ...defined({ http_version: typeof HttpVersion === 'string' ? HttpVersion.toLowerCase() : undefined }),
    origin: (Origins as readonly PropertyValues[]).map(origin),
    default_cache_behavior: behavior(DefaultCacheBehavior as PropertyValues),
    ...(CacheBehaviors === undefined
      ? {}
      : { ordered_cache_behavior: (CacheBehaviors as readonly PropertyValues[]).map(behavior) }),
    ...(CustomErrorResponses === undefined
      ? {}
      : { custom_error_response: snakeShape(CustomErrorResponses, { renamed: names }) }),
    // The provider wants both said.
    restrictions: snakeShape(Restrictions ?? { GeoRestriction: { RestrictionType: 'none' } }, {
      renamed: names,
    }),
    viewer_certificate: snakeShape(ViewerCertificate ?? { CloudFrontDefaultCertificate: true }, {
      renamed: names,
    }),
  };
}

/** One that a distribution alone may read has no older identity. */
function origin({ Id, S3OriginConfig, ...rest }: PropertyValues): Body {
  const identity = (S3OriginConfig as PropertyValues | undefined)?.['OriginAccessIdentity'];
  return {
    origin_id: Id,
    ...snakeShape(rest, { renamed: names }),
    ...(identity === undefined || identity === ''
      ? {}
      : { s3_origin_config: { origin_access_identity: identity } }),
  };
}

/** What is cached unless it says so is what CloudFront caches. */
function behavior({ AllowedMethods, CachedMethods, ...rest }: PropertyValues): Body {
  return {
    ...snakeShape(rest, { renamed: names }),
    allowed_methods: AllowedMethods ?? ['GET', 'HEAD'],
    cached_methods: CachedMethods ?? ['GET', 'HEAD'],
  };
}
