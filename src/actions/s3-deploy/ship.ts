// What a deployment to a bucket ships: the bucket, as the file next to the definition describes it.
// Source: CloudFormation template reference, AWS::S3::Bucket.
import { defined } from '../../lib/defined.ts';
import type { ShipRequest } from '../../model/action-type.ts';
import type { Bucket } from '../../model/bucket.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import {
  attributeOf,
  logicalId,
  type GraphResource,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';
import { tagProperty } from '../../model/shipped-shape.ts';

export function shipBucket({ action }: PlacedAction, { definition, place, tagsOf }: ShipRequest): Shipped {
  const name = action.configuration?.['BucketName'] ?? '';
  const index = definition.buckets.findIndex((each) => each.name === name);
  const bucket = definition.buckets[index];
  if (bucket === undefined)
    return {
      resources: [],
      notes: [`The bucket ${name} is not shipped: no file next to the pipeline describes it`],
    };
  const id = logicalId(name, 'Bucket');
  const isPublic = isPublicWebsite(bucket);
  const made: GraphResource = {
    id,
    type: 'AWS::S3::Bucket',
    name,
    isKept: true,
    why: 'What is deployed to it.',
    properties: {
      BucketName: name,
      ...(bucket.isVersioned ? { VersioningConfiguration: { Status: 'Enabled' } } : {}),
      ...websiteOf(bucket),
      ...corsOf(bucket),
      ...(bucket.publicAccessBlock === undefined
        ? {}
        : { PublicAccessBlockConfiguration: { ...bucket.publicAccessBlock } }),
      ...tagProperty(tagsOf(`buckets.${index}`)),
    },
  };
  return {
    resources: isPublic ? [made, publicPolicy(name, id, place)] : [made],
    notes: bucket.website === undefined || isPublic ? [] : [closedWebsite(name)],
  };
}

/** The file has to say itself that a policy may make it public. */
function isPublicWebsite({ website, publicAccessBlock: block }: Bucket): boolean {
  return website !== undefined && block?.BlockPublicPolicy === false && !block.RestrictPublicBuckets;
}

function closedWebsite(name: string): string {
  return `Who may read the bucket ${name} is not shipped: put a distribution in front of it, or set BlockPublicPolicy and RestrictPublicBuckets of its PublicAccessBlockConfiguration to false`;
}

/** Source: S3 user guide, "Setting permissions for website access". */
function publicPolicy(name: string, bucket: string, { partition }: ShipRequest['place']): GraphResource {
  return {
    id: logicalId(name, 'BucketPolicy'),
    type: 'AWS::S3::BucketPolicy',
    why: 'Everyone may read the website.',
    properties: {
      Bucket: attributeOf(bucket, 'Ref'),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'PublicRead',
            Effect: 'Allow',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: `arn:${partition}:s3:::${name}/*`,
          },
        ],
      },
    },
  };
}

function websiteOf({ website }: Bucket): PropertyValues {
  if (website === undefined) return {};
  const { indexSuffix, errorKey, redirectAll, routingRules = [] } = website;
  if (redirectAll !== undefined) {
    const { hostName, protocol } = redirectAll;
    const RedirectAllRequestsTo = { HostName: hostName, ...(protocol ? { Protocol: protocol } : {}) };
    return { WebsiteConfiguration: { RedirectAllRequestsTo } };
  }
  return {
    WebsiteConfiguration: {
      IndexDocument: indexSuffix,
      ...defined({ ErrorDocument: errorKey }),
      ...(routingRules.length === 0 ? {} : { RoutingRules: routingRules.map(routingRule) }),
    },
  };
}

type RoutingRule = NonNullable<NonNullable<Bucket['website']>['routingRules']>[number];

function routingRule(rule: RoutingRule): PropertyValues {
  const condition = defined({ KeyPrefixEquals: rule.keyPrefix, HttpErrorCodeReturnedEquals: rule.errorCode });
  return {
    ...(Object.keys(condition).length === 0 ? {} : { RoutingRuleCondition: condition }),
    RedirectRule: defined({
      HostName: rule.hostName,
      HttpRedirectCode: String(rule.redirectCode),
      Protocol: rule.protocol,
      ReplaceKeyPrefixWith: rule.replacePrefix,
      ReplaceKeyWith: rule.replaceKey,
    }),
  };
}

function corsOf({ corsRules }: Bucket): PropertyValues {
  if (corsRules.length === 0) return {};
  const CorsRules = corsRules.map(({ ExposeHeaders, MaxAgeSeconds, ...rule }) => ({
    ...rule,
    ...defined({ ExposedHeaders: ExposeHeaders, MaxAge: MaxAgeSeconds }),
  }));
  return { CorsConfiguration: { CorsRules } };
}
