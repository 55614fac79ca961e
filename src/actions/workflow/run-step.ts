// One step of a job: whether it runs, with what, and what comes of it for the steps after it.
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import type { Progress } from '../../model/progress.ts';
import { isMapping, type Value, type WorkflowStep } from '../../model/workflow.ts';
import { evaluateCondition, resolveValue, textOf, type Scope } from '../../workflows/language/expressions.ts';
import { remedyFor } from '../../workflows/runner/known-failures.ts';
import { conclude, mergeStatus, type StepResult } from '../../workflows/runner/step-status.ts';
import { countAnnotations } from './annotations.ts';
import { isLeftRunning, performControl, startInBackground, statusOfBackground } from './background-steps.ts';
import { failedStep, type ExecutedStep } from './execute-command.ts';
import { cancelJob, isOver, timeOutJob } from './interruption.ts';
import type { Frame, FrameSteps, JobRun } from './job-run.ts';
import { runScript } from './run-script.ts';
import type { StepCall } from './step-call.ts';
import { runUses } from './run-uses.ts';
import { stepScope } from './step-scope.ts';
import { environmentOf } from './step-values.ts';
import { runOrPause } from './pause-step.ts';
import { reportShown } from '../report-shown.ts';

/** Runs the steps in order. Each decides by its condition; a failure ends none of those that run always. */
export async function runSteps(
  job: JobRun,
  steps: readonly WorkflowStep[],
  { frame, onEnd }: FrameSteps,
): Promise<void> {
  for (const [index, step] of steps.entries()) {
    if (job.context.signal.aborted) return;
    if (job.context.cancelled?.aborted === true) cancelJob(job);
    if (isOver(job)) return;
    if (job.context.now() >= job.deadline) timeOutJob(job);
    onEnd(await runStep(job, frame, { step, key: keyOf(frame, index) }));
  }
}

/** The same for the `pre` of the action of a step and for the step itself. */
export function keyOf({ key }: Frame, index: number): string {
  return `${key}/${index}`;
}

interface OneStep {
  readonly step: WorkflowStep;
  readonly key: string;
}

/** Before the steps of the end all in the background are over (actions/runner, JobExtension: the implicit wait-all). */
export async function endBackground(job: JobRun, { frame, onEnd }: FrameSteps): Promise<void> {
  const { line, column } = job.definition.job;
  const control = { kind: 'wait-all', of: [] } as const;
  const step = { line, column, name: 'Wait for all background steps', control };
  if (isLeftRunning(job.background)) onEnd(await runControl(job, frame, step));
  onEnd(await statusOfBackground(job));
}

type ControlStep = WorkflowStep & Required<Pick<WorkflowStep, 'control'>>;

async function runControl(job: JobRun, frame: Frame, step: ControlStep): Promise<StepResult> {
  const name = shownName(job, step, stepScope(job, frame));
  const startedAt = job.context.now();
  job.context.log.line(`▶ ${name}`);
  report(job, frame, { name, status: 'InProgress' });
  const outcome = await performControl(job, step.control);
  const mayFail = outcome === 'failure' && mayContinue(step.continueOnError, stepScope(job, frame));
  const conclusion = conclude(outcome, mayFail);
  noteStep(frame, step, { outcome, conclusion, outputs: {} });
  const durationMs = job.context.now() - startedAt;
  const message = outcome === 'failure' ? 'A step in the background has failed' : undefined;
  report(job, frame, { name, status: stepStatuses[outcome], durationMs, ...defined({ message }) });
  return conclusion;
}

function isControl(step: WorkflowStep): step is ControlStep {
  return step.control !== undefined;
}

async function runStep(job: JobRun, frame: Frame, { step, key }: OneStep): Promise<StepResult> {
  if (isControl(step)) return await runControl(job, frame, step);
  const scope = stepScope(job, frame);
  const name = shownName(job, step, scope);
  const condition = step.condition ?? 'success()';
  const startedAt = job.context.now();
  const holds = evaluateCondition(condition, scope);
  if (!isFailed(holds) && !holds.value) {
    noteStep(frame, step, { outcome: 'skipped', conclusion: 'skipped', outputs: {} });
    report(job, frame, { name, status: 'Skipped' });
    return 'skipped';
  }
  job.context.log.line(`▶ ${name}${step.background === undefined ? '' : ', in the background'}`);
  report(job, frame, { name, status: 'InProgress' });
  await reportShown();
  const begun = { step, key, name, condition, scope, startedAt };
  const wrong = isFailed(holds) ? `Its condition cannot be evaluated: ${holds.failed}` : undefined;
  if (step.background !== undefined && wrong === undefined) {
    // Its condition lets it begin, and does not keep it when the job is cancelled.
    const ends = { ...begun, condition: 'false' };
    startInBackground(
      job,
      { key: step.background, name: step.id ?? name },
      async (own) => await runBegun(own, frame, ends),
    );
    return 'success';
  }
  const { conclusion, note } = await runBegun(job, frame, begun, wrong);
  note();
  return conclusion;
}

/** @param wrong why it cannot run */
async function runBegun(
  job: JobRun,
  frame: Frame,
  ...[begun, wrong]: readonly [BegunStep & { readonly startedAt: number }, wrong?: string | undefined]
): Promise<{ readonly conclusion: StepResult; readonly note: () => void }> {
  const { step, name, startedAt } = begun;
  const run = async () => (wrong === undefined ? await execute(job, frame, begun) : failedStep(wrong));
  const executed = frame.action === undefined ? await countAnnotations(job, run) : await run();
  const { outcome } = executed.end;
  const mayFail = outcome === 'failure' && mayContinue(step.continueOnError, stepScope(job, frame));
  const conclusion = conclude(outcome, mayFail);
  reportEnd(job, frame, { name, startedAt, conclusion, mayFail, executed });
  return {
    conclusion,
    note: () => noteStep(frame, step, { outcome, conclusion, outputs: executed.outputs }),
  };
}

