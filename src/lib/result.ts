// What a call gives that can fail for a reason that is no bug: its value, or why there is none.

export interface Failed<Reason = string> {
  readonly failed: Reason;
}

/** Why something failed, and what to do about it. */
export interface Explanation {
  readonly message: string;
  readonly remedy: string;
}

/** No value of a call has a key `failed` itself. */
export type Result<Value, Reason = string> = Value | Failed<Reason>;

export function isFailed<Value, Reason>(result: Result<Value, Reason>): result is Failed<Reason> {
  return typeof result === 'object' && result !== null && 'failed' in result;
}
