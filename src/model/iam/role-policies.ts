// What a role has of policies.
import type { PolicyDocument } from '../policy.ts';

export interface RolePolicies {
  readonly identity: readonly PolicyDocument[];
  readonly boundary?: PolicyDocument;
  /** Who may be the role; absent when nothing says it. */
  readonly trust?: PolicyDocument;
  /** How long a session of it may last; absent when nothing says it. */
  readonly maxSessionSeconds?: number;
}
