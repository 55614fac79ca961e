// Buckets in a stack: CreateBucket, then one call for each setting.
import type { Values } from '../../../aws/wire/message.ts';
import { isEqual } from '../../../stacks/values/evaluate.ts';
import {
  createOnce,
  isFound,
  listIn,
  tagList,
  textIn,
  unless,
  type Made,
  type ResourceHandlers,
  type ResourceWork,
} from '../resource-type.ts';
import { bucketSettings } from './s3-settings.ts';

function made({ place, name }: ResourceWork): Made {
  return { physicalId: name, attributes: bucketAttributes(place, name) };
}

/** What Fn::GetAtt gives of a bucket. */
export function bucketAttributes(place: ResourceWork['place'], name: string): Made['attributes'] {
  const suffix = place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    Arn: `arn:${place.partition}:s3:::${name}`,
    DomainName: `${name}.s3.${suffix}`,
    DualStackDomainName: `${name}.s3.dualstack.${place.region}.${suffix}`,
    RegionalDomainName: `${name}.s3.${place.region}.${suffix}`,
    WebsiteURL: `http://${name}.s3-website.${place.region}.${suffix}`,
  };
}

const taken = ['BucketName', 'Tags', ...bucketSettings.map(({ property }) => property)];

/** Only what differs is called. */
async function settle(work: ResourceWork, before: Values): Promise<void> {
  const { properties, call, name, tags } = work;
  for (const { property, put, remove } of bucketSettings) {
    const value = properties[property];
    if (value !== undefined && !isEqual(value, before[property] ?? null))
      await put(call, name, value as Values);
    else if (value === undefined && before[property] !== undefined) await remove(call, name);
  }
  if (Object.keys(tags).length > 0)
    await call('s3', 'PutBucketTagging', { Bucket: name, Tagging: { TagSet: tagList(tags) } });
  else if (listIn(before, 'Tags').length > 0) await call('s3', 'DeleteBucketTagging', { Bucket: name });
}

const gone = ['NoSuchBucket', 'NotFound', 'Status404'];

export const s3Types: ResourceHandlers = {
  'AWS::S3::Bucket': {
    here: 'executed',
    properties: taken,
    name: { property: 'BucketName', longest: 63, isLower: true },
    isThere: async ({ call, name }) => isFound(gone, call('s3', 'HeadBucket', { Bucket: name })),
    create: async (work) => {
      const { call, name, place } = work;
      const location =
        place.region === 'us-east-1'
          ? {}
          : { CreateBucketConfiguration: { LocationConstraint: place.region } };
      const owned = ['BucketAlreadyOwnedByYou'];
      await createOnce(work, owned, call('s3', 'CreateBucket', { Bucket: name, ...location }));
      work.onMade(name);
      await settle(work, {});
      return made(work);
    },
    update: async (work, { physicalId, properties }) => {
      const named = { ...work, name: physicalId };
      await settle(named, properties);
      return made(named);
    },
    remove: async ({ call }, { physicalId }) => {
      await unless(gone, call('s3', 'DeleteBucket', { Bucket: physicalId }));
    },
  },
  'AWS::S3::BucketPolicy': {
    here: 'executed',
    isThere: async ({ call, properties }) =>
      isFound(
        ['NoSuchBucketPolicy', ...gone],
        call('s3', 'GetBucketPolicy', { Bucket: textIn(properties, 'Bucket') }),
      ),
    create: async (work) => putPolicy(work),
    update: async (work) => putPolicy(work),
    remove: async ({ call }, { physicalId }) => {
      await unless(['NoSuchBucketPolicy', ...gone], call('s3', 'DeleteBucketPolicy', { Bucket: physicalId }));
    },
  },
};

async function putPolicy({ call, properties }: ResourceWork): Promise<Made> {
  const Bucket = textIn(properties, 'Bucket');
  await call('s3', 'PutBucketPolicy', { Bucket, Policy: properties['PolicyDocument'] });
  return { physicalId: Bucket, attributes: {} };
}
