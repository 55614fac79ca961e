// Who may ask for what over the network, and who did: tokens, sessions of browsers, the audit log. Secrets of both
// kinds are only kept as digests, so that a reader of the folder cannot send requests in a user's name.

/** `admin` holds all others; `run` and `approve` hold `read`. */
export type Scope = 'read' | 'run' | 'approve' | 'admin';

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds since the epoch, as all times here. */
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly lastUsedAt?: number;
  readonly revokedAt?: number;
}

export interface AuditEntry {
  readonly seq: number;
  readonly at: number;
  /** The token's name, or the user of the machine. */
  readonly who: string;
  /** As in CodePipeline's API: `StartPipelineExecution`; our own: `MakeToken`, `SignIn`. */
  readonly what: string;
  readonly pipelineName?: string;
  readonly executionId?: string;
  /** What was asked for, without anything secret. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** `accepted`, or why it was refused. */
  readonly outcome: string;
}

export interface AccessStore extends Disposable {
  /** The secret is given here and never again. */
  readonly makeToken: (
    wanted: { readonly name: string; readonly scopes: readonly Scope[]; readonly expiresAt?: number },
    now: number,
  ) => { readonly token: Token; readonly secret: string };
  /** Oldest first, revoked and expired ones too. */
  readonly tokens: () => readonly Token[];
  /** By id or name; ends its sessions. Undefined when there is none that could be revoked. */
  readonly revoke: (idOrName: string, now: number) => Token | undefined;
  /** Undefined for a secret that is unknown, revoked or expired. */
  readonly tokenOf: (secret: string, now: number) => Token | undefined;
  /** A session in the name of a token; gives its secret. */
  readonly startSession: (tokenId: string, expiresAt: number) => string;
  readonly sessionOf: (secret: string, now: number) => Token | undefined;
  readonly endSession: (secret: string) => void;
  readonly note: (entry: Omit<AuditEntry, 'seq'>) => void;
  /** Newest first. */
  readonly audit: (filter: { readonly before?: number; readonly limit: number }) => readonly AuditEntry[];
}

/** What a token may do besides what its scopes name. */
export function allows({ scopes }: Pick<Token, 'scopes'>, wanted: Scope): boolean {
  return scopes.includes('admin') || scopes.includes(wanted) || (wanted === 'read' && scopes.length > 0);
}
