// What actions of other repositories do before the first step of a job: their `pre`, in the order of the steps, whether or not the
// step itself will run (GitHub: "Metadata syntax", runs.pre and runs.pre-if; actions/runner, JobExtension). Those of local actions
// are not there yet, and GitHub runs none of them.
import { isFailed } from '../../lib/result.ts';
import type { WorkflowStep } from '../../model/workflow.ts';
import { evaluateCondition } from '../../workflows/language/expressions.ts';
import { parseActionReference, type ActionReference } from '../../workflows/runner/action-reference.ts';
import { conclude } from '../../workflows/runner/step-status.ts';
import { countAnnotations } from './annotations.ts';
import { endOfJob } from './end-of-job.ts';
import { failedStep } from './execute-command.ts';
import { endingBy } from './interruption.ts';
import type { FrameSteps, JobRun } from './job-run.ts';
import type { StepCall } from './step-call.ts';
import { keyOf, mayContinue, shownName, stepCall } from './run-step.ts';
import { standInFor } from './run-uses.ts';
import { stepScope } from './step-scope.ts';
import { environmentOf } from './step-values.ts';
import { actionFolder } from './uses/action-folder.ts';
import { preOfAction, type PreOfAction } from './uses/run-action.ts';

export async function runPreSteps(
  job: JobRun,
  steps: readonly WorkflowStep[],
  inside: FrameSteps,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const reference = referenceOf(job, step);
    if (reference === undefined) continue;
    if (job.context.signal.aborted || job.context.cancelled?.aborted === true) return;
    const { frame } = inside;
    const scope = stepScope(job, frame);
    const name = shownName(job, step, scope);
    const call = stepCall(job, frame, { step, key: keyOf(frame, index), name, condition: 'always()', scope });
    // What is wrong with the step it says when it runs.
    const pre = isFailed(call) ? undefined : await preOf(call, reference);
    if (pre === undefined || isFailed(call)) continue;
    if ('steps' in pre) {
      await runPreSteps(job, pre.steps, { frame: pre.inside.frame, onEnd: inside.onEnd });
      frame.failures.push(...pre.inside.frame.failures);
    } else await runPre(call, pre, inside);
  }
}

type Fetched = Extract<ActionReference, { readonly kind: 'remote' | 'repository' }>;

/** Undefined for what has no `pre`: scripts, images, local actions, and those that Slipway executes itself. */
function referenceOf(job: JobRun, { uses }: WorkflowStep): Fetched | undefined {
  const reference = uses === undefined ? undefined : parseActionReference(uses);
  if (reference === undefined || isFailed(reference)) return undefined;
  if (reference.kind !== 'remote' && reference.kind !== 'repository') return undefined;
  return standInFor(job, reference) === undefined ? reference : undefined;
}

async function preOf(call: StepCall, reference: Fetched): Promise<PreOfAction | undefined> {
  const given = environmentOf(call.step.with, call.scope);
  const folder = await actionFolder(endingBy(call.job, endOfJob(call.job.context)), reference);
  if (isFailed(given) || isFailed(folder)) return undefined;
  return await preOfAction({ ...call, folder, given });
}

async function runPre(
  call: StepCall,
  { condition, run }: Exclude<PreOfAction, { readonly steps: unknown }>,
  { frame, onEnd }: FrameSteps,
): Promise<void> {
  const { job, step, scope } = call;
  const name = `Pre ${call.name}`;
  const holds = evaluateCondition(condition, scope);
  if (!isFailed(holds) && !holds.value) return;
  job.context.log.line(`▶ ${name}`);
  const startedAt = job.context.now();
  const end = isFailed(holds)
    ? failedStep(`Its pre-if cannot be evaluated: ${holds.failed}`).end
    : (await countAnnotations(job, run)).end;
  const mayFail = mayContinue(step.continueOnError, scope);
  onEnd(conclude(end.outcome, end.outcome === 'failure' && mayFail));
  const durationMs = job.context.now() - startedAt;
  if (end.outcome !== 'failure') {
    const status = end.outcome === 'success' ? 'Succeeded' : 'Cancelled';
    job.context.report({ kind: 'Step', name, status, durationMs });
    return;
  }
  const { message } = end.failure;
  job.context.log.line(`error: ${message}`);
  job.context.report({ kind: 'Step', name, status: 'Failed', durationMs, message });
  if (!mayFail) frame.failures.push({ step: name, ...end.failure });
}
