// How a pipeline that was shipped into the account of this machine runs there: what no call of AWS's API can say.

import type { ListenerPort } from './listener.ts';

export const shippedRunKind = 'slipway/shipped-run';

export interface ShippedRun {
  /** What the policies of a role do not allow is refused (`enforce`), or reported. */
  readonly iam?: 'observe' | 'enforce';
  /** Its stack. */
  readonly stack: string;
  /** What the files declared of what the stack has: the same files are no other resources. */
  readonly declared: Readonly<Record<string, string>>;
  /** Absolute path of the folder that it was shipped from: it stands for sources in git that were not pushed here. */
  readonly folder: string;
  /** Ports of this machine that matter. */
  readonly listeners?: readonly ListenerPort[];
}
