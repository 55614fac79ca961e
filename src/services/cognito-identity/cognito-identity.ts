// The roles of identity pools: they are kept, and no user gets credentials by them. The pools themselves are kept behind the
// endpoint. Source: Amazon Cognito Federated Identities API reference.
import type { CognitoIdentityApi } from '../../aws/operations/cognito-identity.ts';
import { CallRefused } from '../../aws/client/decode-response.ts';
import { callingAs } from '../../account/call-aws.ts';
import { localUser } from '../../account/principals.ts';
import { documentsOf } from '../documents.ts';
import { refuse, type Operation, type Operations, type ServiceCall } from '../service.ts';

type Op<N extends keyof CognitoIdentityApi['operations']> = Operation<CognitoIdentityApi, N>;
type Roles = Omit<CognitoIdentityApi['shapes']['SetIdentityPoolRolesInput'], 'IdentityPoolId'>;

const stored = documentsOf<Roles>('cognito-identity/roles');

/** @throws AwsError when there is no such pool */
async function checkPool({ ground, place }: ServiceCall, IdentityPoolId: string): Promise<void> {
  const call = callingAs(ground, { principal: localUser(place), region: place.region });
  try {
    await call('cognito-identity', 'DescribeIdentityPool', { IdentityPoolId });
  } catch (error) {
    if (!(error instanceof CallRefused)) throw error;
    throw refuse<CognitoIdentityApi>(
      'ResourceNotFoundException',
      `IdentityPool '${IdentityPoolId}' not found.`,
    );
  }
}

const setIdentityPoolRoles: Op<'SetIdentityPoolRoles'> = async ({ IdentityPoolId, ...roles }, call) => {
  await checkPool(call, IdentityPoolId);
  stored.put(call, IdentityPoolId, roles);
  return {};
};

const getIdentityPoolRoles: Op<'GetIdentityPoolRoles'> = async ({ IdentityPoolId }, call) => {
  await checkPool(call, IdentityPoolId);
  return { IdentityPoolId, ...stored.get(call, IdentityPoolId) };
};

export const cognitoIdentity: Operations<CognitoIdentityApi> = {
  GetIdentityPoolRoles: getIdentityPoolRoles,
  SetIdentityPoolRoles: setIdentityPoolRoles,
};
