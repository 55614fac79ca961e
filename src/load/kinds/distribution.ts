// Reads a CloudFront distribution: the input of `aws cloudfront create-distribution`, where lists are written as
// `{ "Quantity": 1, "Items": [ … ] }`, or as CloudFormation writes it, with plain lists.
import { membersOf, serviceModel, structureIn } from '../../aws/service-model.ts';
import { defined } from '../../lib/defined.ts';
import { entryOf, type Node } from '../../lib/node.ts';
import {
  behaviorDefaults,
  bucketOf,
  corsOriginRequestPolicy,
  managedCachePolicies,
  type CacheBehavior,
  type Distribution,
} from '../../model/distribution.ts';
import { notExecutedOf } from './distribution/distribution-not-executed.ts';
import { readShape } from '../read-shape.ts';
import type { ReadResource } from '../resource.ts';
import {
  any,
  boolean,
  custom,
  list,
  number,
  object,
  optional,
  required,
  string,
  type Shape,
  type ValueOf,
} from '../shape.ts';
import { type Kind } from './kind.ts';
import { jsonSchemaOf, under } from '../json-schema.ts';

export const distributionKind: Kind<Distribution> = {
  title: 'a CloudFront distribution',
  file: 'cloudfront-config.json',
  holds: 'what `aws cloudfront create-distribution` takes',
  words: ['DefaultCacheBehavior'],
  isOne: isDistribution,
  schemas: () => {
    const bare = jsonSchemaOf(distributionShape);
    return [bare, under('DistributionConfig', bare), under('Distribution', bare)];
  },
  read: readDistribution,
};

/** Bare, or in the wrapper of the command line or of the resource. */
function inner(root: Node): Node {
  return entryOf(root, 'DistributionConfig')?.value ?? entryOf(root, 'Distribution')?.value ?? root;
}

function isDistribution(root: Node): boolean {
  return entryOf(inner(root), 'DefaultCacheBehavior') !== undefined;
}

export function readDistribution(root: Node): ReadResource<Distribution> {
  const node = inner(root);
  const { value, problems } = readShape(node, distributionShape);
  return {
    node,
    problems,
    ...(value === undefined ? {} : { value: distributionFrom(value, notExecutedOf(node)) }),
  };
}

function distributionFrom(
  raw: ValueOf<typeof distributionShape>,
  notExecuted: readonly string[],
): Distribution {
  const [first] = raw.Origins;
  return {
    name: raw.CallerReference ?? first?.Id ?? 'distribution',
    ...(raw.DefaultRootObject === undefined || raw.DefaultRootObject === ''
      ? {}
      : { defaultRootObject: raw.DefaultRootObject }),
    origins: raw.Origins.map(({ Id, DomainName, OriginPath = '', S3OriginConfig }) => {
      const accessIdentity = S3OriginConfig?.OriginAccessIdentity;
      const bucket = bucketOf(DomainName);
      return {
        id: Id,
        domainName: DomainName,
        ...(OriginPath === '' ? {} : { path: unescaped(OriginPath) }),
        ...defined({ accessIdentity, bucket }),
      };
    }),
    defaultBehavior: behaviorFrom(raw.DefaultCacheBehavior),
    behaviors: (raw.CacheBehaviors ?? []).map((behavior) => ({
      ...behaviorFrom(behavior),
      pathPattern: behavior.PathPattern ?? '*',
    })),
    errorResponses: (raw.CustomErrorResponses ?? []).map((each) => ({
      errorCode: each.ErrorCode,
      errorCachingMinTtl: each.ErrorCachingMinTTL ?? 10,
      ...defined({ responseCode: each.ResponseCode, responsePagePath: each.ResponsePagePath }),
    })),
    notExecuted,
  };
}

/** Keys of a bucket are compared with what a path means, not with how it is written. */
function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function behaviorFrom(raw: ValueOf<typeof behaviorShape>): CacheBehavior {
  const policy = raw.CachePolicyId === undefined ? undefined : managedCachePolicies[raw.CachePolicyId];
  const minTtl = raw.MinTTL ?? policy?.minTtl ?? behaviorDefaults.minTtl;
  return {
    targetOriginId: raw.TargetOriginId,
    viewerProtocolPolicy: raw.ViewerProtocolPolicy ?? behaviorDefaults.viewerProtocolPolicy,
    allowedMethods: raw.AllowedMethods ?? behaviorDefaults.allowedMethods,
    compress: raw.Compress ?? behaviorDefaults.compress,
    minTtl,
    defaultTtl: Math.max(minTtl, raw.DefaultTTL ?? policy?.defaultTtl ?? behaviorDefaults.defaultTtl),
    maxTtl: Math.max(minTtl, raw.MaxTTL ?? policy?.maxTtl ?? behaviorDefaults.maxTtl),
    forwardsOrigin:
      raw.OriginRequestPolicyId === corsOriginRequestPolicy ||
      raw.ForwardedValues?.Headers?.some((name) => name.toLowerCase() === 'origin') === true,
  };
}

