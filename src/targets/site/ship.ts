// What a site ships besides its bucket: the distributions in front of it, which alone may read it. Pure.
// Sources: CloudFormation template reference, AWS::CloudFront::Distribution; CloudFront developer guide, "Restrict access to an
// Amazon S3 origin".
import type { TargetRequest } from '../../model/action-type.ts';
import type { Distribution } from '../../model/distribution.ts';
import { actionsOf } from '../../model/pipeline-walk.ts';
import {
  attributeOf,
  isList,
  logicalId,
  nothingShipped,
  type GraphResource,
  type PropertyValue,
  type PropertyValues,
  type Shipped,
} from '../../model/resource-graph.ts';

export function shipSites(request: TargetRequest): Shipped {
  const deployed = new Set(
    actionsOf(request.definition.pipeline).map(({ action }) => action.configuration?.['BucketName']),
  );
  const shares = request.definition.distributions.map((distribution, index) =>
    distribution.origins.some(({ bucket }) => bucket !== undefined && deployed.has(bucket.name))
      ? shipDistribution(distribution, index, request)
      : nothingShipped,
  );
  return { resources: shares.flatMap(({ resources }) => resources), notes: [] };
}

function shipDistribution(distribution: Distribution, index: number, request: TargetRequest): Shipped {
  const written = request.writtenOf(`distributions.${index}`) ?? {};
  const config = (written['DistributionConfig'] ?? written) as PropertyValues;
  const { name } = distribution;
  const control = logicalId(name, 'OriginAccess');
  const closed = distribution.origins.filter(({ accessIdentity, bucket }) => {
    return bucket?.endpoint === 'rest' && (accessIdentity ?? '') === '';
  });
  const closedIds = new Set(closed.map(({ id }) => id));
  return {
    notes: [],
    resources: [
      ...(closed.length === 0 ? [] : [accessControl(name, control)]),
      {
        id: logicalId(name, 'Distribution'),
        type: 'AWS::CloudFront::Distribution',
        why: 'Visitors get the site from it.',
        properties: { DistributionConfig: configOf(config, { control, closedIds }) },
      },
      ...closed.flatMap(({ bucket }) => readersOf(bucket?.name ?? '', request)),
    ],
  };
}

function accessControl(name: string, id: string): GraphResource {
  return {
    id,
    type: 'AWS::CloudFront::OriginAccessControl',
    why: 'The distribution signs what it asks the bucket for.',
    properties: {
      OriginAccessControlConfig: {
        Name: name,
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    },
  };
}

/** Of this account alone; the id of the distribution is not known before the bucket's policy is. */
function readersOf(bucket: string, { place }: TargetRequest): readonly GraphResource[] {
  return [
    {
      id: logicalId(bucket, 'ReaderPolicy'),
      type: 'AWS::S3::BucketPolicy',
      why: 'Distributions of the account read the bucket.',
      properties: {
        Bucket: bucket,
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'CloudFrontReads',
              Effect: 'Allow',
              Principal: { Service: 'cloudfront.amazonaws.com' },
              Action: 's3:GetObject',
              Resource: `arn:${place.partition}:s3:::${bucket}/*`,
              Condition: { StringEquals: { 'aws:SourceAccount': place.account } },
            },
          ],
        },
      },
    },
  ];
}

interface Closed {
  readonly control: string;
  /** Origins whose buckets nothing but the distribution reads. */
  readonly closedIds: ReadonlySet<string>;
}

/** The API has lists with their length; CloudFormation has lists. */
function configOf(config: PropertyValues, closed: Closed): PropertyValues {
  const { Origins, CallerReference: _, ...rest } = withLists(config) as PropertyValues;
  const origins = (Origins ?? []) as readonly PropertyValues[];
  return { ...rest, Origins: origins.map((origin) => originOf(origin, closed)) };
}

function originOf(origin: PropertyValues, { control, closedIds }: Closed): PropertyValues {
  const id = origin['Id'];
  return typeof id === 'string' && closedIds.has(id)
    ? {
        ...origin,
        S3OriginConfig: { OriginAccessIdentity: '' },
        OriginAccessControlId: attributeOf(control, 'Id'),
      }
    : origin;
}

function withLists(value: PropertyValue): PropertyValue {
  if (isList(value)) return value.map(withLists);
  if (typeof value !== 'object') return value;
  const entries = Object.entries(value as PropertyValues).flatMap(([key, each]) => listed(key, each));
  return Object.fromEntries(entries);
}

/** `AllowedMethods` holds `CachedMethods`, which stands next to it in CloudFormation; a list without items is left out. */
function listed(key: string, value: PropertyValue): readonly (readonly [string, PropertyValue])[] {
  const given = typeof value === 'object' && !isList(value) ? (value as PropertyValues) : undefined;
  if (given === undefined || !('Quantity' in given)) return [[key, withLists(value)]];
  const { Quantity, Items = [], Enabled: _, ...inner } = given;
  const items = Quantity === 0 ? [] : [[key, withLists(Items)] as const];
  return [...items, ...Object.entries(inner).flatMap(([name, each]) => listed(name, each))];
}
