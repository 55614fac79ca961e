// Users of Cognito sign up and in: by their password, by its proof (SRP) and by the codes that they are sent.
import { createHash, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openNotExecutedCalls } from '../../src/account/not-executed-calls.ts';
import { listResources } from '../../src/account/listed-resources.ts';
import { callJson, openTestEndpoint, type TestEndpoint } from '../rig/endpoint.ts';
import { missingMoto } from '../rig/moto.ts';

type Answer = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string>>;

/** As AWS's clients do it (amazon-cognito-identity-js, AuthenticationHelper). */
const prime = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);

function padded(value: bigint): string {
  const text = value.toString(16);
  const even = text.length % 2 === 0 ? text : `0${text}`;
  return /^[89a-f]/.test(even) ? `00${even}` : even;
}

function hashed(hex: string): bigint {
  return BigInt(`0x${createHash('sha256').update(Buffer.from(hex, 'hex')).digest('hex')}`);
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, left] = [1n, base % prime, exponent];
  for (; left > 0n; left >>= 1n, square = (square * square) % prime)
    if (left & 1n) result = (result * square) % prime;
  return result;
}

interface Proving {
  readonly poolId: string;
  readonly password: string;
  readonly own: bigint;
}

function proof({ poolId, password, own }: Proving, challenge: Texts): Texts {
  const { SALT = '', SRP_B = '', USER_ID_FOR_SRP: user = '', SECRET_BLOCK: block = '' } = challenge;
  const name = poolId.split('_')[1] ?? '';
  const secret = createHash('sha256').update(`${name}${user}:${password}`).digest('hex');
  const x = hashed(padded(BigInt(`0x${SALT}`)) + secret);
  const [A, B] = [power(2n, own), BigInt(`0x${SRP_B}`)];
  const u = hashed(padded(A) + padded(B));
  const k = hashed(`00${prime.toString(16)}02`);
  const base = (((B - k * power(2n, x)) % prime) + prime) % prime;
  const shared = power(base, own + u * x);
  const extracted = createHmac('sha256', Buffer.from(padded(u), 'hex'))
    .update(Buffer.from(padded(shared), 'hex'))
    .digest();
  const key = createHmac('sha256', extracted).update('Caldera Derived Key\u0001').digest().subarray(0, 16);
  const TIMESTAMP = 'Mon Jan 5 10:00:00 UTC 2026';
  const message = Buffer.concat([
    Buffer.from(name + user),
    Buffer.from(block, 'base64'),
    Buffer.from(TIMESTAMP),
  ]);
  return {
    USERNAME: user,
    PASSWORD_CLAIM_SECRET_BLOCK: block,
    PASSWORD_CLAIM_SIGNATURE: createHmac('sha256', key).update(message).digest('base64'),
    TIMESTAMP,
  };
}

interface Pool {
  readonly call: (operation: string, input: object) => Promise<Answer>;
  readonly poolId: string;
  readonly ClientId: string;
}

async function makePool(endpoint: TestEndpoint, more: object = {}): Promise<Pool> {
  const call = async (operation: string, input: object) =>
    (
      await callJson(endpoint, 'cognito-idp', {
        target: `AWSCognitoIdentityProviderService.${operation}`,
        input,
      })
    ).body;
  const made = await call('CreateUserPool', { PoolName: 'shop', AutoVerifiedAttributes: ['email'], ...more });
  const { Id: poolId } = made['UserPool'] as { readonly Id: string };
  const client = await call('CreateUserPoolClient', { UserPoolId: poolId, ClientName: 'web' });
  const { ClientId } = client['UserPoolClient'] as { readonly ClientId: string };
  return { call, poolId, ClientId };
}

const password = 'Analytical-1843';

/** As whoever runs the machine reads it. */
function sentCode(endpoint: TestEndpoint): string | undefined {
  using calls = openNotExecutedCalls(endpoint.stateFolder);
  const texts = calls.list().map(({ operation }) => operation);
  return texts.flatMap((text) => /sending the code (\d{6}) to/.exec(text)?.[1] ?? []).at(-1);
}

async function signUp(endpoint: TestEndpoint, { call, ClientId }: Pool): Promise<Answer> {
  const user = { ClientId, Username: 'ada' };
  const UserAttributes = [{ Name: 'email', Value: 'ada@example.com' }];
  await call('SignUp', { ...user, Password: password, UserAttributes });
  return await call('ConfirmSignUp', { ...user, ConfirmationCode: sentCode(endpoint) });
}

async function signInBySrp({ call, poolId, ClientId }: Pool, given: string): Promise<Answer> {
  const own = BigInt(`0x${randomBytes(128).toString('hex')}`);
  const AuthParameters = { USERNAME: 'ada', SRP_A: power(2n, own).toString(16) };
  const begun = await call('InitiateAuth', { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters });
  const ChallengeResponses = proof({ poolId, password: given, own }, begun['ChallengeParameters'] as Texts);
  return await call('RespondToAuthChallenge', {
    ClientId,
    ChallengeName: 'PASSWORD_VERIFIER',
    ChallengeResponses,
  });
}

