// An action that is a container: of an image, or of a Dockerfile next to its manifest. The engine of this machine runs it with the
// workspace, the files of the runner and the network of this machine (actions/runner, ContainerActionHandler).
import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../../lib/id.ts';
import { isFailed, type Explanation, type Result } from '../../../lib/result.ts';
import type { DockerRuns } from '../../../model/workflow-action.ts';
import type { Value } from '../../../model/workflow.ts';
import { resolveValue, textOf, type Scope } from '../../../workflows/language/expressions.ts';
import { callEngine, engineEnvironment, type ContainerEngine } from '../../../process/container-engine.ts';
import { engineCause } from '../../../process/engine-cause.ts';
import { runCommand } from '../../../process/run-command.ts';
import { holdContainer } from '../../build/hold-container.ts';
import { recordContainer, removeContainer } from '../../build/left-containers.ts';
import { containerEngineRemedy, findContainerEngine } from '../../find-container-engine.ts';
import { pullImage } from '../../pull-image.ts';
import { awsHostArguments } from '../aws-names.ts';
import { cancelledStep, executeStep, failedStep, type ExecutedStep } from '../execute-command.ts';
import { endingOfStep, endOfStep } from '../interruption.ts';
import type { Frame, JobRun } from '../job-run.ts';
import { resultsServiceOf } from '../results/results-service.ts';
import type { StepCall } from '../step-call.ts';
import { wordsOf } from '../services/container-arguments.ts';
import { stepScope } from '../step-scope.ts';
import { environmentOf } from '../step-values.ts';

export interface DockerCall extends StepCall {
  readonly runs: DockerRuns;
  /** In the machine: where the Dockerfile is looked for. */
  readonly folder: string;
  /** What the step gives, by name. */
  readonly given: Readonly<Record<string, string>>;
  readonly inputVariables: Readonly<Record<string, string>>;
  /** What the action's own expressions see. */
  readonly framed: Frame;
}

export async function runDocker(call: DockerCall): Promise<ExecutedStep> {
  const { job, runs, framed, given, key } = call;
  const args = argumentsOf(runs.args, given, stepScope(job, framed));
  if (isFailed(args)) return failedStep(`Its arguments cannot be read: ${args.failed}`);
  const run = await containerRunner(call);
  if (run === undefined) return cancelledStep;
  if (isFailed(run)) return failedStep(run.failed.message, run.failed.remedy);
  if (!job.prepared.has(key)) registerPost(call, run);
  return await run(runs.entrypoint ?? given['entrypoint'], args.words);
}

/** Its end is registered with it, so that it comes whatever becomes of the action itself. */
export async function preOfDocker(call: DockerCall): Promise<ExecutedStep> {
  call.job.prepared.set(call.key, {});
  const run = await containerRunner(call);
  if (run === undefined) return cancelledStep;
  if (isFailed(run)) return failedStep(run.failed.message, run.failed.remedy);
  registerPost(call, run);
  return await run(call.runs.preEntrypoint, []);
}

type ContainerRunner = (entrypoint: string | undefined, words: readonly string[]) => Promise<ExecutedStep>;

/** With the image of the action; undefined when the step has been ended before it was there. */
async function containerRunner(call: DockerCall): Promise<Result<ContainerRunner, Explanation> | undefined> {
  const { job, runs, framed, step } = call;
  const engine = await findContainerEngine(job.context.options);
  if (engine === undefined)
    return {
      failed: {
        message: `${step.uses ?? ''} is a container, and no Docker or Podman engine answers on this machine`,
        remedy: containerEngineRemedy,
      },
    };
  const env = environmentOf(runs.env, stepScope(job, framed));
  if (isFailed(env))
    return { failed: { message: `Its "env" cannot be evaluated: ${env.failed}`, remedy: '' } };
  using ending = endOfStep(job, framed, call.condition);
  const image = await imageOf(call, engine, ending.signal);
  if (ending.signal.aborted) return undefined;
  if (isFailed(image)) return image;
  return async (entrypoint, words) =>
    await runContainer(call, { engine, image: image.id, env, entrypoint, words });
}

function registerPost({ job, runs, framed, step }: DockerCall, run: ContainerRunner): void {
  const { postEntrypoint, postIf } = runs;
  if (postEntrypoint === undefined) return;
  job.posts.push({
    name: `Post ${step.uses ?? ''}`,
    condition: postIf,
    frame: framed,
    work: async () => (await run(postEntrypoint, [])).end,
  });
}

/** Those of the manifest; else the words of the input `args`. */
function argumentsOf(
  declared: Value | undefined,
  given: Readonly<Record<string, string>>,
  scope: Scope,
): Result<{ readonly words: readonly string[] }> {
  if (declared === undefined) return wordsOf(given['args'] ?? '');
  const resolved = resolveValue(declared, scope);
  if (isFailed(resolved)) return resolved;
  return { words: Array.isArray(resolved.value) ? resolved.value.map(textOf) : [] };
}

