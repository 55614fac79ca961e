// What every call of a function says, from any caller.
import type { SessionUse } from '../../account/sessions.ts';
import type { Resources } from '../../account/account.ts';
import type { AwsPlace } from '../../model/place.ts';

export interface FunctionCall {
  /** A name or an ARN, with or without a version or an alias. */
  readonly functionName: string;
  /** Where the function is looked up. */
  readonly resources: Pick<Resources, 'list'>;
  /** Of ARNs and of AWS_REGION. */
  readonly place: AwsPlace;
  /** Variables of ours, below those of the function's own configuration. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Absolute path: `targets/` of the state folder, whose AWS API the function calls as its role. Without it, it calls none.
   */
  readonly targetsFolder?: string;
  /** What its session is for. */
  readonly use?: SessionUse;
  /** One line of the function's log, without its line feed. */
  readonly onLine: (text: string) => void;
  /** When it aborts, the function is ended, and the call rejects with the reason. */
  readonly signal: AbortSignal;
}

export interface Invocation {
  /** What the handler gave; AWS's document of the error (`errorType`, `errorMessage`) when it gave none. */
  readonly payload: unknown;
  /** `type: message` of the error; absent when the handler gave a result. */
  readonly functionError?: string;
  /** What the error has to do with this machine. */
  readonly explanation?: string;
  /** The last 4 KB of the log, as X-Amz-Log-Result holds them. */
  readonly logTail: string;
  /** Of the handler, without the start of its process. */
  readonly durationMs: number;
}
