// Whether a job runs, and as which legs: its condition, its matrix and where it wants to run. Pure.
import { defined } from '../lib/defined.ts';
import { isFailed, type Result } from '../lib/result.ts';
import type { JobDeclaration } from '../model/job-declaration.ts';
import type { JobFacts, JobLeg, JobPlan, PlanJob } from '../model/job-graph.ts';
import type { FailureDetails } from '../model/progress.ts';
import type { JobContexts, JobInWorkflow, Value } from '../model/workflow.ts';
import { githubContext } from './github-context.ts';
import { typedInputs } from './inputs.ts';
import { evaluateCondition, resolveValue, textOf, type Scope } from './language/expressions.ts';
import { expandMatrix, type Combination, type MatrixLeg } from './matrix.ts';
import { unrunnable } from './runner-labels.ts';

export interface PlannerOptions {
  /** Of Node's: what this machine is. */
  readonly platform: string;
  /** The repository's, as they are when a job is planned. */
  readonly variables: () => Readonly<Record<string, string>>;
}

export function jobPlanner({ platform, variables }: PlannerOptions): PlanJob {
  return (declaration, facts) => {
    const definition = JSON.parse(declaration.definition) as JobInWorkflow;
    return planOne({ declaration, definition, facts, platform, vars: variables() });
  };
}

interface Planning {
  readonly declaration: JobDeclaration;
  readonly definition: JobInWorkflow;
  readonly facts: JobFacts;
  readonly platform: string;
  readonly vars: Readonly<Record<string, string>>;
}

function planOne(planning: Planning): JobPlan {
  const { definition, facts } = planning;
  const { job, neededBy } = definition;
  const { job: wanted = '*' } = facts.execution.variables;
  if (wanted !== '*' && wanted !== job.id && !neededBy.includes(wanted))
    return { outcome: 'Skipped', reason: `Only the job ${wanted} is wanted` };
  const contexts = contextsOf(planning);
  const condition = job.condition ?? 'success()';
  const scope = { contexts, functions: statusFunctions(facts) };
  const holds = evaluateCondition(condition, scope);
  if (isFailed(holds)) return cannotBegin(planning, `Its condition cannot be evaluated: ${holds.failed}`);
  if (!holds.value) return { outcome: 'Skipped', reason: whySkipped(planning) };
  return expand(planning, contexts);
}

function contextsOf({ definition, facts, vars }: Planning): Omit<JobContexts, 'matrix' | 'strategy'> {
  const { workflow } = definition;
  const { event, inputs = '{}' } = facts.execution.variables;
  const given = JSON.parse(inputs) as Readonly<Record<string, string>>;
  return {
    github: githubContext(definition, facts.execution),
    inputs: event === 'workflow_dispatch' ? typedInputs(workflow, given) : {},
    vars,
    needs: facts.needs,
  };
}

/**
 * Of all that a job depends on, directly or not: a skipped one is no success (actions/runner#491). They take ids of jobs.
 */
function statusFunctions({ ancestors, isCancelled }: JobFacts): NonNullable<Scope['functions']> {
  const results = (ids: readonly unknown[]) =>
    ids.length === 0 ? Object.values(ancestors) : ids.map((id) => ancestors[textOf(id)]);
  return {
    success: (ids) => !isCancelled && results(ids).every((result) => result === 'success'),
    failure: (ids) => results(ids).includes('failure'),
    cancelled: () => isCancelled,
    always: () => true,
  };
}

function whySkipped({ definition: { job }, facts: { ancestors, isCancelled } }: Planning): string {
  if (job.condition !== undefined) return `Its condition does not hold: ${job.condition}`;
  if (isCancelled) return 'The run was cancelled';
  const [id, result] = Object.entries(ancestors).find(([, each]) => each !== 'success') ?? [];
  return id === undefined ? 'Its condition does not hold' : `${id} ended as ${result}`;
}

