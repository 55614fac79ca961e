// What the parts of the HTTP interface share.
import type { Logger } from 'pino';
import type { AccessStore, Token } from '../../state/access/access-store.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import type { Pipelines } from '../pipelines.ts';
import type { SignInCodes } from './sign-in-codes.ts';

export interface Served {
  readonly state: StateFolder;
  readonly access: AccessStore;
  readonly pipelines: Pipelines;
  readonly signInCodes: SignInCodes;
  readonly log: Logger;
  readonly now: () => number;
  /** Names under which it may be reached, in small letters; others get 421. */
  readonly ownNames: readonly string[];
  /** Aborts when the server ends: streams end with it. */
  readonly ending: AbortSignal;
}

/** Who asks. */
export interface Caller {
  readonly token: Token;
  /** A cookie is sent by the browser without the user's doing, so it is trusted less. */
  readonly via: 'token' | 'session';
}

/** Of Hono's context. */
export interface ApiEnv {
  readonly Variables: { caller: Caller; served: Served };
}