/** A plain list, or one with its count next to it. */
function counted<T>(name: string, shape: Shape<T>): Shape<readonly T[]> {
  return custom((node, report) => {
    const items = entryOf(node, 'Items')?.value;
    const quantity = entryOf(node, 'Quantity');
    if (items === undefined && quantity !== undefined) return [];
    const { value, problems } = readShape(items ?? node, list(shape), { what: `"${name}"` });
    for (const found of problems) report(found);
    return value;
  });
}

/** A status code, which may be written as text. */
function statusCode(name: string): Shape<number> {
  return custom((node, report) => {
    if (node.kind === 'scalar' && /^\d{3}$/.test(node.text)) return Number(node.text);
    const { value, problems } = readShape(node, number({ integer: true, min: 100, max: 599 }), {
      what: `"${name}"`,
    });
    for (const found of problems) report(found);
    return value;
  });
}

/** Every key of the structure in CloudFront's model: those that this reader does not honour are reported by notExecutedOf. */
const keysOf = (structure: string) => ({
  alsoTakes: (): readonly string[] =>
    membersOf(structureIn(serviceModel('cloudfront'), structure)).map(([key]) => key),
});

const behaviorKeys = {
  TargetOriginId: required(string({ min: 1 })),
  ViewerProtocolPolicy: optional(string({ oneOf: ['allow-all', 'https-only', 'redirect-to-https'] })),
  AllowedMethods: optional(counted('AllowedMethods', string())),
  Compress: optional(boolean()),
  MinTTL: optional(number({ min: 0 })),
  DefaultTTL: optional(number({ min: 0 })),
  MaxTTL: optional(number({ min: 0 })),
  CachePolicyId: optional(string()),
  OriginRequestPolicyId: optional(string()),
  ForwardedValues: optional(
    object(
      'forwarded values',
      { QueryString: optional(boolean()), Headers: optional(counted('Headers', string())) },
      keysOf('ForwardedValues'),
    ),
  ),
  // CloudFormation writes it here, the API within AllowedMethods.
  CachedMethods: optional(any()),
};

const behaviorShape = object('cache behavior', behaviorKeys, keysOf('DefaultCacheBehavior'));

const originShape = object(
  'origin',
  {
    Id: required(string({ min: 1 })),
    DomainName: required(string({ min: 1 })),
    // CloudFront API reference, "Origin": a slash in front, and none at the end.
    OriginPath: optional(
      string({ max: 255, pattern: /(?:\/.*[^/])?/, patternText: 'a slash in front, and none at the end' }),
    ),
    S3OriginConfig: optional(
      object('S3 origin', { OriginAccessIdentity: optional(string()) }, keysOf('S3OriginConfig')),
    ),
  },
  keysOf('Origin'),
);

const distributionShape = object(
  'distribution',
  {
    CallerReference: optional(string({ min: 1 })),
    Enabled: optional(boolean()),
    DefaultRootObject: optional(string()),
    Origins: required(counted('Origins', originShape)),
    DefaultCacheBehavior: required(behaviorShape),
    CacheBehaviors: optional(
      counted(
        'CacheBehaviors',
        object(
          'cache behavior',
          { PathPattern: required(string({ min: 1 })), ...behaviorKeys },
          keysOf('CacheBehavior'),
        ),
      ),
    ),
    CustomErrorResponses: optional(
      counted(
        'CustomErrorResponses',
        object('custom error response', {
          ErrorCode: required(statusCode('ErrorCode')),
          ResponseCode: optional(statusCode('ResponseCode')),
          ResponsePagePath: optional(string()),
          ErrorCachingMinTTL: optional(number({ min: 0 })),
        }),
      ),
    ),
    // The resource of CloudFormation has them, next to its configuration.
    Tags: optional(any()),
  },
  keysOf('DistributionConfig'),
);
