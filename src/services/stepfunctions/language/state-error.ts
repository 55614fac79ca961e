// An error of a state, which Retry and Catch see by its name (Amazon States Language, "Errors").

export class StateError extends Error {
  override readonly name = 'StateError';
  /** `States.TaskFailed`, or what the work calls it. */
  readonly error: string;
  readonly cause_: string;
  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause_ = cause;
  }
}

/** What no Retry and no Catch takes but by its own name (States.ALL leaves it out). */
export const terminalErrors: ReadonlySet<string> = new Set(['States.DataLimitExceeded', 'States.Runtime']);

export function runtimeError(cause: string): StateError {
  return new StateError('States.Runtime', cause);
}