function expand(planning: Planning, contexts: Omit<JobContexts, 'matrix' | 'strategy'>): JobPlan {
  const { job } = planning.definition;
  const [unexecuted] = job.notExecuted;
  if (unexecuted !== undefined) {
    const { what, line, column, reason } = unexecuted;
    const { path } = planning.definition.workflow;
    return cannotBegin(planning, `"${what}" at ${path}:${line}:${column} is not executed here: ${reason}`);
  }
  const strategy = resolveValue(job.strategy ?? null, { contexts });
  if (isFailed(strategy))
    return cannotBegin(planning, `Its strategy cannot be evaluated: ${strategy.failed}`);
  const settings = (strategy.value ?? {}) as StrategySettings;
  const expanded = settings.matrix === undefined ? { legs: [undefined] } : expandMatrix(settings.matrix);
  if (isFailed(expanded)) return cannotBegin(planning, expanded.failed);
  const wanted = expanded.legs.filter((leg) => isWanted(leg?.values, planning.facts));
  if (wanted.length === 0) return { outcome: 'Skipped', reason: 'No combination of its matrix is wanted' };
  const failFast = settings['fail-fast'] !== false;
  const maxParallel = settings['max-parallel'] ?? wanted.length;
  const names = new Set<string>(planning.facts.takenNames);
  const legs: JobLeg[] = [];
  for (const [index, leg] of wanted.entries()) {
    const strategyContext = {
      'fail-fast': failFast,
      'job-index': index,
      'job-total': wanted.length,
      'max-parallel': maxParallel,
    };
    const all: JobContexts = { ...contexts, matrix: leg?.values ?? null, strategy: strategyContext };
    const made = makeLeg(planning, { leg, contexts: all, names });
    if (isFailed(made)) return cannotBegin(planning, made.failed);
    names.add(made.action.name);
    legs.push(made);
  }
  return { outcome: 'Runs', legs, failFast, maxParallel: Math.max(1, maxParallel) };
}

interface StrategySettings {
  readonly matrix?: unknown;
  readonly 'fail-fast'?: boolean;
  readonly 'max-parallel'?: number;
}

function isWanted(values: Combination | undefined, { execution }: JobFacts): boolean {
  const wanted = JSON.parse(execution.variables['matrix'] ?? '{}') as Readonly<Record<string, string>>;
  if (values === undefined) return true;
  return Object.entries(wanted).every(
    ([key, value]) => !Object.hasOwn(values, key) || textOf(values[key]) === value,
  );
}

function makeLeg(
  { definition: { job, workflow }, platform, facts }: Planning,
  {
    leg,
    contexts,
    names,
  }: {
    readonly leg: MatrixLeg | undefined;
    readonly contexts: JobContexts;
    readonly names: ReadonlySet<string>;
  },
): Result<JobLeg> {
  const scope = { contexts: { ...contexts } };
  const read = (value: Value | undefined) => resolveValue(value ?? null, scope);
  const [name, runsOn, mayFail] = [read(job.name), read(job.runsOn), read(job.continueOnError)];
  for (const [key, result] of Object.entries({ name, 'runs-on': runsOn, 'continue-on-error': mayFail }))
    if (isFailed(result)) return { failed: `"${key}" cannot be evaluated: ${result.failed}` };
  const labels = isFailed(runsOn) ? undefined : runsOn.value;
  const reason = unrunnable(labels, platform);
  const written = isFailed(name) || name.value === null ? undefined : textOf(name.value);
  const label = leg?.label ?? '';
  const generated = label === '' ? job.id : `${job.id} (${label})`;
  const shown = (written ?? generated).slice(0, mostCharacters);
  return {
    action: {
      name: uniqueName(shown, names),
      actionTypeId: { category: 'Build', owner: 'Custom', provider: 'Workflow', version: '1' },
      configuration: {
        Contexts: JSON.stringify(contexts),
        Actions: facts.execution.variables['actions'] ?? 'builtin',
      },
      inputArtifacts: [{ name: 'Source' }],
    },
    continueOnError: !isFailed(mayFail) && mayFail.value === true,
    ...defined({
      error:
        reason === undefined
          ? undefined
          : notHere(`"runs-on" at ${workflow.path}:${job.line} is not possible here: ${reason}`),
    }),
  };
}

function notHere(message: string): FailureDetails {
  return { code: 'ConfigurationError', message };
}

/** GitHub cuts names of jobs there. */
const mostCharacters = 100;

function uniqueName(name: string, names: ReadonlySet<string>): string {
  let unique = name;
  for (let count = 2; names.has(unique); count += 1) unique = `${name} #${count}`;
  return unique;
}

/** One leg that fails at once. */
function cannotBegin({ declaration: { id } }: Planning, message: string): JobPlan {
  const action = {
    name: id,
    actionTypeId: { category: 'Build', owner: 'Custom', provider: 'Workflow', version: '1' },
  } as const;
  return {
    outcome: 'Runs',
    legs: [{ action, continueOnError: false, error: { code: 'ConfigurationError', message } }],
    failFast: false,
    maxParallel: 1,
  };
}
