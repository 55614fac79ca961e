// STS: who the caller is, and sessions of roles.
import { sessionOfRole } from '../../account/principals.ts';
import type { Caller, Credentials } from '../../account/sessions.ts';
import type { StsApi } from '../../aws/operations/sts.ts';
import { parseArn } from '../../model/arn.ts';
import { refuse, type Operation, type Operations } from '../service.ts';

type Op<N extends keyof StsApi['operations']> = Operation<StsApi, N>;

const getCallerIdentity: Op<'GetCallerIdentity'> = (_input, { caller }) => ({
  UserId: caller.userId,
  Account: caller.account,
  Arn: caller.arn,
});

/** Trust policies are not evaluated: the account's own callers may assume every role of it. */
const assumeRole: Op<'AssumeRole'> = (input, { caller, now, ground }) => {
  const { RoleArn, RoleSessionName, DurationSeconds = 3600 } = input;
  const denied = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
  const session = sessionOfRole(RoleArn, RoleSessionName);
  if (session === undefined) throw refuse<StsApi>('ValidationError', `${RoleArn} is invalid`);
  if (session.account !== caller.account) throw refuse<StsApi>('AccessDenied', denied, { status: 403 });
  if (isRole(caller) && DurationSeconds > 3600)
    throw refuse<StsApi>(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  const credentials = ground.sessions.issue(session, now + DurationSeconds * 1000, caller.use);
  return {
    Credentials: written(credentials),
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    ...(input.SourceIdentity === undefined ? {} : { SourceIdentity: input.SourceIdentity }),
  };
};

/** A role's session cannot ask for one (STS API reference). */
const getSessionToken: Op<'GetSessionToken'> = ({ DurationSeconds = 43_200 }, { caller, now, ground }) => {
  if (isRole(caller))
    throw refuse<StsApi>('AccessDenied', 'Cannot call GetSessionToken with session credentials', {
      status: 403,
    });
  const { credentials: _own, use, ...principal } = caller;
  return { Credentials: written(ground.sessions.issue(principal, now + DurationSeconds * 1000, use)) };
};

const getAccessKeyInfo: Op<'GetAccessKeyInfo'> = ({ AccessKeyId }, { ground }) => {
  const owner = ground.sessions.find(AccessKeyId);
  if (owner === undefined) throw refuse<StsApi>('ValidationError', `Invalid access key id: ${AccessKeyId}`);
  return { Account: owner.account };
};

export const sts: Operations<StsApi> = {
  GetCallerIdentity: getCallerIdentity,
  AssumeRole: assumeRole,
  GetSessionToken: getSessionToken,
  GetAccessKeyInfo: getAccessKeyInfo,
};

function isRole({ arn }: Caller): boolean {
  return parseArn(arn)?.resource.startsWith('assumed-role/') === true;
}

function written(credentials: Credentials): StsApi['shapes']['Credentials'] {
  const { accessKeyId, secretAccessKey, sessionToken = '', expiresAt = 0 } = credentials;
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(expiresAt),
  };
}
