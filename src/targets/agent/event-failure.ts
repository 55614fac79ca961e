// What ends a lifecycle event: thrown inside the agent, caught where the event's result is made.
import { getSystemErrorMap } from 'node:util';
import type { LifecycleErrorCode } from '../../model/status.ts';

export interface FailureParts {
  /** UnknownError when absent: the agent's code for everything that happens outside a script. */
  readonly errorCode?: LifecycleErrorCode;
  readonly scriptName?: string;
  readonly exitCode?: number;
  /** Why this happens and the way out, when the agent's own words do not say it. */
  readonly explanation?: string;
  /** The user or group that the host does not have. */
  readonly missingAccount?: MissingAccount;
}

export interface MissingAccount {
  readonly name: string;
  readonly kind: 'user' | 'group';
}

export class EventFailure extends Error {
  readonly errorCode: LifecycleErrorCode;
  readonly scriptName: string;
  readonly exitCode: number | undefined;
  readonly explanation: string | undefined;
  readonly missingAccount: MissingAccount | undefined;
  constructor(message: string, parts: FailureParts = {}) {
    super(message);
    this.name = 'EventFailure';
    this.errorCode = parts.errorCode ?? 'UnknownError';
    this.scriptName = parts.scriptName ?? '';
    this.exitCode = parts.exitCode;
    this.explanation = parts.explanation;
    this.missingAccount = parts.missingAccount;
  }
}

/** An error of the file system in the words of the system: `Permission denied - /srv/app`. Anything else goes on. */
export function asEventFailure(error: unknown): EventFailure {
  if (error instanceof EventFailure) return error;
  if (!isSystemError(error)) throw error;
  const [, text = error.message] = getSystemErrorMap().get(error.errno) ?? [];
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return new EventFailure(error.path === undefined ? sentence : `${sentence} - ${error.dest ?? error.path}`);
}

interface SystemError extends Error {
  readonly errno: number;
  readonly path?: string;
  readonly dest?: string;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'errno' in error && typeof error.errno === 'number';
}
