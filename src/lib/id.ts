// Names for new things: unique ones, short ones.
import { randomBytes, randomUUID } from 'node:crypto';

/** A version 4 UUID, the form of CodePipeline's execution ids. */
export function newId(): string {
  return randomUUID();
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** Capital letters and digits, for example the nine behind `d-` in CodeDeploy's deployment ids. */
export function shortId(length: number): string {
  return Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
}
