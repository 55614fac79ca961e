// Names for new things: unique ones, short ones.
import { randomBytes, randomUUID } from 'node:crypto';

/** A version 4 UUID, the form of CodePipeline's execution ids. */
export function newId(): string {
  return randomUUID();
}

/** So many are taken from the system at once: asking for some costs more than they do. */
const pooledBytes = 4096;
let pool: Buffer = Buffer.alloc(0);
let taken = 0;

/** Of so many random bytes. For names, not for secrets. */
export function randomHex(bytes: number): string {
  if (taken + bytes > pool.length) {
    pool = randomBytes(Math.max(pooledBytes, bytes));
    taken = 0;
  }
  taken += bytes;
  return pool.toString('hex', taken - bytes, taken);
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Capital letters and digits, for example the nine behind `d-` in CodeDeploy's deployment ids. */
export function shortId(length: number): string {
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
}
