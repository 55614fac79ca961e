// How a pipeline that was shipped into the account of this machine runs there: what no call of AWS's API can say.

export const shippedRunKind = 'slipway/shipped-run';

export interface ShippedRun {
  /** What the policies of a role do not allow is refused (`enforce`), or reported. */
  readonly iam: 'observe' | 'enforce';
}
