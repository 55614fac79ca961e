// A call as IAM sees it: who calls, and the condition keys that are known of it. Source: IAM user guide, "AWS global condition
// context keys". Pure.
import type { NeededRight } from '../aws/iam/needed-right.ts';
import { isFederatedUser } from '../account/principals.ts';
import { defined } from '../lib/defined.ts';
import type { IamRequest } from '../model/iam/request.ts';
import type { ServiceCall } from './service.ts';

export function iamRequest(
  { action, resource, context = {} }: NeededRight,
  { caller, place, now }: Pick<ServiceCall, 'caller' | 'place' | 'now'>,
): IamRequest {
  const { arn, account, userId, roleArn, limits = {} } = caller;
  const isFederated = isFederatedUser(caller);
  const keys: Readonly<Record<string, readonly string[]>> = {
    'aws:CurrentTime': [new Date(now).toISOString()],
    'aws:EpochTime': [String(Math.floor(now / 1000))],
    'aws:PrincipalAccount': [account],
    'aws:PrincipalArn': [roleArn ?? arn],
    'aws:PrincipalIsAWSService': ['false'],
    'aws:PrincipalType': [roleArn === undefined ? (isFederated ? 'FederatedUser' : 'User') : 'AssumedRole'],
    'aws:RequestedRegion': [place.region],
    // The endpoint of this machine has no TLS; the same tool has it on AWS.
    'aws:SecureTransport': ['true'],
    'aws:userid': [userId],
    'aws:ViaAWSService': ['false'],
    ...Object.fromEntries(
      Object.entries(limits.tags ?? {}).map(([key, value]) => [`aws:PrincipalTag/${key}`, [value]]),
    ),
    ...(limits.sourceIdentity === undefined ? {} : { 'aws:SourceIdentity': [limits.sourceIdentity] }),
    ...(roleArn === undefined && !isFederated
      ? { 'aws:username': [arn.slice(arn.lastIndexOf('/') + 1)] }
      : {}),
    ...context,
  };
  return {
    action,
    resource,
    principal: { arn, account, ...defined({ roleArn }) },
    context: new Map(Object.entries(keys).map(([key, values]) => [key.toLowerCase(), values])),
    isKnownKey,
  };
}

/** They are absent from a request that does not have them; of every other key it is not known here what AWS would find. */
function isKnownKey(key: string): boolean {
  return known.has(key) || key.startsWith('aws:requesttag/');
}

const known: ReadonlySet<string> = new Set(
  [
    'aws:CurrentTime',
    'aws:EpochTime',
    'aws:MultiFactorAuthAge',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalIsAWSService',
    'aws:PrincipalServiceName',
    'aws:PrincipalType',
    'aws:RequestedRegion',
    'aws:SecureTransport',
    'aws:SourceIdentity',
    'aws:TagKeys',
    'aws:userid',
    'aws:username',
    'aws:ViaAWSService',
    'iam:PassedToService',
    's3:delimiter',
    's3:max-keys',
    's3:prefix',
    's3:VersionId',
    's3:x-amz-acl',
    's3:x-amz-server-side-encryption',
    's3:x-amz-server-side-encryption-aws-kms-key-id',
    's3:x-amz-storage-class',
    'sts:ExternalId',
    'sts:RoleSessionName',
    'sts:SourceIdentity',
    'sts:TransitiveTagKeys',
  ].map((key) => key.toLowerCase()),
);
