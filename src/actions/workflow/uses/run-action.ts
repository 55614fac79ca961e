// An action as its author has written it: a program for Node, or steps of its own.
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../../../lib/nearest.ts';
import { isFailed, type Result } from '../../../lib/result.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import type { ActionRuns, DockerRuns, WorkflowAction } from '../../../model/workflow-action.ts';
import type { WorkflowStep } from '../../../model/workflow.ts';
import { resolveValue, textOf } from '../../../workflows/language/expressions.ts';
import { mergeStatus, type JobStatus, type StepResult } from '../../../workflows/runner/step-status.ts';
import { executeCommand, failedStep, type ExecutedStep } from '../execute-command.ts';
import type { Frame, FrameSteps, StepFailure } from '../job-run.ts';
import type { StepCall } from '../step-call.ts';
import { resultsServiceOf } from '../results/results-service.ts';
import { stepScope } from '../step-scope.ts';
import { preOfDocker, runDocker, type DockerCall } from './run-docker.ts';
import { environmentOf } from '../step-values.ts';
import type { ActionFolder } from './action-folder.ts';

export interface ActionCall extends StepCall {
  readonly folder: ActionFolder;
  /** What the step gives, by name. */
  readonly given: Readonly<Record<string, string>>;
}

export async function runAction(call: ActionCall): Promise<ExecutedStep> {
  const action = await readManifest(call);
  if (isFailed(action)) return failedStep(action.failed);
  const inputs = inputsOf(call, action);
  if (isFailed(inputs)) return failedStep(inputs.failed);
  const { runs } = action;
  switch (runs.kind) {
    case 'node':
      return await runNode(call, runs, inputs.values);
    case 'composite':
      return await runComposite(call, { action, runs, inputs: inputs.values });
    case 'docker':
      if (runs.preEntrypoint !== undefined && call.folder.isLocal) reportPre(call, 'pre-entrypoint');
      return await runDocker(dockerCall(call, runs, inputs.values));
    default:
      return unreachable(runs);
  }
}

/** What of an action runs before the first step of the job. */
export type PreOfAction =
  | { readonly condition: string; readonly run: () => Promise<ExecutedStep> }
  | { readonly steps: readonly WorkflowStep[]; readonly inside: FrameSteps };

/** Undefined for an action that has none, and for one that cannot be read: its step says why, when it runs. */
export async function preOfAction(call: ActionCall): Promise<PreOfAction | undefined> {
  const action = await readManifest(call);
  if (isFailed(action)) return undefined;
  const inputs = inputsOf({ ...call, isQuiet: true }, action);
  if (isFailed(inputs)) return undefined;
  const { runs } = action;
  const { values } = inputs;
  if (runs.kind === 'composite')
    return isTooDeep(call) ? undefined : { steps: runs.steps, inside: insideOf(call, values).inside };
  if (runs.kind === 'docker') {
    if (runs.preEntrypoint === undefined) return undefined;
    return { condition: runs.preIf, run: async () => await preOfDocker(dockerCall(call, runs, values)) };
  }
  if (runs.pre === undefined) return undefined;
  return { condition: runs.preIf, run: async () => await preOfNode(call, runs, values) };
}

function dockerCall(
  call: ActionCall,
  runs: DockerRuns,
  inputs: Readonly<Record<string, string>>,
): DockerCall {
  return {
    ...call,
    runs,
    folder: call.folder.path,
    inputVariables: inputVariables(inputs),
    framed: actionFrame(call, inputs, call.frame.status),
  };
}

async function readManifest({ folder, step }: ActionCall): Promise<Result<WorkflowAction>> {
  const { readAction } = await import('../../../workflows/language/read-action.ts');
  if (folder.manifest.endsWith('/Dockerfile')) return dockerfileAlone(step.uses ?? '');
  const text = await readFile(folder.manifest, 'utf8');
  const { action, problems } = readAction({ path: step.uses ?? '', text });
  return (
    action ?? { failed: `Its action.yml is wrong: ${problems.map(({ message }) => message).join('; ')}` }
  );
}

