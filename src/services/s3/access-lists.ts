// Access control lists of buckets and objects. Pure. Sources: Amazon S3 user guide, "Access control list (ACL) overview" and
// "Controlling ownership of objects and disabling ACLs for your bucket".
import { defined } from '../../lib/defined.ts';
import { isRecord } from '../../lib/is-record.ts';
import { AwsError } from '../../aws/wire/aws-error.ts';
import { blocks } from './public-access.ts';
import type { Bucket, Grant } from './store-rows.ts';
import type { ServiceCall } from '../service.ts';
import { ownerOf, type Shapes } from './s3-call.ts';
import { s3Error } from './s3-errors.ts';

type Permission = NonNullable<Grant['Permission']>;

const groups = {
  allUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  authenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  logDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
};

/** Amazon EC2, which reads bundles of machine images. */
const ec2Id = '6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c';

const toGroup = (URI: string, Permission: Permission): Grant => ({
  Grantee: { Type: 'Group', URI },
  Permission,
});
const toAccount = (ID: string, Permission: Permission): Grant => ({
  Grantee: { Type: 'CanonicalUser', ID },
  Permission,
});

/** What a canned list gives besides the owner, who has all. Here the account that owns a bucket owns all objects of it. */
const canned: Readonly<Record<string, readonly Grant[]>> = {
  private: [],
  'public-read': [toGroup(groups.allUsers, 'READ')],
  'public-read-write': [toGroup(groups.allUsers, 'READ'), toGroup(groups.allUsers, 'WRITE')],
  'authenticated-read': [toGroup(groups.authenticatedUsers, 'READ')],
  'aws-exec-read': [toAccount(ec2Id, 'READ')],
  'bucket-owner-read': [],
  'bucket-owner-full-control': [],
  'log-delivery-write': [toGroup(groups.logDelivery, 'WRITE'), toGroup(groups.logDelivery, 'READ_ACP')],
};

/** What the calls that take a list have of it. */
export interface ListInput {
  readonly ACL?: string;
  readonly AccessControlPolicy?: Shapes['AccessControlPolicy'];
  readonly GrantFullControl?: string;
  readonly GrantRead?: string;
  readonly GrantReadACP?: string;
  readonly GrantWrite?: string;
  readonly GrantWriteACP?: string;
}

const headers = {
  GrantFullControl: 'FULL_CONTROL',
  GrantRead: 'READ',
  GrantReadACP: 'READ_ACP',
  GrantWrite: 'WRITE',
  GrantWriteACP: 'WRITE_ACP',
} as const satisfies Readonly<Record<string, Permission>>;

/** The list that a call asks for; undefined when it asks for none. @throws AwsError */
function listIn(input: ListInput, bucket: Pick<Bucket, 'account'>): readonly Grant[] | undefined {
  const granted = Object.entries(headers).flatMap(([member, permission]) =>
    grantsIn(input[member as keyof typeof headers] ?? '', permission),
  );
  if (input.ACL !== undefined && granted.length > 0)
    throw s3Error('InvalidRequest', {
      message: 'Specifying both Canned ACLs and Header Grants is not allowed',
    });
  const { AccessControlPolicy: document } = input;
  if (document !== undefined && (input.ACL !== undefined || granted.length > 0))
    throw s3Error('UnexpectedContent');
  if (input.ACL !== undefined) return [ofOwner(bucket), ...(canned[input.ACL] ?? [])];
  if (granted.length > 0) return granted.map(checkedGrant);
  if (document === undefined) return undefined;
  if (document.Owner?.ID === undefined) throw s3Error('MalformedACLError');
  return (document.Grants ?? []).map(checkedGrant);
}

/** @throws AwsError for a grantee that S3 does not know by its form */
export function checkedGrant(grant: Grant): Grant {
  const { ID, URI, EmailAddress } = grant.Grantee ?? {};
  if (EmailAddress !== undefined) throw s3Error('UnresolvableGrantByEmailAddress');
  if (URI !== undefined && !Object.values(groups).includes(URI))
    throw s3Error('InvalidArgument', { message: 'Invalid group uri' });
  if (URI === undefined && !/^[0-9a-f]{64}$/.test(ID ?? ''))
    throw s3Error('InvalidArgument', { message: 'Invalid id' });
  if (grant.Permission === undefined) throw s3Error('MalformedACLError');
  return grant;
}

function ofOwner(bucket: Pick<Bucket, 'account'>): Grant {
  return toAccount(ownerOf(bucket).ID ?? '', 'FULL_CONTROL');
}

/** `uri="…", id="…"`, as a header has it. */
function grantsIn(text: string, Permission: Permission): readonly Grant[] {
  const grantees = text.split(',').filter((each) => each.trim() !== '');
  return grantees.map((grantee) => {
    const [, kind = '', value = ''] = /^\s*(id|uri|emailaddress)\s*=\s*"?([^"]*)"?\s*$/i.exec(grantee) ?? [];
    if (value === '') throw s3Error('InvalidArgument', { message: 'Argument format not recognized' });
    if (kind.toLowerCase() === 'uri') return toGroup(value, Permission);
    if (kind.toLowerCase() === 'id') return toAccount(value, Permission);
    return { Grantee: { Type: 'AmazonCustomerByEmail', EmailAddress: value }, Permission };
  });
}

