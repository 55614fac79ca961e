// A lifecycle hook of a deployment by ECS itself: the function returns a status, or that it must be asked again. Source:
// Amazon ECS developer guide, "Lambda hooks for Amazon ECS service deployments".
import { setTimeout as delay } from 'node:timers/promises';
import type { FunctionCall } from './function-call.ts';
import { invokeFunction } from './invoke-function.ts';

export interface ServiceHook extends FunctionCall {
  /** The lifecycle stage that it is run for. */
  readonly stage: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** For all invocations together. */
  readonly timeoutMs: number;
}

export interface ServiceHookResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  /** One sentence, no full stop at the end. */
  readonly message: string;
  /** Of the last invocation. */
  readonly logTail: string;
}

const defaultDelaySeconds = 30;

/** Rejects with the signal's reason when that aborts. */
export async function runServiceHook(hook: ServiceHook): Promise<ServiceHookResult> {
  const { functionName, stage, timeoutMs, signal, onLine } = hook;
  const startedAt = performance.now();
  const leftMs = (): number => timeoutMs - (performance.now() - startedAt);
  const timedOut = (logTail: string): ServiceHookResult => ({
    status: 'TIMED_OUT',
    message: `The function "${functionName}" did not come to an end in ${stage} within ${timeoutMs / 1000} seconds`,
    logTail,
  });
  let { payload } = hook;
  for (;;) {
    const invocation = await invokeFunction({ ...hook, payload, timeoutMs: leftMs() });
    const { logTail } = invocation;
    const answer = answerOf(invocation.payload);
    if (invocation.functionError !== undefined) {
      if (leftMs() <= 0) return timedOut(logTail);
      const parts = [
        `The function "${functionName}" failed: ${invocation.functionError}`,
        invocation.explanation,
      ];
      return { status: 'FAILED', message: parts.filter((part) => part !== undefined).join(' '), logTail };
    }
    if (answer.hookStatus === 'SUCCEEDED' || answer.hookStatus === 'FAILED')
      return {
        status: answer.hookStatus,
        message: `The function "${functionName}" gave ${answer.hookStatus}`,
        logTail,
      };
    if (answer.hookStatus !== 'IN_PROGRESS')
      return { status: 'FAILED', message: noStatus(hook, invocation.payload), logTail };
    const seconds = delaySeconds(answer);
    // Nothing can change any more before the time is up.
    if (seconds * 1000 >= leftMs()) return timedOut(logTail);
    onLine(
      `The function "${functionName}" is in progress in ${stage}; it is asked again in ${seconds} seconds`,
    );
    await delay(seconds * 1000, undefined, { signal }).catch(() => signal.throwIfAborted());
    // What it gave back stands in place of what it was given, so that it can remember.
    if (answer.hookDetails !== undefined) payload = { ...payload, hookDetails: answer.hookDetails };
  }
}

interface HookAnswer {
  readonly hookStatus?: unknown;
  readonly callBackDelay?: unknown;
  readonly hookDetails?: unknown;
}

function answerOf(payload: unknown): HookAnswer {
  return typeof payload === 'object' && payload !== null ? payload : {};
}

function delaySeconds({ callBackDelay }: HookAnswer): number {
  return typeof callBackDelay === 'number' && callBackDelay >= 0 ? callBackDelay : defaultDelaySeconds;
}

function noStatus({ functionName }: ServiceHook, payload: unknown): string {
  const text = JSON.stringify(payload) ?? 'nothing';
  const given = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return `The function "${functionName}" gave ${given}, which has no "hookStatus" of SUCCEEDED, FAILED or IN_PROGRESS`;
}
