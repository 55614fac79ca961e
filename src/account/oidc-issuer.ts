// Signs and verifies OIDC tokens with a key of the state folder: what stands here for GitHub's issuer.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeAtomically } from '../lib/atomic-file.ts';
import { isRecord } from '../lib/is-record.ts';
import type { Result } from '../lib/result.ts';
import type { SessionUse } from './sessions.ts';

export interface TokenToSign {
  readonly claims: Readonly<Record<string, string | number>>;
  /** What the session of a role that takes the token is for; it stands in the header, so that the claims are GitHub's alone. */
  readonly use: SessionUse;
}

export interface VerifiedToken {
  readonly claims: Readonly<Record<string, string>>;
  readonly use: SessionUse;
}

/** A JWT with RS256. Makes the key of the state folder when there is none. */
export function signToken(stateFolder: string, { claims, use }: TokenToSign): string {
  const key = privateKey(stateFolder);
  const head = { alg: 'RS256', typ: 'JWT', kid: keyId(key), use };
  const text = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

/** @param now milliseconds since the epoch */
export function verifyToken(stateFolder: string, token: string, now: number): Result<VerifiedToken> {
  const [head = '', body = '', signature = ''] = token.split('.');
  const [header, claims] = [head, body].map((part) =>
    recordIn(Buffer.from(part, 'base64url').toString('utf8')),
  );
  if (header === undefined || claims === undefined)
    return { failed: 'The ID Token provided is not a valid JWT' };
  const isOurs =
    existsSync(keyFile(stateFolder)) &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      createPublicKey(privateKey(stateFolder)),
      Buffer.from(signature, 'base64url'),
    );
  if (!isOurs) return { failed: "Couldn't retrieve verification key from your identity provider" };
  if (Number(claims['exp']) * 1000 <= now) return { failed: 'Token expired' };
  const texts = Object.entries(claims).map(([name, value]) => [name, String(value)]);
  const { use } = header;
  return { claims: Object.fromEntries(texts), use: isRecord(use) ? use : {} };
}

/** The public key, as JSON Web Key Set. */
export function publicKeys(stateFolder: string) {
  const key = privateKey(stateFolder);
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  return { keys: [{ ...jwk, alg: 'RS256', use: 'sig', kid: keyId(key) }] };
}

function recordIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function keyFile(stateFolder: string): string {
  return join(stateFolder, 'oidc', 'key.pem');
}

function privateKey(stateFolder: string): KeyObject {
  const file = keyFile(stateFolder);
  if (!existsSync(file)) {
    const { privateKey: made } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeAtomically(file, made.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  }
  return createPrivateKey(readFileSync(file));
}

function keyId(key: KeyObject): string {
  return hash('sha256', createPublicKey(key).export({ type: 'spki', format: 'der' }), 'hex').slice(0, 40);
}