function dockerfileAlone(name: string): WorkflowAction {
  const runs: ActionRuns = { kind: 'docker', image: 'Dockerfile', preIf: 'always()', postIf: 'always()' };
  return { name, inputs: [], outputNames: [], outputs: [], runs };
}

/** A step that names an image: its inputs are variables, but for "args" and "entrypoint". */
export async function runImage(call: Omit<ActionCall, 'folder'>, image: string): Promise<ExecutedStep> {
  const runs: ActionRuns = {
    kind: 'docker',
    image: `docker://${image}`,
    preIf: 'always()',
    postIf: 'always()',
  };
  return await runDocker({
    ...call,
    runs,
    folder: '',
    inputVariables: inputVariables(call.given),
    framed: { ...call.frame, env: { ...call.frame.env, ...call.env } },
  });
}

/** Every declared input: as it is given, else its default. What is given and not declared is passed on as well. */
function inputsOf(
  { job, frame, step, given, isQuiet = false }: ActionCall & { readonly isQuiet?: boolean },
  { inputs }: WorkflowAction,
): Result<{ readonly values: Readonly<Record<string, string>> }> {
  const names = inputs.map(({ name }) => name);
  const scope = stepScope(job, frame);
  const values: Record<string, string> = {};
  for (const { name, default: byDefault } of inputs) {
    const value = resolveValue(byDefault ?? '', scope);
    if (isFailed(value)) return { failed: `The default of its input "${name}": ${value.failed}` };
    values[name] = textOf(value.value);
  }
  for (const [name, value] of Object.entries(given)) {
    const known = names.find((each) => each.toLowerCase() === name.toLowerCase());
    const message = warningOf(name, { known, step, inputs });
    if (message !== undefined && !isQuiet) {
      job.context.log.line(`warning: ${message}`);
      job.context.report({ kind: 'Notice', message });
    }
    values[known ?? name] = value;
  }
  return { values };
}

interface GivenInput extends Pick<ActionCall, 'step'>, Pick<WorkflowAction, 'inputs'> {
  /** As it is declared. */
  readonly known: string | undefined;
}

/** As the runner warns: of an input that is not declared, and of one that is deprecated. */
function warningOf(given: string, { known, step, inputs }: GivenInput): string | undefined {
  if (known === undefined) {
    const near = didYouMean(
      given,
      inputs.map(({ name }) => name),
      '',
    );
    return `Unexpected input "${given}" of ${step.uses ?? ''}${near === '' ? '' : `: ${near}`}`;
  }
  const said = inputs.find(({ name }) => name === known)?.deprecationMessage;
  return said === undefined ? undefined : `The input "${given}" of ${step.uses ?? ''} is deprecated: ${said}`;
}

/** As the toolkit looks them up: in capitals, with underscores for spaces. */
function inputVariables(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      value,
    ]),
  );
}

type NodeRuns = Extract<ActionRuns, { kind: 'node' }>;
type Inputs = Readonly<Record<string, string>>;

async function runNode(call: ActionCall, runs: NodeRuns, inputs: Inputs): Promise<ExecutedStep> {
  const { job, key, folder } = call;
  const isPrepared = job.prepared.has(key);
  if (runs.pre !== undefined && !isPrepared && folder.isLocal) reportPre(call, 'pre');
  const run = await nodeRunner(call, inputs);
  if (!isPrepared) registerPost(call, runs, run);
  return await run(runs.main);
}

/** Its end is registered with it, so that it comes whatever becomes of the action itself. */
async function preOfNode(call: ActionCall, runs: NodeRuns, inputs: Inputs): Promise<ExecutedStep> {
  call.job.prepared.set(call.key, {});
  const run = await nodeRunner(call, inputs);
  registerPost(call, runs, run);
  return await run(runs.pre ?? '');
}

/** As the runner warns: a local action is not there before the first step. */
function reportPre({ job, step }: ActionCall, key: 'pre' | 'pre-entrypoint'): void {
  const message = `The "${key}" of ${step.uses ?? ''} is not run: GitHub runs none of local actions`;
  job.context.log.line(`warning: ${message}`);
  job.context.report({ kind: 'Notice', message });
}

