// What the call that gives a session out says of it, next to whose it is: it narrows what the session may do, and its tags are keys
// of conditions. Source: IAM user guide, "Session policies", "Pass session tags in AWS STS".
import type { PolicyDocument } from '../policy.ts';

export interface SessionLimits {
  /** Written in the call. */
  readonly policy?: PolicyDocument;
  /** ARNs of managed policies: as they are when the session calls. */
  readonly policyArns?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Keys of those tags that the sessions have too which this one asks for. */
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
}
