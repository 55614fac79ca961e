// The tokens of JWT and Cognito authorizers: their signature by the keys of their issuer, their times and their claims.
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { isFailed, type Result } from '../../lib/result.ts';

/** Remembers the keys of issuers, as API Gateway does. */
export class TokenKeys {
  readonly #keys = new Map<string, Promise<Result<JWTVerifyGetKey>>>();

  /** Fails with what is wrong with the token. @param localUrl where Cognito's user pools of this machine answer */
  async verify(token: string, issuer: string, localUrl: string): Promise<Result<JWTPayload>> {
    const keys = await this.#keysOf(issuer, localUrl);
    if (isFailed(keys)) return keys;
    try {
      const { payload } = await jwtVerify(token, keys, { issuer });
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError) return { failed: explained(error) };
      return { failed: `the keys of the issuer "${issuer}" cannot be read: ${(error as Error).message}` };
    }
  }

  async #keysOf(issuer: string, localUrl: string): Promise<Result<JWTVerifyGetKey>> {
    const known = this.#keys.get(issuer);
    if (known !== undefined) return known;
    const found = findKeys(issuer, localUrl);
    this.#keys.set(issuer, found);
    // What cannot be read now may be there later.
    if (isFailed(await found)) this.#keys.delete(issuer);
    return found;
  }
}

async function findKeys(issuer: string, localUrl: string): Promise<Result<JWTVerifyGetKey>> {
  const pool = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/([\w-]+)\/?$/.exec(issuer)?.[1];
  // No token of this machine is one of a real account.
  if (pool !== undefined) return createRemoteJWKSet(new URL(`${localUrl}/${pool}/.well-known/jwks.json`));
  try {
    const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const { jwks_uri: address } = (await response.json()) as { readonly jwks_uri?: string };
    if (address === undefined) return { failed: `the issuer "${issuer}" names no keys` };
    return createRemoteJWKSet(new URL(address));
  } catch (error) {
    return { failed: `the issuer "${issuer}" does not answer: ${(error as Error).message}` };
  }
}

function explained(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'the token has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `the claim "${error.claim}" does not fit`;
  return error.message;
}

/** The space separated scopes of an access token. */
export function scopesOf({ scope, scp }: JWTPayload): readonly string[] {
  const given = scope ?? scp;
  if (Array.isArray(given)) return given.map(String);
  return typeof given === 'string' ? given.split(' ').filter((each) => each !== '') : [];
}
