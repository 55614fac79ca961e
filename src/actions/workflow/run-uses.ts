// A step with `uses`: what the action is, and what runs it.
import { isFailed } from '../../lib/result.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { parseActionReference, type ActionReference } from '../../workflows/runner/action-reference.ts';
import { cancelledStep, failedStep, type ExecutedStep } from './execute-command.ts';
import { endingBy, endOfStep } from './interruption.ts';
import type { JobRun } from './job-run.ts';
import type { StepCall } from './step-call.ts';
import { actionFolder } from './uses/action-folder.ts';
import { runAction, runImage } from './uses/run-action.ts';
import { environmentOf } from './step-values.ts';
import { findStandIn } from './stand-ins/registry.ts';
import type { StandIn, StandInEnd } from './stand-ins/stand-in.ts';

export async function runUses(call: StepCall): Promise<ExecutedStep> {
  const uses = call.step.uses ?? '';
  const reference = parseActionReference(uses);
  if (isFailed(reference)) return failedStep(reference.failed);
  const given = environmentOf(call.step.with, call.scope);
  if (isFailed(given)) return failedStep(`"with" cannot be evaluated: ${given.failed}`);
  const standIn = standInFor(call.job, reference);
  if (standIn !== undefined) return await runStandIn(call, standIn, given);
  if (reference.kind === 'image') return await runImage({ ...call, given }, reference.image);
  const folder = await folderOf(call, reference);
  if (folder === undefined) return cancelledStep;
  if (isFailed(folder)) return failedStep(folder.failed.message, folder.failed.remedy);
  return await runAction({ ...call, folder, given });
}

/** Undefined when the step has been ended meanwhile. */
async function folderOf(
  { job, frame, condition }: StepCall,
  reference: Parameters<typeof actionFolder>[1],
): Promise<Awaited<ReturnType<typeof actionFolder>> | undefined> {
  using ending = endOfStep(job, frame, condition);
  const folder = await actionFolder(endingBy(job, ending.signal), reference);
  return ending.signal.aborted ? undefined : folder;
}

/** Undefined for an action that runs as its author wrote it. */
export function standInFor({ context }: JobRun, reference: ActionReference): StandIn | undefined {
  if (context.configuration['Actions'] === 'real') return undefined;
  return reference.kind === 'remote' ? findStandIn(reference.repository, reference.path) : undefined;
}

async function runStandIn(
  call: StepCall,
  standIn: StandIn,
  given: Readonly<Record<string, string>>,
): Promise<ExecutedStep> {
  const { job, frame, step } = call;
  const inputs = { ...standIn.inputs };
  for (const [name, value] of Object.entries(given)) {
    const known = Object.keys(standIn.inputs).find((each) => each.toLowerCase() === name.toLowerCase());
    if (known === undefined) reportUnknown(call, name, Object.keys(standIn.inputs));
    else inputs[known] = standIn.untrimmed?.includes(known) === true ? value : value.trim();
  }
  for (const [name, reason] of Object.entries(standIn.ignored ?? {}))
    if ((inputs[name] ?? '') !== (standIn.inputs[name] ?? ''))
      job.context.report({
        kind: 'Notice',
        message: `"${name}" of ${step.uses ?? ''} changes nothing here: ${reason}`,
      });
  if (standIn.by !== undefined)
    job.context.report({ kind: 'StoodIn', what: step.uses ?? standIn.action, by: standIn.by });
  const run = await standIn.load();
  const {
    end,
    outputs = {},
    post,
    postCondition = 'always()',
  } = await untilEnded(call, async (ended) => run({ ...call, inputs, ended }));
  if (post !== undefined)
    job.posts.push({ name: `Post ${step.uses ?? ''}`, condition: postCondition, frame, work: post });
  return { end, outputs, state: {} };
}

/** Ended before it has succeeded, it is cancelled. */
async function untilEnded(
  { job, frame, condition }: StepCall,
  work: (ended: AbortSignal) => Promise<StandInEnd>,
): Promise<StandInEnd> {
  using ending = endOfStep(job, frame, condition);
  try {
    const done = await work(ending.signal);
    const isCancelled = ending.signal.aborted && done.end.outcome === 'failure';
    return isCancelled ? { ...done, end: { outcome: 'cancelled' } } : done;
  } catch (error) {
    if (ending.signal.aborted) return { end: { outcome: 'cancelled' } };
    throw error;
  }
}

/** A warning of the runner's: the action goes on without it. */
function reportUnknown({ job, step }: StepCall, name: string, known: readonly string[]): void {
  const near = didYouMean(name, known, '');
  const message = `Unexpected input "${name}" of ${step.uses ?? ''}${near === '' ? '' : `: ${near}`}`;
  job.context.log.line(`warning: ${message}`);
  job.context.report({ kind: 'Notice', message });
}
