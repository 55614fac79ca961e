// A workflow of GitHub Actions as readonly data: plain JSON, with its expressions as they are written. Pure.

/** Where something is written: both from 1. */
export interface WrittenAt {
  readonly line: number;
  readonly column: number;
}

/** `${{ … }}`, also as a part of a text: GitHub reads that as a call of `format`. */
export interface Expression extends WrittenAt {
  readonly expression: string;
}

/** A mapping with its keys in order. A key can be an expression; the expression `insert` puts the entries of its value in its place. */
export interface Mapping {
  readonly entries: readonly (readonly [key: string | Expression, value: Value])[];
}

/** What stands at a key whose value is known only when the job or step begins. */
export type Value = null | boolean | number | string | Expression | Mapping | readonly Value[];

export function isExpression(value: Value): value is Expression {
  return typeof value === 'object' && value !== null && 'expression' in value;
}

export function isMapping(value: Value): value is Mapping {
  return typeof value === 'object' && value !== null && 'entries' in value && !Array.isArray(value);
}

/** The value of a key that is written as it is. */
export function valueAt(value: Value | undefined, key: string): Value | undefined {
  if (value === undefined || !isMapping(value)) return undefined;
  return value.entries.find(([name]) => name === key)?.[1];
}

export interface WorkflowStep extends WrittenAt {
  readonly id?: string;
  /** What `github.action` is: its id, else made of what it runs. */
  readonly contextName?: string;
  readonly name?: Value;
  /** The condition; `success()` when absent. A status function is in front when it names none. */
  readonly condition?: string;
  readonly run?: Value;
  readonly uses?: string;
  readonly with?: Value;
  readonly env?: Value;
  readonly shell?: Value;
  readonly workingDirectory?: Value;
  readonly continueOnError?: Value;
  readonly timeoutMinutes?: Value;
  /** Of a step that runs next to those after it: what names it. */
  readonly background?: string;
  /** Instead of a script or an action. */
  readonly control?: StepControl;
}

/** What a step does with steps in the background. */
export interface StepControl {
  readonly kind: 'wait' | 'wait-all' | 'cancel';
  /** By what names them; none for `wait-all`. */
  readonly of: readonly string[];
}

export interface WorkflowJob extends WrittenAt {
  readonly id: string;
  readonly name?: Value;
  readonly needs: readonly string[];
  readonly condition?: string;
  readonly runsOn?: Value;
  readonly environment?: Value;
  readonly concurrency?: Value;
  readonly outputs?: Value;
  readonly env?: Value;
  readonly defaults?: Value;
  readonly strategy?: Value;
  readonly steps: readonly WorkflowStep[];
  readonly timeoutMinutes?: Value;
  readonly continueOnError?: Value;
  readonly container?: Value;
  readonly services?: Value;
  readonly permissions?: Value;
  /** What it may do with caches: `read`, `write`, `write-only` or `none`. */
  readonly cacheMode?: string;
  /** A reusable workflow instead of steps. */
  readonly uses?: string;
  readonly with?: Value;
  readonly secrets?: Value;
  /** What it says and is not executed here: it fails when it is reached. */
  readonly notExecuted: readonly NotExecutedKey[];
}

export interface NotExecutedKey extends WrittenAt {
  readonly what: string;
  readonly reason: string;
}

export interface Workflow {
  /** As GitHub shows it: its `name`, else the path of its file in the repository. */
  readonly name: string;
  /** In the repository: `.github/workflows/deploy.yml`. */
  readonly path: string;
  readonly runName?: Value;
  /** By the name of the event; `null` for one without filters. */
  readonly on: Readonly<Record<string, Value>>;
  readonly permissions?: Value;
  readonly env?: Value;
  readonly defaults?: Value;
  readonly concurrency?: Value;
  /** Of the jobs that do not say it. */
  readonly cacheMode?: string;
  readonly jobs: readonly WorkflowJob[];
}

/** The repository that a workflow belongs to. */
export interface WorkflowRepository {
  /** `owner/name`: of its remote, else made up of its folder. */
  readonly name: string;
  readonly defaultBranch: string;
}

/** What a job needs of its workflow, to be planned and run by itself. */
export interface JobInWorkflow {
  readonly workflow: Omit<Workflow, 'jobs'>;
  readonly repository: WorkflowRepository;
  readonly job: WorkflowJob;
  /** Ids of all jobs of the workflow that need it, directly or not. */
  readonly neededBy: readonly string[];
  /** Of a job that calls a workflow: what it, and those that it calls in turn, mean by `uses`. */
  readonly called?: CalledWorkflows;
  /** Of a job of a called workflow. */
  readonly call?: WorkflowCall;
  /** Those that the repository describes, by name; only for a job that could name one. */
  readonly environments?: Readonly<Record<string, DeploymentEnvironment>>;
}

/** What GitHub keeps of an environment of a repository (GitHub: "Managing environments for deployment"). */
export interface DeploymentEnvironment {
  /** A job waits until one of them approves it; none when empty. */
  readonly reviewers: readonly string[];
  /** Minutes that a job waits from when it could begin. */
  readonly waitTimer: number;
  /** Patterns of the branches and tags that may deploy; all when absent. */
  readonly branches?: readonly string[];
  readonly tags?: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** By what names them, in full: `./.github/workflows/x.yml` or `owner/name/.github/workflows/x.yml@ref`. */
export type CalledWorkflows = Readonly<Record<string, Workflow>>;

/** How a workflow was called. */
export interface WorkflowCall {
  /** What the ids of its jobs begin with: `build`, and for a matrix `build (1)`. */
  readonly id: string;
  /** As it is shown: `build / compile` for a call in a call. */
  readonly name: string;
  /** What names the workflow, in full. */
  readonly uses: string;
  /** Of the calls around it, itself counted. */
  readonly depth: number;
  /** The workflow that the event has started. */
  readonly root: Omit<Workflow, 'jobs'>;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Of the job that calls: the most that the jobs of the called workflow may. */
  readonly permissions?: Value;
  /** What each call passes on, from the first to this one. */
  readonly secrets: readonly PassedSecrets[];
}

export interface PassedSecrets {
  /** `inherit`, or a mapping; null for none. */
  readonly value: Value;
  /** Of the job that calls. */
  readonly contexts: JobContexts;
}

/** What the caller says of the run, as variables of its execution. */
export interface RunVariables {
  /** Name of the event. */
  readonly event: string;
  /** In full: `refs/heads/main`. */
  readonly ref: string;
  /** Texts by name, as JSON. */
  readonly inputs: string;
  /** What is known of the event, in the form of GitHub's webhook, as JSON. */
  readonly payload: string;
  /** Id of the one job that is wanted, with what it needs; `*` for all. */
  readonly job: string;
  /** Values that the wanted legs of matrices have, as JSON. */
  readonly matrix: string;
  /** Whether the most used actions are done by Slipway's own code, or run as their authors wrote them. */
  readonly actions: 'builtin' | 'real';
}

/** A run starts as GitHub starts it after a push of the branch that is checked out. */
export const runDefaults: RunVariables = {
  event: 'push',
  ref: 'refs/heads/main',
  inputs: '{}',
  payload: '{}',
  job: '*',
  matrix: '{}',
  actions: 'builtin',
};

/** The contexts that are the same for all steps of one run of a job. */
export interface JobContexts {
  readonly github: Readonly<Record<string, unknown>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly needs: Readonly<Record<string, unknown>>;
  readonly matrix: Readonly<Record<string, unknown>> | null;
  readonly strategy: Readonly<Record<string, unknown>>;
}
