// Buckets: made, listed, deleted.
import type { Maker } from '../../account/resource.ts';
import type { S3Api } from '../../aws/operations/s3.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { forgetSite } from '../cloudfront/forget-site.ts';
import type { Operations, ServiceCall } from '../service.ts';
import { defined } from '../../lib/defined.ts';
import { listOfNewBucket } from './access-lists.ts';
import { bucketOf, ownerOf, storeOf, type Op } from './s3-call.ts';
import { s3Error } from './s3-errors.ts';

/** The region that a location of nothing means. */
const oldRegion = 'us-east-1';

const createBucket: Op<'CreateBucket'> = (input, call) => {
  const { Bucket: name } = input;
  if (!isBucketName(name)) throw s3Error('InvalidBucketName', { members: { BucketName: name } });
  const { region, account } = call.place;
  const location = input.CreateBucketConfiguration?.LocationConstraint;
  if ((location ?? oldRegion) !== region)
    throw new AwsError(
      'IllegalLocationConstraintException',
      `The ${location ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
      { status: 400 },
    );
  if (input.ObjectLockEnabledForBucket === true)
    throw s3Error('NotImplemented', { message: 'Slipway does not execute object lock' });
  const store = storeOf(call);
  const tags = input.CreateBucketConfiguration?.Tags;
  const { ObjectOwnership } = input;
  const asked = defined({
    tagging: tags === undefined ? undefined : { TagSet: tags },
    ownershipControls: ObjectOwnership === undefined ? undefined : { Rules: [{ ObjectOwnership }] },
  });
  const settings = { ...asked, ...defined({ acl: listOfNewBucket(input, { account, settings: asked }) }) };
  const before = store.bucket(name);
  if (before?.account === account && before.settings['madeForArtifacts'] === true) {
    const { madeForArtifacts: _taken, ...others } = before.settings;
    store.replaceBucket({ ...before, region, settings: { ...others, ...settings } });
    if (before.region !== region) call.ground.account.remove({ ...keyOf(name, call), region: before.region });
    register(name, call);
  } else if (before === undefined) {
    store.createBucket({ name, region, account, createdAt: call.now, settings });
    register(name, call);
  } else if (before.account !== account)
    throw s3Error('BucketAlreadyExists', { members: { BucketName: name } });
  // In the oldest region creating it again succeeds (S3 API reference, CreateBucket).
  else if (region !== oldRegion) throw s3Error('BucketAlreadyOwnedByYou', { members: { BucketName: name } });
  return {
    Location: region === oldRegion ? `/${name}` : `${call.ground.url}/${name}`,
    BucketArn: `arn:${call.place.partition}:s3:::${name}`,
  };
};

/** After it is in the store: a bucket that the register lacks still works. @param madeBy the call when absent */
export function register(name: string, call: ServiceCall, madeBy: Maker = byCall(call)): void {
  const { partition } = call.place;
  const values = { name, isVersioned: false, corsRules: [] };
  call.ground.account.put({ ...keyOf(name, call), partition, values, madeBy, at: call.now });
}

function byCall({ caller }: ServiceCall): Maker {
  return { kind: 'api', operation: 's3:CreateBucket', principal: caller.arn };
}

function keyOf(name: string, { place: { account, region } }: ServiceCall) {
  return { account, region, type: 'AWS::S3::Bucket', name } as const;
}

const headBucket: Op<'HeadBucket'> = (input, call) => {
  const { name, region } = bucketOf(input, call);
  return {
    BucketRegion: region,
    BucketArn: `arn:${call.place.partition}:s3:::${name}`,
    AccessPointAlias: false,
  };
};

const deleteBucket: Op<'DeleteBucket'> = async (input, call) => {
  const { name, settings } = bucketOf(input, call);
  if (storeOf(call).deleteBucket(name)) {
    const { account } = call.ground;
    const isDeclared = account.at(call.place).find('AWS::S3::Bucket', name)?.madeBy.kind === 'definition';
    account.remove(keyOf(name, call));
    if (!isDeclared) await forgetSite(call, name);
    return {};
  }
  const more = settings['versioning'] === undefined ? '' : '. You must delete all versions in the bucket.';
  throw s3Error('BucketNotEmpty', {
    message: `The bucket you tried to delete is not empty${more}`,
    members: { BucketName: name },
  });
};

const listBuckets: Op<'ListBuckets'> = (
  { Prefix = '', BucketRegion, MaxBuckets = 10_000, ContinuationToken = '' },
  call,
) => {
  const { account } = call.place;
  const all = storeOf(call)
    .buckets()
    .filter(
      (bucket) =>
        bucket.account === account && bucket.name.startsWith(Prefix) && bucket.name > ContinuationToken,
    )
    .filter(({ region }) => BucketRegion === undefined || region === BucketRegion);
  const page = all.slice(0, MaxBuckets);
  const last = page.at(-1)?.name;
  return {
    Buckets: page.map(({ name, createdAt, region }) => ({
      Name: name,
      CreationDate: new Date(createdAt),
      BucketRegion: region,
      BucketArn: `arn:${call.place.partition}:s3:::${name}`,
    })),
    Owner: ownerOf({ account }),
    ...(Prefix === '' ? {} : { Prefix }),
    ...(all.length > page.length && last !== undefined ? { ContinuationToken: last } : {}),
  };
};

const getBucketLocation: Op<'GetBucketLocation'> = (input, call) => {
  const { region } = bucketOf(input, call);
  return (region === oldRegion ? {} : { LocationConstraint: region }) as ReturnType<Op<'GetBucketLocation'>>;
};

const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

/** S3 user guide, "General purpose bucket naming rules". */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !reserved.test(name)
  );
}

export const buckets: Operations<S3Api> = {
  CreateBucket: createBucket,
  HeadBucket: headBucket,
  DeleteBucket: deleteBucket,
  ListBuckets: listBuckets,
  GetBucketLocation: getBucketLocation,
};
