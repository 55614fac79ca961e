// The environment of one step (actions/runner's ContextBase and Handler; GitHub: "Variables reference").
import { delimiter, dirname } from 'node:path';
import { baseEnvironment } from '../build/base-environment.ts';
import { engineVariables } from '../build/shims/shim-tools.ts';
import { textOf } from '../../workflows/language/expressions.ts';
import type { JobFolders } from './job-folders.ts';
import type { Frame, JobRun } from './job-run.ts';
import { withoutEmptyKeys } from './keys-of-aws.ts';
import { eventPath, runnerContext } from './step-scope.ts';

/** @param last the folder at the end of PATH */
export function baseOfJob(
  machine: NodeJS.ProcessEnv,
  folders: JobFolders,
  last?: string,
): Readonly<Record<string, string>> {
  const { PATH = '', ...rest } = baseEnvironment(machine, { home: folders.home, tools: '' });
  return {
    ...rest,
    ...engineVariables(machine),
    // A step before the checkout finds no repository, where the folder lies in one too: git looks above a ceiling that it starts in.
    ...(folders.isolation === 'folder' || folders.isolation === 'none'
      ? { GIT_CEILING_DIRECTORIES: dirname(folders.work) }
      : {}),
    PATH: [PATH.replace(/^:/, ''), ...(last === undefined ? [] : [last])].join(delimiter),
    LANG: 'C.UTF-8',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** What is added to that of every step. */
export interface StepVariables {
  /** Of the step itself. */
  readonly env: Readonly<Record<string, string>>;
  /** Of an action: its inputs and its state. */
  readonly own?: Readonly<Record<string, string>>;
  /** GITHUB_OUTPUT and the like. */
  readonly files: Readonly<Record<string, string>>;
  /** `__run` for a script, else the step's id or the action's name. */
  readonly action: string;
}

/** Later ones win; no step overrides what the runner itself sets. */
export function stepEnvironment(
  job: JobRun,
  frame: Frame,
  { env, own = {}, files, action }: StepVariables,
): Readonly<Record<string, string>> {
  const set: Record<string, string> = {
    ...job.base,
    ...withoutEmptyKeys(Object.fromEntries(job.env)),
    ...withoutEmptyKeys(frame.env),
    ...withoutEmptyKeys(env),
    ...own,
  };
  // What leads to the registry and the endpoint of this machine passes on to the next program of its name.
  const path = [job.programs, ...job.paths, set['PATH'] ?? ''].filter((each) => each !== '').join(delimiter);
  return {
    CI: 'true',
    ...set,
    PATH: path,
    ...githubVariables(job, frame, action),
    ...job.idToken?.variables,
    ...files,
  };
}

/** Of the context `github`, only those that the runner exports. */
const exported = `
  actor actor_id api_url base_ref event_name graphql_url head_ref job ref
  ref_name ref_protected ref_type repository repository_id repository_owner repository_owner_id retention_days run_attempt
  run_id run_number server_url sha triggering_actor workflow workflow_ref workflow_sha
`
  .trim()
  .split(/\s+/);

function githubVariables(job: JobRun, { action }: Frame, name: string): Readonly<Record<string, string>> {
  const { contexts, folders } = job;
  const ofRunner = Object.entries(runnerContext(job)).map(([key, value]) => [
    `RUNNER_${key.toUpperCase()}`,
    value,
  ]);
  const ofGithub = exported.map((key) => [`GITHUB_${key.toUpperCase()}`, textOf(contexts.github[key] ?? '')]);
  return {
    ...Object.fromEntries(ofGithub),
    ...Object.fromEntries(ofRunner),
    GITHUB_ACTIONS: 'true',
    // By which a runner finds what a job has left running.
    RUNNER_TRACKING_ID: `github_${job.context.actionExecutionId}`,
    GITHUB_ACTION: name,
    GITHUB_WORKSPACE: folders.workspace,
    GITHUB_EVENT_PATH: eventPath(job),
    ...(action === undefined
      ? {}
      : {
          GITHUB_ACTION_PATH: action.path,
          GITHUB_ACTION_REPOSITORY: action.repository,
          GITHUB_ACTION_REF: action.ref,
        }),
  };
}
