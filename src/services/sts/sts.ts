// STS: who the caller is, and sessions of roles.
import { openNotExecutedCalls } from '../../account/not-executed-calls.ts';
import { federatedUser, isFederatedUser, sessionOfRole } from '../../account/principals.ts';
import type { Caller, Credentials } from '../../account/sessions.ts';
import type { StsApi } from '../../aws/operations/sts.ts';
import { verifyToken } from '../../account/oidc-issuer.ts';
import { defined } from '../../lib/defined.ts';
import { isFailed } from '../../lib/result.ts';
import { parseArn } from '../../model/arn.ts';
import { decideTrust, whyNotTrusted, type WebIdentity } from '../../model/iam/web-identity.ts';
import type { AwsPlace } from '../../model/place.ts';
import { trustOfRole } from '../policies-of-role.ts';
import { refuse, type Ground, type Operation, type Operations } from '../service.ts';
import { checkDuration, sessionLimits } from './session-limits.ts';

type Op<N extends keyof StsApi['operations']> = Operation<StsApi, N>;

const getCallerIdentity: Op<'GetCallerIdentity'> = (_input, { caller }) => ({
  UserId: caller.userId,
  Account: caller.account,
  Arn: caller.arn,
});

/** Whom the role trusts was asked before, with the other policies: where rights are only observed, every caller of the account may. */
const assumeRole: Op<'AssumeRole'> = async (input, { caller, place, now, ground }) => {
  const { RoleArn, RoleSessionName, DurationSeconds = 3600 } = input;
  const denied = `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`;
  const session = sessionOfRole(RoleArn, RoleSessionName);
  if (session === undefined) throw refuse<StsApi>('ValidationError', `${RoleArn} is invalid`);
  if (session.account !== caller.account || isFederatedUser(caller))
    throw refuse<StsApi>('AccessDenied', denied, { status: 403 });
  if (isRole(caller) && DurationSeconds > 3600)
    throw refuse<StsApi>(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  await checkDuration({ ground, place }, { roleArn: RoleArn, seconds: DurationSeconds });
  const { limits, ...size } = await sessionLimits(input, { ground, place, caller });
  const principal = { ...session, ...defined({ limits }) };
  const credentials = ground.sessions.issue(principal, now + DurationSeconds * 1000, caller.use);
  return {
    Credentials: written(credentials),
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    ...size,
    ...defined({ SourceIdentity: limits?.sourceIdentity }),
  };
};

/** The trust policy of the role is evaluated, where something here says it. */
const assumeRoleWithWebIdentity: Op<'AssumeRoleWithWebIdentity'> = async (input, { place, now, ground }) => {
  const { RoleArn, RoleSessionName, WebIdentityToken, DurationSeconds = 3600 } = input;
  const session = sessionOfRole(RoleArn, RoleSessionName);
  if (session === undefined) throw refuse<StsApi>('ValidationError', `${RoleArn} is invalid`);
  const token = verifyToken(ground.stateFolder, WebIdentityToken, now);
  if (isFailed(token)) throw refuse<StsApi>('InvalidIdentityTokenException', token.failed, { status: 400 });
  const { claims, use } = token;
  const decision = await trustOf(
    { ground, place, roleArn: RoleArn },
    { claims, sessionName: RoleSessionName },
  );
  if (decision?.isAllowed === false || session.account !== place.account)
    throw refuse<StsApi>(
      'AccessDenied',
      `Not authorized to perform sts:AssumeRoleWithWebIdentity: ${decision === undefined ? `the account of this machine is ${place.account}` : whyNotTrusted(decision)}`,
      { status: 403 },
    );
  // On AWS no role is without one. Here it passes, and never without being reported.
  if (decision === undefined)
    ground.keep(openNotExecutedCalls).add({
      service: 'STS',
      operation: `the trust policy of the role ${RoleArn}, which nothing here says`,
      principal: session.arn,
      lastAt: now,
    });
  await checkDuration({ ground, place }, { roleArn: RoleArn, seconds: DurationSeconds });
  const { limits, ...size } = await sessionLimits(input, { ground, place });
  const principal = { ...session, ...defined({ limits }) };
  const credentials = ground.sessions.issue(principal, now + DurationSeconds * 1000, use);
  return {
    Credentials: written(credentials),
    ...size,
    SubjectFromWebIdentityToken: claims['sub'] ?? '',
    AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
    Provider: `arn:aws:iam::${place.account}:oidc-provider/${(claims['iss'] ?? '').replace('https://', '')}`,
    Audience: claims['aud'] ?? '',
  };
};

interface Trusting {
  readonly ground: Ground;
  readonly place: AwsPlace;
  readonly roleArn: string;
}

/** Undefined when nothing here says whom the role trusts. */
async function trustOf(
  { ground, place, roleArn }: Trusting,
  asked: Pick<WebIdentity, 'claims' | 'sessionName'>,
) {
  const name = roleArn.slice(roleArn.lastIndexOf('/') + 1);
  const trust = await trustOfRole(ground, { name, place });
  if (trust === undefined) return undefined;
  return decideTrust(trust, { ...asked, issuer: asked.claims['iss'] ?? '', account: place.account });
}

/** A role's session cannot ask for one (STS API reference). */
const getSessionToken: Op<'GetSessionToken'> = ({ DurationSeconds = 43_200 }, { caller, now, ground }) => {
  mustBeUser(caller, 'GetSessionToken');
  const { credentials: _own, use, ...principal } = caller;
  return { Credentials: written(ground.sessions.issue(principal, now + DurationSeconds * 1000, use)) };
};

/** What the session may is what its policies allow of what the user may, and nothing without one. */
const getFederationToken: Op<'GetFederationToken'> = async (input, { caller, place, now, ground }) => {
  mustBeUser(caller, 'GetFederationToken');
  const { Name, DurationSeconds = 43_200 } = input;
  const { limits, ...size } = await sessionLimits(input, { ground, place });
  const user = federatedUser(place, Name);
  const principal = { ...user, ...defined({ limits }) };
  const credentials = ground.sessions.issue(principal, now + DurationSeconds * 1000, caller.use);
  return {
    Credentials: written(credentials),
    FederatedUser: { FederatedUserId: user.userId, Arn: user.arn },
    ...size,
  };
};

const getAccessKeyInfo: Op<'GetAccessKeyInfo'> = ({ AccessKeyId }, { ground }) => {
  const owner = ground.sessions.find(AccessKeyId);
  if (owner === undefined) throw refuse<StsApi>('ValidationError', `Invalid access key id: ${AccessKeyId}`);
  return { Account: owner.account };
};

export const sts: Operations<StsApi> = {
  GetCallerIdentity: getCallerIdentity,
  AssumeRole: assumeRole,
  AssumeRoleWithWebIdentity: assumeRoleWithWebIdentity,
  GetSessionToken: getSessionToken,
  GetFederationToken: getFederationToken,
  GetAccessKeyInfo: getAccessKeyInfo,
};

function mustBeUser(caller: Caller, operation: string): void {
  if (caller.credentials.sessionToken !== undefined)
    throw refuse<StsApi>('AccessDenied', `Cannot call ${operation} with session credentials`, {
      status: 403,
    });
}

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
