// A request as IAM evaluates it.

/** Condition keys in lower case, with the values that the request has. A key that is there without a value has none. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

export interface IamRequest {
  /** `s3:GetObject` */
  readonly action: string;
  /** An ARN; `*` for an action that has no resource; undefined when this program does not know which it is. */
  readonly resource: string | undefined;
  readonly principal: RequestPrincipal;
  readonly context: RequestContext;
  /** Keys that the request may have and this program does not know: in lower case, or all that begin so. */
  readonly isKnownKey: (key: string) => boolean;
}

export interface RequestPrincipal {
  /** Of the user or of the session: `arn:aws:sts::111122223333:assumed-role/build/one`. */
  readonly arn: string;
  readonly account: string;
  /** Of a session. */
  readonly roleArn?: string;
  /** Of a call that a service makes for itself: `lambda.amazonaws.com`. */
  readonly service?: string;
}
