// What an operation of AWS refuses with.
import type { Values } from './message.ts';

export interface AwsErrorDetails {
  /** Further members of the error's structure. */
  readonly members?: Values;
  /** In place of the model's, or 400. */
  readonly status?: number;
  /** On top of those of the error's structure; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Thrown by an operation, and by the codec. `code` is the name of the error's shape in the service's model; the codec
 * writes the code and the status that the model has for it. Any other name is written as it is.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly members: Values;
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: string, message: string, { members = {}, status, headers = {} }: AwsErrorDetails = {}) {
    super(message);
    this.code = code;
    this.members = members;
    this.status = status;
    this.headers = headers;
  }
}