type NodeRunner = (file: string) => Promise<ExecutedStep>;

/** All files of one action share what they save. */
async function nodeRunner(call: ActionCall, inputs: Inputs): Promise<NodeRunner> {
  const { job, frame, step, folder, env, key } = call;
  const state = job.prepared.get(key) ?? {};
  const framed = actionFrame(call, frame.inputs, frame.status);
  const { variables } = await resultsServiceOf(job);
  return async (file) => {
    const stateVariables = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
    const executed = await executeCommand(job, framed, {
      words: [await realpath(process.execPath), join(folder.path, file)],
      cwd: job.folders.workspace,
      variables: {
        env,
        own: { ...variables, ...inputVariables(inputs), ...Object.fromEntries(stateVariables) },
        action: step.contextName ?? `__${folder.repository.replaceAll(/\W+/g, '_')}`,
      },
      condition: call.condition,
      ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
    });
    Object.assign(state, executed.state);
    return executed;
  };
}

/** The end of an action is registered before it runs, so that it comes also when it fails. */
function registerPost(call: ActionCall, { post, postIf }: NodeRuns, run: NodeRunner): void {
  const { job, frame, step } = call;
  if (post === undefined) return;
  job.posts.push({
    name: `Post ${step.uses ?? ''}`,
    condition: postIf,
    frame: actionFrame(call, frame.inputs, frame.status),
    work: async () => (await run(post)).end,
  });
}

/** What the action's own expressions and variables name. */
function actionFrame(
  { frame, folder, env, key }: ActionCall,
  inputs: Readonly<Record<string, unknown>>,
  status: Frame['status'],
): Frame {
  const { path, repository, ref } = folder;
  return {
    key,
    steps: {},
    inputs,
    env: { ...frame.env, ...env },
    status,
    failures: [],
    action: { path, repository, ref },
  };
}

async function runComposite(
  call: ActionCall,
  {
    action,
    runs,
    inputs,
  }: {
    readonly action: WorkflowAction;
    readonly runs: Extract<ActionRuns, { kind: 'composite' }>;
    readonly inputs: Readonly<Record<string, string>>;
  },
): Promise<ExecutedStep> {
  const { job } = call;
  if (isTooDeep(call)) return failedStep(`Composite action depth exceeded max depth ${deepestComposite}`);
  const { inside, statusNow } = insideOf(call, inputs);
  const { frame } = inside;
  await call.runSteps(runs.steps, inside);
  const outputs = environmentOf(
    { entries: action.outputs.map(([name, value]) => [name, value] as const) },
    stepScope(job, frame),
  );
  if (isFailed(outputs)) return failedStep(`Its outputs cannot be evaluated: ${outputs.failed}`);
  const common = { outputs, state: {} };
  const status = statusNow();
  if (status === 'success' || status === 'cancelled') return { end: { outcome: status }, ...common };
  return { end: { outcome: 'failure', failure: described(frame.failures[0]) }, ...common };
}

/** Of steps of composite actions below those of the job (actions/runner, Constants.CompositeActionsMaxDepth). */
const deepestComposite = 9;

/** One that calls itself would never end. */
function isTooDeep({ frame }: ActionCall): boolean {
  // The key of a frame has a part for each call.
  return frame.key.split('/').length > deepestComposite;
}

/** The frame of the steps of a composite action, which make its status. */
function insideOf(
  call: ActionCall,
  inputs: Inputs,
): { readonly inside: FrameSteps; readonly statusNow: () => JobStatus } {
  let status: JobStatus = 'success';
  const statusNow = (): JobStatus => status;
  const onEnd = (conclusion: StepResult): void => {
    status = mergeStatus(status, conclusion);
  };
  return { statusNow, inside: { frame: actionFrame(call, inputs, statusNow), onEnd } };
}

function described(failure: StepFailure | undefined): Omit<StepFailure, 'step'> {
  if (failure === undefined) return { message: 'A step of the action failed' };
  const { step, ...rest } = failure;
  return { ...rest, message: `${step}: ${failure.message}` };
}
