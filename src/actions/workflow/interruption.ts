// A job that is asked to end: what runs is ended unless its condition holds for a cancelled job as well.
import type { Ending } from '../../process/ending.ts';
import { isFailed } from '../../lib/result.ts';
import { evaluateCondition } from '../../workflows/language/expressions.ts';
import type { Frame, JobRun } from './job-run.ts';
import { stepScope } from './step-scope.ts';

interface Interruption extends Disposable {
  /** Aborts when the running step is to be ended. */
  readonly signal: AbortSignal;
}

/**
 * As a runner ends what a step has started (actions/runner, ProcessInvoker): it asks that process alone, and what the process
 * leaves ends with the job.
 */
export function endingOfStep({ context }: JobRun): Ending {
  return {
    requests: [
      { signal: 'SIGINT', forMs: 7500 },
      { signal: 'SIGTERM', forMs: 2500 },
    ],
    asks: 'process',
    hurries: context.signal,
  };
}

/** A step that begins after the cancellation is not ended by it: its condition has let it begin. */
export function interruptionOf(job: JobRun, frame: Frame, condition: string): Interruption {
  const { cancelled } = job.context;
  const controller = new AbortController();
  const onCancel = (): void => {
    cancelJob(job);
    const holds = evaluateCondition(condition, stepScope(job, frame));
    if (isFailed(holds) || !holds.value) controller.abort();
  };
  if (cancelled?.aborted === false) cancelled.addEventListener('abort', onCancel, { once: true });
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => cancelled?.removeEventListener('abort', onCancel),
  };
}

/**
 * Of a step whose work is no process of its own: what ends its waits, which is also the end of the job's time. Nothing may pause
 * in it.
 */
export function endOfStep(job: JobRun, frame: Frame, condition: string): Interruption {
  const interruption = interruptionOf(job, frame, condition);
  const outOfTime = new AbortController();
  const watch = setInterval(() => {
    if (job.context.now() < job.deadline) return;
    timeOutJob(job);
    outOfTime.abort();
  }, watchEveryMs);
  return {
    signal: AbortSignal.any([job.context.signal, interruption.signal, outOfTime.signal]),
    [Symbol.dispose]: () => {
      clearInterval(watch);
      interruption[Symbol.dispose]();
    },
  };
}

const watchEveryMs = 200;

/** For what changes nothing of the job. */
export function endingBy(job: JobRun, signal: AbortSignal): JobRun {
  return { ...job, context: { ...job.context, signal } };
}

export function cancelJob(job: JobRun): void {
  if (job.status === 'cancelled') return;
  job.status = 'cancelled';
  job.deadline = Math.min(job.deadline, job.context.now() + graceMs);
  const what = job.isBackground === true ? 'step' : 'job';
  job.context.log.line(
    `The ${what} is cancelled: ${String(job.context.cancelled?.reason ?? 'it was asked to end')}`,
  );
}

/** The time of the job is up: it is cancelled, and what runs for a cancelled job as well has a while more. */
export function timeOutJob(job: JobRun): void {
  if (job.status === 'cancelled') return;
  job.status = 'cancelled';
  job.hasTimedOut = true;
  job.deadline = job.context.now() + graceMs;
}

/** GitHub: "Canceling a workflow run", the cancellation timeout. */
const graceMs = 5 * 60_000;

/** Whether nothing of it may run any more. */
export function isOver({ status, deadline, context }: JobRun): boolean {
  return status === 'cancelled' && context.now() >= deadline;
}
