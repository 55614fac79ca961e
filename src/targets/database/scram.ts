// The client's part of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';

export interface Scram {
  readonly first: string;
  /** To the server's first message. */
  readonly answer: (challenge: string) => string;
}

export function openScram(password: string, nonce = randomBytes(18).toString('base64')): Scram {
  const bare = `n=,r=${nonce}`;
  return {
    first: `n,,${bare}`,
    answer: (challenge) => {
      const parts = Object.fromEntries(challenge.split(',').map((part) => [part.slice(0, 1), part.slice(2)]));
      const { r = '', s = '', i = '' } = parts;
      const salted = pbkdf2Sync(
        password.normalize('NFKC'),
        Buffer.from(s, 'base64'),
        Number(i),
        32,
        'sha256',
      );
      const key = hmac(salted, 'Client Key');
      const final = `c=biws,r=${r}`;
      const signature = hmac(createHash('sha256').update(key).digest(), `${bare},${challenge},${final}`);
      const proof = Buffer.from(key.map((byte, index) => byte ^ (signature[index] ?? 0)));
      return `${final},p=${proof.toString('base64')}`;
    },
  };
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