function reportEnd(
  job: JobRun,
  frame: Frame,
  {
    name,
    startedAt,
    conclusion,
    mayFail,
    executed,
  }: {
    readonly name: string;
    readonly startedAt: number;
    readonly conclusion: StepResult;
    readonly mayFail: boolean;
    readonly executed: ExecutedStep;
  },
): void {
  const { context } = job;
  const durationMs = context.now() - startedAt;
  const { end } = executed;
  const message = end.outcome === 'failure' ? end.failure.message : undefined;
  if (message !== undefined) context.log.line(`error: ${message}`);
  if (mayFail) context.log.line('The job goes on: the step says continue-on-error');
  if (end.outcome === 'failure' && !mayFail) {
    const remedy = end.failure.remedy ?? remedyFor(linesOfStep(context.log.tail(readLines)));
    const logTail = context.log.tail(shownLines);
    frame.failures.push({ step: name, ...end.failure, ...defined({ remedy }), logTail });
  }
  report(job, frame, {
    name,
    status: mayFail ? 'Failed' : stepStatuses[conclusion],
    durationMs,
    ...defined({ message }),
  });
}

/** The steps of a composite action are shown as one. */
function report({ context }: JobRun, { action }: Frame, step: Omit<StepProgress, 'kind'>): void {
  if (action === undefined) context.report({ kind: 'Step', ...step });
}

const shownLines = 20;
const readLines = 200;

/** Those since the last step has begun. */
function linesOfStep(lines: readonly string[]): readonly string[] {
  return lines.slice(lines.findLastIndex((line) => line.startsWith('▶ ')) + 1);
}

type StepProgress = Extract<Progress, { kind: 'Step' }>;

const stepStatuses = {
  success: 'Succeeded',
  failure: 'Failed',
  cancelled: 'Cancelled',
  skipped: 'Skipped',
} as const;

async function execute(job: JobRun, frame: Frame, begun: BegunStep): Promise<ExecutedStep> {
  const call = stepCall(job, frame, begun);
  if (isFailed(call)) return failedStep(call.failed);
  const { uses } = begun.step;
  if (uses === undefined) return await runScript(call);
  const place = { command: uses, cwd: job.folders.workspace };
  return await runOrPause(call, place, async () => await runUses(call));
}

export interface BegunStep extends OneStep {
  /** As it is shown. */
  readonly name: string;
  readonly condition: string;
  readonly scope: Scope;
}

/** What runs a step, with what is evaluated of it. */
export function stepCall(
  job: JobRun,
  frame: Frame,
  { step, key, name, condition, scope }: BegunStep,
): Result<StepCall> {
  const env = environmentOf(step.env, scope);
  if (isFailed(env)) return { failed: `"env" cannot be evaluated: ${env.failed}` };
  const own = stepScope(job, frame, { env, ...defined({ action: step.contextName }) });
  const limit = resolveValue(step.timeoutMinutes ?? null, own);
  if (isFailed(limit)) return { failed: `"timeout-minutes" cannot be evaluated: ${limit.failed}` };
  const minutes = Number(limit.value ?? 0);
  return {
    job,
    frame,
    step,
    key,
    name,
    pauses: !mayContinue(step.continueOnError, own),
    scope: own,
    env,
    condition,
    timeoutMs: minutes > 0 ? minutes * 60_000 : undefined,
    runSteps: async (steps, inside) => await runSteps(job, steps, inside),
  };
}

/** An expression that cannot be evaluated is false. */
export function mayContinue(value: Value | undefined, scope: Scope): boolean {
  const resolved = resolveValue(value ?? null, scope);
  return !isFailed(resolved) && resolved.value === true;
}

/** A step without an id of the user's is seen by none. */
function noteStep({ steps }: Frame, { id }: WorkflowStep, record: Frame['steps'][string]): void {
  if (id !== undefined) steps[id] = record;
}

/** As GitHub shows it: its name, else what it runs. */
function stepName({ name, run, uses }: WorkflowStep, scope: Scope): string {
  const named = name === undefined ? undefined : resolveValue(name, scope);
  if (named !== undefined && !isFailed(named)) return textOf(named.value);
  if (uses !== undefined) return `Run ${uses}`;
  const script = run === undefined || isMapping(run) ? undefined : resolveValue(run, scope);
  const text = script === undefined || isFailed(script) ? '' : textOf(script.value);
  const [first = ''] = text.trimStart().split('\n');
  return `Run ${first}`;
}

/** Secrets go before it is cut: a part of one would not be known as such. */
export function shownName({ context }: JobRun, step: WorkflowStep, scope: Scope): string {
  return context.log.hide(stepName(step, scope)).slice(0, mostCharacters);
}

const mostCharacters = 80;

/** The job's own frame: its steps make its status. */
export function jobFrame(job: JobRun): FrameSteps {
  const frame: Frame = {
    key: '',
    steps: {},
    inputs: job.contexts.inputs,
    env: {},
    status: () => job.status,
    failures: [],
  };
  return {
    frame,
    onEnd: (conclusion) => {
      job.status = mergeStatus(job.status, conclusion);
    },
  };
}