describe.skipIf((await missingMoto()) !== undefined)('a user of a pool', () => {
  test('confirms the sign-up with the code that was sent, and with no other', async () => {
    await using endpoint = await openTestEndpoint();
    const pool = await makePool(endpoint);
    const user = { ClientId: pool.ClientId, Username: 'ada' };
    const UserAttributes = [{ Name: 'email', Value: 'ada@example.com' }];
    const signedUp = await pool.call('SignUp', { ...user, Password: password, UserAttributes });
    expect(signedUp['CodeDeliveryDetails']).toEqual({
      AttributeName: 'email',
      DeliveryMedium: 'EMAIL',
      Destination: 'a***@e***',
    });
    const code = sentCode(endpoint);
    expect(code).toMatch(/^\d{6}$/);
    const wrong = await pool.call('ConfirmSignUp', {
      ...user,
      ConfirmationCode: code === '000000' ? '1' : '000000',
    });
    expect(wrong['__type']).toMatch(/CodeMismatchException/);
    const early = await pool.call('InitiateAuth', {
      ClientId: pool.ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ada', PASSWORD: password },
    });
    expect(early['__type']).toMatch(/UserNotConfirmedException/);
    expect((await pool.call('ConfirmSignUp', { ...user, ConfirmationCode: code }))['__type']).toBeUndefined();
    const twice = await pool.call('ConfirmSignUp', { ...user, ConfirmationCode: code });
    expect(twice['__type']).toMatch(/NotAuthorizedException/);
  });

  test('signs in by the proof of the password that SDKs give, and by no other', async () => {
    await using endpoint = await openTestEndpoint();
    const pool = await makePool(endpoint);
    await signUp(endpoint, pool);
    const refused = await signInBySrp(pool, 'Wrong-1843');
    expect(refused).toMatchObject({ __type: expect.stringMatching(/NotAuthorizedException/) as string });
    const { AuthenticationResult } = await signInBySrp(pool, password);
    const { IdToken } = AuthenticationResult as { readonly IdToken: string };
    const claims = JSON.parse(Buffer.from(IdToken.split('.')[1] ?? '', 'base64url').toString()) as Answer;
    expect(claims).toMatchObject({ 'cognito:username': 'ada', token_use: 'id', aud: pool.ClientId });
  });

  test('has a new password by the code that was sent, and by no other', async () => {
    await using endpoint = await openTestEndpoint();
    const pool = await makePool(endpoint);
    await signUp(endpoint, pool);
    const user = { ClientId: pool.ClientId, Username: 'ada' };
    const before = sentCode(endpoint);
    await pool.call('ForgotPassword', user);
    using calls = openNotExecutedCalls(endpoint.stateFolder);
    const text = calls.list().find(({ operation }) => operation.includes('forgotten'))?.operation ?? '';
    const code = /code (\d{6})/.exec(text)?.[1] ?? '';
    const wrong = { ...user, Password: 'Different-1', ConfirmationCode: code === before ? '1' : before };
    expect((await pool.call('ConfirmForgotPassword', wrong))['__type']).toMatch(/CodeMismatchException/);
    await pool.call('ConfirmForgotPassword', { ...user, Password: 'Different-1', ConfirmationCode: code });
    expect(await signInBySrp(pool, 'Different-1')).toHaveProperty('AuthenticationResult');
  });

  test('is refused by name what is not executed: second factors, and functions of triggers are reported', async () => {
    await using endpoint = await openTestEndpoint();
    const LambdaConfig = { PreSignUp: 'arn:aws:lambda:eu-central-1:111122223333:function:check' };
    const pool = await makePool(endpoint, { LambdaConfig });
    await signUp(endpoint, pool);
    const custom = await pool.call('InitiateAuth', {
      ClientId: pool.ClientId,
      AuthFlow: 'CUSTOM_AUTH',
      AuthParameters: { USERNAME: 'ada' },
    });
    expect(JSON.stringify(custom)).toContain('does not execute InitiateAuth');
    const factor = await pool.call('AssociateSoftwareToken', { Session: 'x'.repeat(30) });
    expect(JSON.stringify(factor)).toContain('does not execute AssociateSoftwareToken');
    using calls = openNotExecutedCalls(endpoint.stateFolder);
    expect(calls.list().map(({ operation }) => operation)).toContainEqual(
      expect.stringMatching(/^the functions of PreSignUp of the user pool/),
    );
    const pools = listResources(endpoint.stateFolder).filter(({ type }) => type.startsWith('AWS::Cognito'));
    expect(pools.map(({ type, here }) => `${type} ${here}`)).toEqual([
      'AWS::Cognito::UserPool ran',
      'AWS::Cognito::UserPoolClient ran',
    ]);
  });
});
