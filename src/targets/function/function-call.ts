// What every call of a function says, whoever makes it.
import type { Definition } from '../../model/definition.ts';

export interface FunctionCall {
  /** A name or an ARN, with or without a version or an alias. */
  readonly functionName: string;
  readonly definition: Pick<Definition, 'functions' | 'functionCode'>;
  /** Absolute path of the folder that holds the definition. */
  readonly definitionFolder: string;
  /** Of ARNs and of AWS_REGION. */
  readonly region: string;
  readonly accountId: string;
  /** Variables of ours, below those of the function's own configuration. */
  readonly environment?: Readonly<Record<string, string>>;
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
