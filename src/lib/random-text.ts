// Random text, for secrets.
import { randomInt } from 'node:crypto';

/** Without punctuation: such a value passes through every shell and URL. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function randomText(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
