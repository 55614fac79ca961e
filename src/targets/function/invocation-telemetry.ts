// What the Telemetry API says of one invocation. Source: Lambda developer guide, "Lambda Telemetry API Event schema reference".
import { rounded, type Telemetry } from './telemetry.ts';
import type { TimeWatch } from './watch-time.ts';

export interface InvocationSeen {
  readonly requestId: string;
  readonly traceId: string;
  readonly version: string;
  readonly memorySizeMB: number;
}

/** How it has ended, or how the environment has. */
export interface OutcomeSeen {
  readonly type: 'Response' | 'Error' | 'InitError' | 'Exited' | 'TimedOut';
  readonly body?: Buffer;
  readonly error?: { readonly errorType: string };
}

interface Ended {
  readonly outcome: OutcomeSeen;
  readonly time: TimeWatch;
  readonly isCold: boolean;
  readonly peakMemoryBytes?: number;
}

export class InvocationTelemetry {
  readonly #telemetry: Telemetry;
  readonly #invocation: InvocationSeen;
  #hasStarted = false;

  constructor(telemetry: Telemetry, invocation: InvocationSeen) {
    this.#telemetry = telemetry;
    this.#invocation = invocation;
  }

  started(): void {
    this.#hasStarted = true;
    const { version } = this.#invocation;
    this.#telemetry.emit('platform.start', { ...this.#about(), version });
  }

  /** The function has answered, or will not. */
  done(outcome: OutcomeSeen, time: TimeWatch): void {
    if (!this.#hasStarted)
      return this.#telemetry.emit('platform.initRuntimeDone', {
        initializationType: 'on-demand',
        phase: 'init',
        ...statusOf(outcome),
      });
    const producedBytes = outcome.body?.length ?? 0;
    const metrics = { durationMs: rounded(time.spent().durationMs), producedBytes };
    this.#telemetry.emit('platform.runtimeDone', { ...this.#about(), ...statusOf(outcome), metrics });
  }

  /** Nothing of it is left to do. */
  reported({ outcome, time, isCold, peakMemoryBytes }: Ended): void {
    const { initMs, durationMs } = time.spent();
    const metrics = {
      durationMs: rounded(durationMs),
      billedDurationMs: Math.ceil(durationMs + (isCold ? initMs : 0)),
      memorySizeMB: this.#invocation.memorySizeMB,
      ...(peakMemoryBytes === undefined ? {} : { maxMemoryUsedMB: Math.ceil(peakMemoryBytes / 1024 ** 2) }),
      ...(isCold ? { initDurationMs: rounded(initMs) } : {}),
    };
    this.#telemetry.emit('platform.report', { ...this.#about(), ...statusOf(outcome), metrics });
  }

  #about() {
    const { requestId, traceId } = this.#invocation;
    return { requestId, tracing: { type: 'X-Amzn-Trace-Id', value: traceId } };
  }
}

/** With the type of an error. */
function statusOf({ type, error }: OutcomeSeen): { readonly status: string; readonly errorType?: string } {
  switch (type) {
    case 'Response':
      return { status: 'success' };
    case 'TimedOut':
      return { status: 'timeout' };
    case 'Exited':
      return { status: 'failure', errorType: 'Runtime.ExitError' };
    default:
      return { status: 'error', errorType: error?.errorType ?? 'Unhandled' };
  }
}
