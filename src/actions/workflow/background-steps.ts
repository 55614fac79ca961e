// Steps in the background of a job, and what steps that wait for them or end them do (GitHub: "Workflow syntax",
// steps[*].background; actions/runner, BackgroundStepCoordinator). What such a step has written is seen from a wait on.
import type { StepControl } from '../../model/workflow.ts';
import { nextToOthers } from '../../process/machine/next-to-others.ts';
import { mergeStatus, type JobStatus, type StepResult } from '../../workflows/runner/step-status.ts';
import type { ActionLog } from '../provider.ts';
import type { BackgroundStep, BackgroundSteps, EndedStep, JobRun } from './job-run.ts';

export function noBackgroundSteps(): BackgroundSteps {
  return { begun: new Map(), waiting: [], running: 0 };
}

/** @param work is given a job in which nothing that it does is seen by other steps */
export function startInBackground(
  job: JobRun,
  { key, name }: { readonly key: string; readonly name: string },
  work: (own: JobRun) => Promise<EndedStep>,
): void {
  const controller = new AbortController();
  const { cancelled } = job.context;
  const ending = AbortSignal.any([controller.signal, ...(cancelled === undefined ? [] : [cancelled])]);
  const own = jobInBackground(job, name, ending);
  job.background.begun.set(key, {
    name,
    ended: inTurn(job.background, ending, async () => await work(own)),
    stop: (reason) => controller.abort(reason),
    own,
    before: { env: new Map(job.env), paths: job.paths },
    isWaitedFor: false,
    isStopped: false,
  });
}

function jobInBackground(job: JobRun, name: string, cancelled: AbortSignal): JobRun {
  const { pause: _pause, ...context } = job.context;
  return {
    ...job,
    context: { ...context, cancelled, log: namedLog(context.log, name) },
    machine: nextToOthers(job.machine),
    env: new Map(job.env),
    isBackground: true,
    get results() {
      return job.results;
    },
    set results(service) {
      job.results = service;
    },
    get matchers() {
      return job.matchers;
    },
    set matchers(matchers) {
      job.matchers = matchers;
    },
  };
}

/** Steps that run at once print into one log: each line names its own. */
function namedLog(log: ActionLog, name: string): ActionLog {
  return {
    write: log.write,
    line: (text) => log.line(`[${name}] ${text}`),
    redact: log.redact,
    hidden: log.hidden,
    hide: log.hide,
    tail: log.tail,
  };
}

/** GitHub's own number (actions/runner, BackgroundStepCoordinator.DefaultMaxBackgroundSteps). */
const mostAtOnce = 10;

async function inTurn(
  steps: BackgroundSteps,
  ending: AbortSignal,
  work: () => Promise<EndedStep>,
): Promise<EndedStep> {
  if (steps.running < mostAtOnce) steps.running += 1;
  else await turnOf(steps, ending);
  try {
    return await work();
  } finally {
    const next = steps.waiting.shift();
    if (next === undefined) steps.running -= 1;
    else next();
  }
}

/** One that is ended while it waits does not wait any more: it begins, and ends at once. */
async function turnOf(steps: BackgroundSteps, ending: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  steps.waiting.push(resolve);
  const leave = (): void => {
    const at = steps.waiting.indexOf(resolve);
    if (at === -1) return;
    steps.waiting.splice(at, 1);
    steps.running += 1;
    resolve();
  };
  if (ending.aborted) leave();
  else ending.addEventListener('abort', leave, { once: true });
  await promise;
  ending.removeEventListener('abort', leave);
}

/** What the steps that it waits for have come to; a step that ends others succeeds. */
export async function performControl(job: JobRun, { kind, of }: StepControl): Promise<JobStatus> {
  const { begun } = job.background;
  const steps =
    kind === 'wait-all'
      ? [...begun.values()].filter(({ isWaitedFor }) => !isWaitedFor)
      : of.flatMap((key) => begun.get(key) ?? []);
  const names = steps.map(({ name }) => name).join(', ');
  job.context.log.line(
    steps.length === 0
      ? 'No step in the background is running'
      : `${kind === 'cancel' ? 'Cancelling' : 'Waiting for'}: ${names}`,
  );
  if (kind === 'cancel')
    for (const step of steps) {
      step.isStopped = true;
      step.stop('a step of the job cancels it');
    }
  const status = await statusOf(job, steps);
  return kind === 'cancel' ? 'success' : status;
}

async function statusOf(job: JobRun, steps: readonly BackgroundStep[]): Promise<JobStatus> {
  let status: JobStatus = 'success';
  for (const step of steps) {
    const { conclusion, note } = await step.ended;
    if (!step.isWaitedFor) {
      takeChanges(job, step);
      note();
      job.context.log.line(`  ${step.name}: ${conclusion}`);
    }
    step.isWaitedFor = true;
    if (counts(step, conclusion)) status = mergeStatus(status, conclusion);
  }
  return status;
}

/** That it is cancelled is what the step that ends it wants; a failure before that counts. */
function counts({ isStopped }: BackgroundStep, conclusion: StepResult): boolean {
  return !isStopped || conclusion !== 'cancelled';
}

function takeChanges(job: JobRun, { own, before }: BackgroundStep): void {
  for (const [name, value] of own.env) if (before.env.get(name) !== value) job.env.set(name, value);
  for (const name of before.env.keys()) if (!own.env.has(name)) job.env.delete(name);
  const added = own.paths.filter((path) => !before.paths.includes(path));
  job.paths = [...added, ...job.paths.filter((path) => !added.includes(path))];
}

/** Whether a step of its own has to wait before those of the end. */
export function isLeftRunning({ begun }: BackgroundSteps): boolean {
  return [...begun.values()].some(({ isWaitedFor }) => !isWaitedFor);
}

/** What all of them make of the job, also where the wait for one may fail. */
export async function statusOfBackground(job: JobRun): Promise<JobStatus> {
  return await statusOf(job, [...job.background.begun.values()]);
}
