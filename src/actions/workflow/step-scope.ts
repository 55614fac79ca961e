// What expressions of a step can name: its contexts, and the functions that only a running job has.
import { defined } from '../../lib/defined.ts';
import { arch } from 'node:os';
import { join } from 'node:path';
import type { Scope } from '../../workflows/language/expressions.ts';
import { textOf } from '../../workflows/language/expressions.ts';
import { runIdOf, workflowOfJob } from '../../workflows/github-context.ts';
import { hashFiles } from './hash-files.ts';
import type { Frame, JobRun } from './job-run.ts';

interface OfStep {
  /** What `env` has besides the job's. */
  readonly env?: Readonly<Record<string, string>>;
  /** What `github.action` is. */
  readonly action?: string;
}

export function stepScope(job: JobRun, frame: Frame, { env = {}, action }: OfStep = {}): Scope {
  const { contexts, folders } = job;
  return {
    contexts: {
      ...contexts,
      github: { ...githubOf(job, frame), ...defined({ action }) },
      inputs: frame.inputs,
      env: { ...Object.fromEntries(job.env), ...frame.env, ...env },
      secrets: job.secrets,
      job: jobContext(job),
      runner: runnerContext(job),
      steps: frame.steps,
    },
    functions: {
      ...statusFunctions(job, frame),
      hashFiles: (patterns) => hashFiles(patterns.map(textOf), folders.here(folders.workspace)),
    },
  };
}

/** What a job does not have is not there: actions ask for `job.container` to know where they run. */
function jobContext(job: JobRun): Readonly<Record<string, unknown>> {
  const { status, container, services, context, contexts, definition } = job;
  return {
    status,
    ...workflowOfJob(definition, contexts.github),
    check_run_id: Number(runIdOf(context.actionExecutionId)),
    ...(container === undefined ? {} : { container: { id: container.id, network: 'bridge' } }),
    ...(Object.keys(services).length === 0 ? {} : { services: servicesContext(job) }),
  };
}

function servicesContext({ services }: JobRun): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(services).map(([name, { id, network, ports }]) => [name, { id, network, ports }]),
  );
}

/** Inside of a composite action the status is its own; whether the run was cancelled is the job's. */
export function statusFunctions(
  job: Pick<JobRun, 'status'>,
  frame: Pick<Frame, 'status'>,
): NonNullable<Scope['functions']> {
  return {
    success: () => frame.status() === 'success',
    failure: () => frame.status() === 'failure',
    cancelled: () => job.status === 'cancelled',
    always: () => true,
  };
}

function githubOf(job: JobRun, { action, status }: Frame): Readonly<Record<string, unknown>> {
  const { contexts, folders, secrets } = job;
  return {
    ...contexts.github,
    workspace: folders.workspace,
    event_path: eventPath(job),
    token: secrets['GITHUB_TOKEN'] ?? '',
    ...(action === undefined
      ? {}
      : {
          action_path: action.path,
          action_repository: action.repository,
          action_ref: action.ref,
          action_status: status(),
        }),
  };
}

/** In the machine. */
export function eventPath({ folders }: Pick<JobRun, 'folders'>): string {
  return join(folders.temp, '_github_workflow', 'event.json');
}

export function runnerContext({
  folders,
  secrets,
  contexts,
}: Pick<JobRun, 'folders' | 'secrets' | 'contexts'>): Readonly<Record<string, string>> {
  return {
    ...(isDebugged({ ...contexts.vars, ...secrets }) ? { debug: '1' } : {}),
    name: 'slipway',
    os: process.platform === 'darwin' ? 'macOS' : 'Linux',
    arch: arch() === 'arm64' ? 'ARM64' : 'X64',
    environment: 'self-hosted',
    temp: folders.temp,
    tool_cache: folders.tools,
    workspace: join(folders.workspace, '..'),
  };
}

/** GitHub: "Enabling debug logging": a secret or a variable of the repository. */
function isDebugged(values: Readonly<Record<string, string>>): boolean {
  return values['ACTIONS_STEP_DEBUG'] === 'true' || values['ACTIONS_RUNNER_DEBUG'] === 'true';
}
