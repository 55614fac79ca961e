// Codes that let a browser in once: the link that the terminal shows holds one, so that no token has to be typed.
import { randomBytes } from 'node:crypto';

export interface SignInCodes {
  /** Good once, and for ten minutes, for a session in the name of that token. */
  readonly make: (tokenId: string) => string;
  /** The id of the token that the code stands for; undefined for one that is unknown, used or too old. */
  readonly redeem: (code: string) => string | undefined;
}

const validMs = 10 * 60_000;

export function createSignInCodes(now: () => number): SignInCodes {
  const codes = new Map<string, { readonly tokenId: string; readonly until: number }>();
  return {
    make: (tokenId) => {
      for (const [code, { until }] of codes) if (until <= now()) codes.delete(code);
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { tokenId, until: now() + validMs });
      return code;
    },
    redeem: (code) => {
      const found = codes.get(code);
      codes.delete(code);
      return found !== undefined && found.until > now() ? found.tokenId : undefined;
    },
  };
}
