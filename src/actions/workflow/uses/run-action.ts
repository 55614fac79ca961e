// An action as its author has written it: a program for Node, or steps of its own.
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { didYouMean } from '../../../lib/nearest.ts';
import { isFailed, type Result } from '../../../lib/result.ts';
import { unreachable } from '../../../lib/unreachable.ts';
import type { ActionRuns, WorkflowAction } from '../../../model/workflow-action.ts';
import { resolveValue, textOf } from '../../../workflows/language/expressions.ts';
import { mergeStatus, type JobStatus } from '../../../workflows/runner/step-status.ts';
import { executeCommand, failedStep, type ExecutedStep } from '../execute-command.ts';
import type { Frame, StepFailure } from '../job-run.ts';
import type { StepCall } from '../run-script.ts';
import { resultsServiceOf } from '../results/results-service.ts';
import { stepScope } from '../step-scope.ts';
import { runDocker } from './run-docker.ts';
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
      return await runDocker({
        ...call,
        runs,
        folder: call.folder.path,
        inputVariables: inputVariables(inputs.values),
        framed: actionFrame(call, inputs.values, call.frame.status),
      });
    default:
      return unreachable(runs);
  }
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
  return { name, inputs: [], outputs: [], runs };
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
  { job, frame, step, given }: ActionCall,
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
    if (known === undefined) {
      const near = didYouMean(name, names, '');
      const message = `Unexpected input "${name}" of ${step.uses ?? ''}${near === '' ? '' : `: ${near}`}`;
      job.context.log.line(`warning: ${message}`);
      job.context.report({ kind: 'Notice', message });
    }
    values[known ?? name] = value;
  }
  return { values };
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

/** The end of an action is registered before it runs, so that it comes also when it fails. */
async function runNode(
  call: ActionCall,
  runs: Extract<ActionRuns, { kind: 'node' }>,
  inputs: Readonly<Record<string, string>>,
): Promise<ExecutedStep> {
  const { job, frame, step, folder, env } = call;
  const state: Record<string, string> = {};
  const framed = actionFrame(call, frame.inputs, frame.status);
  const { variables } = await resultsServiceOf(job);
  const run = async (file: string): Promise<ExecutedStep> => {
    const stateVariables = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
    const executed = await executeCommand(job, framed, {
      words: [await realpath(process.execPath), join(folder.path, file)],
      cwd: job.folders.workspace,
      variables: {
        env,
        own: { ...variables, ...inputVariables(inputs), ...Object.fromEntries(stateVariables) },
        action: step.id ?? `__${folder.repository.replaceAll(/\W+/g, '_')}`,
      },
      condition: call.condition,
      ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
    });
    Object.assign(state, executed.state);
    return executed;
  };
  const { pre, post, postIf } = runs;
  if (pre !== undefined) {
    const before = await run(pre);
    if (before.end.outcome !== 'success') return before;
  }
  if (post !== undefined)
    job.posts.push({
      name: `Post ${step.uses ?? ''}`,
      condition: postIf,
      frame: framed,
      work: async () => (await run(post)).end,
    });
  return await run(runs.main);
}

/** What the action's own expressions and variables name. */
function actionFrame(
  { frame, folder, env }: ActionCall,
  inputs: Readonly<Record<string, unknown>>,
  status: Frame['status'],
): Frame {
  const { path, repository, ref } = folder;
  return {
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
  let status: JobStatus = 'success';
  const frame = actionFrame(call, inputs, () => status);
  await call.runSteps(runs.steps, {
    frame,
    onEnd: (conclusion) => {
      status = mergeStatus(status, conclusion);
    },
  });
  const outputs = environmentOf(
    { entries: action.outputs.map(([name, value]) => [name, value] as const) },
    stepScope(job, frame),
  );
  if (isFailed(outputs)) return failedStep(`Its outputs cannot be evaluated: ${outputs.failed}`);
  const common = { outputs, state: {} };
  if (status === 'success' || status === 'cancelled') return { end: { outcome: status }, ...common };
  return { end: { outcome: 'failure', failure: described(frame.failures[0]) }, ...common };
}

function described(failure: StepFailure | undefined): Omit<StepFailure, 'step'> {
  if (failure === undefined) return { message: 'A step of the action failed' };
  const { step, ...rest } = failure;
  return { ...rest, message: `${step}: ${failure.message}` };
}