/** Where lists are put: the error names the call and what it is about. */
export interface ListPlace {
  /** `s3:PutObject`. */
  readonly action: string;
  readonly resource: string;
  /** ARN of the caller. */
  readonly user: string;
}

/**
 * @returns what is kept: undefined for the list that a bucket and an object have without one
 * @throws AwsError when the bucket's ownership or its public access block does not allow it
 */
export function allowedList(
  input: ListInput,
  bucket: Pick<Bucket, 'account' | 'settings'>,
  { action, resource, user }: ListPlace,
): readonly Grant[] | undefined {
  const list = listIn(input, bucket);
  if (list === undefined || isOfOwnerAlone(list, bucket)) return undefined;
  if (!hasLists(bucket)) throw s3Error('AccessControlListNotSupported');
  if (blocks(bucket, 'BlockPublicAcls') && list.some(isPublic))
    throw s3Error('AccessDenied', {
      message: `User: ${user} is not authorized to perform: ${action} on resource: "${resource}" because public access control lists (ACLs) are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
    });
  return list;
}

function isOfOwnerAlone(list: readonly Grant[], bucket: Pick<Bucket, 'account'>): boolean {
  const { ID } = ownerOf(bucket);
  return (
    list.length > 0 &&
    list.every(({ Grantee, Permission }) => Grantee?.ID === ID && Permission === 'FULL_CONTROL')
  );
}

/** Of a new bucket the owner owns all objects, and it has no lists (since April 2023). */
export function hasLists({ settings }: Pick<Bucket, 'settings'>): boolean {
  const controls = settings['ownershipControls'];
  if (controls === undefined) return false;
  const [rule] =
    isRecord(controls) && Array.isArray(controls['Rules']) ? (controls['Rules'] as unknown[]) : [];
  return !isRecord(rule) || rule['ObjectOwnership'] !== 'BucketOwnerEnforced';
}

/** A bucket that gives others something by its list keeps having lists. @throws AwsError */
export function checkOwnership(bucket: Pick<Bucket, 'settings'>): void {
  if (listOfBucket(bucket) === undefined || hasLists(bucket)) return;
  throw noListsWithOwner();
}

function noListsWithOwner(): AwsError {
  return new AwsError(
    'InvalidBucketAclWithObjectOwnership',
    "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    { status: 400 },
  );
}

/** A bucket is made with a list: the ownership that comes with it must allow that (S3 API reference, CreateBucket). */
export function listOfNewBucket(
  input: ListInput,
  bucket: Pick<Bucket, 'account' | 'settings'>,
): readonly Grant[] | undefined {
  const list = listIn(input, bucket);
  if (list === undefined || isOfOwnerAlone(list, bucket)) return undefined;
  if (!hasLists(bucket)) throw noListsWithOwner();
  if (list.some(isPublic))
    throw new AwsError(
      'InvalidBucketAclWithBlockPublicAccessError',
      'Bucket cannot have public ACLs set with BlockPublicAccess enabled',
      { status: 400 },
    );
  return list;
}

/** Whether a request without a signature may read by a list. @param list undefined of what has none */
export function listLetsPublicRead(
  bucket: Pick<Bucket, 'settings'>,
  list: readonly Grant[] | undefined,
): boolean {
  if (list === undefined || !hasLists(bucket) || blocks(bucket, 'IgnorePublicAcls')) return false;
  return list.some(
    ({ Grantee, Permission }) =>
      Grantee?.URI === groups.allUsers && (Permission === 'READ' || Permission === 'FULL_CONTROL'),
  );
}

/** Whether S3 may put the objects of a log into the bucket by its list. */
export function listLetsLogsIn(bucket: Pick<Bucket, 'settings'>): boolean {
  return (
    hasLists(bucket) &&
    (listOfBucket(bucket) ?? []).some(
      ({ Grantee, Permission }) =>
        Grantee?.URI === groups.logDelivery && (Permission === 'WRITE' || Permission === 'FULL_CONTROL'),
    )
  );
}

function isPublic({ Grantee }: Grant): boolean {
  return Grantee?.URI === groups.allUsers || Grantee?.URI === groups.authenticatedUsers;
}

/** What GetBucketAcl and GetObjectAcl answer. @param list undefined of what has none */
export function shownList(
  bucket: Pick<Bucket, 'account' | 'settings'>,
  list: readonly Grant[] | undefined,
): Shapes['GetBucketAclOutput'] {
  const kept = hasLists(bucket) ? list : undefined;
  return { Owner: ownerOf(bucket), Grants: kept ?? [ofOwner(bucket)] };
}

/** Of a bucket, as its settings have it. */
export function listOfBucket({ settings }: Pick<Bucket, 'settings'>): readonly Grant[] | undefined {
  return settings['acl'] as readonly Grant[] | undefined;
}

/** The list of an object that a call puts, as the object keeps it. @throws AwsError as `allowedList` */
export function listToKeep(
  bucket: Bucket,
  input: ListInput & { readonly Key: string },
  call: ServiceCall,
): { readonly acl?: readonly Grant[] } {
  return defined({
    acl: allowedList(input, bucket, placeOf(call, 's3:PutObject', `${bucket.name}/${input.Key}`)),
  });
}

/** @param name of a bucket, or of an object with its bucket */
export function placeOf({ caller, place }: ServiceCall, action: string, name: string): ListPlace {
  return { action, resource: `arn:${place.partition}:s3:::${name}`, user: caller.arn };
}
