// A step that fails waits for the user, where a run pauses, and is run again as often as they want.
import { askHowToGoOn } from '../ask-how-to-go-on.ts';
import type { Resumption } from '../pause.ts';
import { endOfJob } from './end-of-job.ts';
import { shellOfStep, type ExecutedStep, type StepCommand } from './execute-command.ts';
import type { StepFailure } from './job-run.ts';
import type { StepCall } from './step-call.ts';

interface Place {
  /** As the user wrote it: the script, or the action. */
  readonly command: string;
  readonly cwd: string;
}

/**
 * Of a composite action that has failed, the step in it was asked about already: when it is left failed, so is the action.
 * @param execute the whole step; what a failed attempt would have done at the end of the job is forgotten before the next
 */
export async function runOrPause(
  call: StepCall,
  place: Place,
  execute: () => Promise<ExecutedStep>,
): Promise<ExecutedStep> {
  const { job, pauses } = call;
  for (;;) {
    const [leftFailed, posts] = [job.leftFailed, job.posts.length];
    const executed = await execute();
    if (!pauses || executed.end.outcome !== 'failure' || job.leftFailed > leftFailed) return executed;
    const how = await pauseAt(call, place, executed.end.failure);
    if (how === 'skip') return { ...executed, end: { outcome: 'skipped' } };
    if (how === 'fail') {
      job.leftFailed += 1;
      return executed;
    }
    job.posts.length = posts;
  }
}

async function pauseAt(
  { job, frame, step, env, name }: StepCall,
  { command, cwd }: Place,
  { message, exitCode }: Omit<StepFailure, 'step'>,
): Promise<Resumption> {
  if (job.context.pause === undefined) return 'fail';
  const { entry, remove } = await shellOfStep(job, frame, { cwd, variables: variablesOf(step, env) });
  try {
    const { how, pausedMs } = await askHowToGoOn(
      { ...job.context, signal: endOfJob(job.context) },
      {
        command,
        where: `the step "${name}"`,
        reason: exitCode === undefined ? message : `exit status ${exitCode}`,
        entry,
        canBeginAgain: false,
      },
    );
    job.deadline += pausedMs;
    return how;
  } finally {
    await remove();
  }
}

/** What a command of the step has besides the job's own. */
export function variablesOf(step: StepCall['step'], env: StepCall['env']): StepCommand['variables'] {
  return { env, action: step.contextName ?? '__run' };
}
