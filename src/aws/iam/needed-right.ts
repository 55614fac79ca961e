// What a call of AWS's API needs of the caller's policies.
import type { Values } from '../wire/message.ts';
import type { ServiceName } from '../service-model.ts';

export interface NeededRight {
  /** `s3:GetObject` */
  readonly action: string;
  /** An ARN; `*` for an action that has no resource; undefined when it is not known which resource AWS would ask for. */
  readonly resource: string | undefined;
  /** Condition keys that the request has by itself, with their values. */
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

export interface CalledOperation {
  readonly service: ServiceName;
  readonly operation: string;
  /** By the model's names. */
  readonly input: Values;
  /** Of the caller's session: a role that it assumes inherits of them. */
  readonly limits?: { readonly transitiveTagKeys?: readonly string[]; readonly sourceIdentity?: string };
  /** The caller's account, in the region that the request was signed for. */
  readonly place: { readonly partition: string; readonly region: string; readonly account: string };
}