async function imageOf(
  { job, runs, folder }: DockerCall,
  engine: ContainerEngine,
  signal: AbortSignal,
): Promise<Result<{ readonly id: string }, Explanation>> {
  const { context, folders } = job;
  const { log } = context;
  if (runs.image.startsWith('docker://')) {
    const name = runs.image.slice('docker://'.length);
    const targetsFolder = await context.state.folder('targets');
    const pulled = await pullImage(name, engine, { targetsFolder, signal, log });
    if (isFailed(pulled))
      return {
        failed: {
          message: `The image ${name} cannot be had: ${pulled.failed}`,
          remedy: 'See that the engine can pull it.',
        },
      };
    return { id: pulled.image.id };
  }
  const tag = `slipway-action:${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  const here = folders.here(folder);
  const words = ['build', '--tag', tag, '--file', join(here, runs.image), here];
  const built = await callEngine(engine, words, { signal, onOutput: (bytes) => log.write(bytes) });
  if (built.exitCode === 0) return { id: tag };
  return {
    failed: { message: `The image of the action cannot be built: ${engineCause(built.output)}`, remedy: '' },
  };
}

interface Container {
  readonly engine: ContainerEngine;
  readonly image: string;
  /** Of the manifest. */
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: string | undefined;
  readonly words: readonly string[];
}

async function runContainer(call: DockerCall, of: Container): Promise<ExecutedStep> {
  const { job, framed, env, inputVariables, step } = call;
  const { variables } = await resultsServiceOf(job);
  const container = { file: of.engine.file, name: `slipway-action-${newId()}` };
  const hosts = await awsHostArguments(job, of.engine, 'host');
  for (const { inJob } of mountsOf(job)) await mkdir(job.folders.here(inJob), { recursive: true });
  return await executeStep(job, framed, {
    variables: {
      env: { ...of.env, ...env },
      own: { ...variables, ...inputVariables },
      action: step.contextName ?? '__docker',
    },
    condition: call.condition,
    ...(call.timeoutMs === undefined ? {} : { timeoutMs: call.timeoutMs }),
    run: async ({ env: whole, signal, timeoutMs, onOutput }) => {
      const { context } = job;
      const inside = insideOf(job, whole);
      recordContainer(context.state.records, container);
      const release = holdContainer(container);
      try {
        return await runCommand({
          file: of.engine.file,
          args: engineWords(job, { ...of, hosts, name: container.name, variables: Object.keys(inside) }),
          cwd: '/',
          env: { ...engineEnvironment(), ...inside },
          mark: context.actionExecutionId,
          endsOn: 'close',
          signal: AbortSignal.any([signal, context.signal]),
          ending: endingOfStep(job),
          timeoutMs,
          onOutput,
        });
      } finally {
        await removeContainer(context.state.records, container);
        release();
      }
    },
  });
}

/** The folders of the runner, as the container sees them; the longer paths first. */
function mountsOf({ folders }: JobRun): readonly { readonly inJob: string; readonly inside: string }[] {
  const { workspace, temp } = folders;
  return [
    { inJob: join(temp, '_runner_file_commands'), inside: '/github/file_commands' },
    { inJob: join(temp, '_github_workflow'), inside: '/github/workflow' },
    { inJob: join(temp, '_github_home'), inside: '/github/home' },
    { inJob: temp, inside: '/github/runner_temp' },
    { inJob: workspace, inside: '/github/workspace' },
  ];
}

/** What leads to this machine's programs is not the container's; paths of the runner are those inside. */
function insideOf(job: JobRun, env: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const mounts = mountsOf(job);
  const inside = (value: string): string => {
    const mount = mounts.find(({ inJob }) => value === inJob || value.startsWith(`${inJob}/`));
    return mount === undefined ? value : `${mount.inside}${value.slice(mount.inJob.length)}`;
  };
  const own = Object.entries(env).filter(([name, value]) => name !== 'PATH' && job.base[name] !== value);
  return { ...Object.fromEntries(own.map(([name, value]) => [name, inside(value)])), HOME: '/github/home' };
}

function engineWords(
  job: JobRun,
  {
    name,
    variables,
    entrypoint = '',
    image,
    words,
    hosts,
  }: Container & {
    readonly name: string;
    readonly variables: readonly string[];
    readonly hosts: readonly string[];
  },
): readonly string[] {
  return [
    'run',
    '--rm',
    '--name',
    name,
    '--workdir',
    '/github/workspace',
    // Services and endpoints of this machine listen on its loopback address.
    '--network',
    'host',
    ...hosts,
    // By name: their values stand in the environment of the client, and in no argument.
    ...variables.flatMap((variable) => ['--env', variable]),
    ...mountsOf(job).flatMap(({ inJob, inside }) => ['--volume', `${job.folders.here(inJob)}:${inside}`]),
    ...(entrypoint === '' ? [] : ['--entrypoint', entrypoint]),
    image,
    ...words,
  ];
}
