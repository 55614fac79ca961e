// Whether a job runs, and as which legs: its condition, its matrix and where it wants to run. Pure.
import { defined } from '../lib/defined.ts';
import { isFailed, type Result } from '../lib/result.ts';
import type { JobDeclaration } from '../model/job-declaration.ts';
import type { CallLeg, JobFacts, JobLeg, JobPlan, JobPlanner, PlanJob } from '../model/job-graph.ts';
import type { FailureDetails } from '../model/progress.ts';
import type { CalledWorkflows, JobContexts, JobInWorkflow, Value } from '../model/workflow.ts';
import { callOutputs, idWithoutCall, planCall } from './calls/plan-call.ts';
import { concurrencyOf } from './concurrency.ts';
import { environmentOfJob, gateOf, refusedRef } from './environments/environment-gate.ts';
import { githubContext } from './github-context.ts';
import { evaluateCondition, resolveValue, textOf, type Scope } from './language/expressions.ts';
import { expandMatrix, type Combination, type MatrixLeg } from './matrix.ts';
import { inputsOfRun, planRun } from './plan-run.ts';
import { labelsOf, unrunnable } from './runner-labels.ts';

export interface PlannerOptions {
  /** Of Node's: what this machine is. */
  readonly platform: string;
  /** The repository's, as they are when a job is planned. */
  readonly variables: () => Readonly<Record<string, string>>;
  /** Of other repositories, as far as they are known here. */
  readonly called?: () => CalledWorkflows;
}

export function jobPlanner({ platform, variables, called }: PlannerOptions): JobPlanner {
  const planJob: PlanJob = (declaration, facts) => {
    const read = JSON.parse(declaration.definition) as JobInWorkflow;
    const known = read.job.uses === undefined ? undefined : { ...called?.(), ...read.called };
    const definition = { ...read, ...defined({ called: known }) };
    return planOne({ declaration, definition, facts, platform, vars: variables() });
  };
  return {
    planRun: (definition, run) => planRun(definition, run, { vars: variables(), called: called?.() ?? {} }),
    planJob,
    callOutputs: callOutputs(variables),
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
  const { job, neededBy, call } = definition;
  const { job: wanted = '*' } = facts.execution.variables;
  if (call === undefined && wanted !== '*' && wanted !== job.id && !neededBy.includes(wanted))
    return { outcome: 'Skipped', reason: `Only the job ${wanted} is wanted` };
  const contexts = contextsOf(planning);
  const condition = job.condition ?? 'success()';
  const scope = { contexts, functions: statusFunctions(planning) };
  const holds = evaluateCondition(condition, scope);
  if (isFailed(holds)) return cannotBegin(planning, `Its condition cannot be evaluated: ${holds.failed}`);
  if (!holds.value) return { outcome: 'Skipped', reason: whySkipped(planning) };
  return expand(planning, contexts);
}

function contextsOf({ definition, facts, vars }: Planning): Omit<JobContexts, 'matrix' | 'strategy'> {
  const { workflow, call } = definition;
  const needs = Object.entries(facts.needs).map(([id, outcome]) => [idWithoutCall(id, call), outcome]);
  return {
    github: githubContext(definition, facts.execution),
    inputs: call?.inputs ?? inputsOfRun(workflow, facts.execution.variables),
    vars,
    needs: Object.fromEntries(needs) as JobContexts['needs'],
  };
}

/**
 * Of all that a job depends on, directly or not: a skipped one is no success (actions/runner#491). They take ids of jobs.
 */
function statusFunctions({ definition: { call }, facts }: Planning): NonNullable<Scope['functions']> {
  const { ancestors, isCancelled } = facts;
  const resultOf = (id: string) =>
    Object.entries(ancestors).find(([each]) => idWithoutCall(each, call) === id)?.[1];
  const results = (ids: readonly unknown[]) =>
    ids.length === 0 ? Object.values(ancestors) : ids.map((id) => resultOf(textOf(id)));
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
  const maxParallel = Math.max(1, settings['max-parallel'] ?? wanted.length);
  const runs = wanted.map((leg, index): RunOfJob => {
    const total = { 'job-total': wanted.length, 'max-parallel': maxParallel };
    const strategyContext = { 'fail-fast': failFast, 'job-index': index, ...total };
    return { leg, contexts: { ...contexts, matrix: leg?.values ?? null, strategy: strategyContext } };
  });
  const manner = { failFast, maxParallel };
  return job.uses === undefined ? planLegs(planning, runs, manner) : planCalls(planning, runs, manner);
}

interface Manner {
  readonly failFast: boolean;
  readonly maxParallel: number;
}

interface RunOfJob {
  readonly leg: MatrixLeg | undefined;
  readonly contexts: JobContexts;
}

function planLegs(planning: Planning, runs: readonly RunOfJob[], manner: Manner): JobPlan {
  const names = new Set<string>();
  const legs: JobLeg[] = [];
  for (const run of runs) {
    const made = makeLeg(planning, run, names);
    if (isFailed(made)) return cannotBegin(planning, made.failed);
    names.add(made.action.name);
    legs.push(made);
  }
  return { outcome: 'Runs', legs, ...manner };
}

function planCalls(planning: Planning, runs: readonly RunOfJob[], manner: Manner): JobPlan {
  const { definition, declaration } = planning;
  const labels = new Set<string>();
  const calls: CallLeg[] = [];
  for (const { leg, contexts } of runs) {
    const label = leg === undefined ? '' : uniqueName(leg.label, (each) => labels.has(each));
    labels.add(label);
    const name = shownName(planning, { leg, contexts });
    if (isFailed(name)) return cannotBegin(planning, name.failed);
    const call = planCall({ definition, id: declaration.id, name: name.shown, label, contexts });
    if (isFailed(call)) return cannotBegin(planning, call.failed);
    calls.push(call);
  }
  return { outcome: 'Calls', calls, ...manner };
}

/** A job of a called workflow stands behind the job that calls (GitHub: "caller / called"). */
function shownName(
  { definition: { job, call } }: Planning,
  { leg, contexts }: RunOfJob,
): Result<{ readonly shown: string }> {
  const name = resolveValue(job.name ?? null, { contexts: { ...contexts } });
  if (isFailed(name)) return { failed: `"name" cannot be evaluated: ${name.failed}` };
  const label = leg?.label ?? '';
  const generated = label === '' ? job.id : `${job.id} (${label})`;
  const shown = (name.value === null ? generated : textOf(name.value)).slice(0, mostCharacters);
  return { shown: call === undefined ? shown : `${call.name} / ${shown}` };
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

function makeLeg(planning: Planning, run: RunOfJob, names: ReadonlySet<string>): Result<JobLeg> {
  const { definition, platform, facts } = planning;
  const { job, workflow } = definition;
  const inEnvironment = environmentOfJob(definition, run.contexts);
  if (isFailed(inEnvironment)) return inEnvironment;
  const { environment } = inEnvironment;
  const vars = { ...run.contexts.vars, ...environment?.variables };
  const contexts = { ...run.contexts, vars };
  const read = (value: Value | undefined) => resolveValue(value ?? null, { contexts: { ...contexts } });
  const [runsOn, mayFail] = [read(job.runsOn), read(job.continueOnError)];
  for (const [key, result] of Object.entries({ 'runs-on': runsOn, 'continue-on-error': mayFail }))
    if (isFailed(result)) return { failed: `"${key}" cannot be evaluated: ${result.failed}` };
  const reason = unrunnable(isFailed(runsOn) ? undefined : runsOn.value, platform);
  const shown = shownName(planning, { ...run, contexts });
  if (isFailed(shown)) return shown;
  const claimed = concurrencyOf(job.concurrency, { contexts: { ...contexts } });
  if (isFailed(claimed)) return claimed;
  const name = uniqueName(shown.shown, (each) => names.has(each) || facts.isTaken(each));
  const refused = environment && refusedRef(environment, String(contexts.github['ref']));
  const error =
    reason === undefined
      ? refused
      : `"runs-on" at ${workflow.path}:${job.line} is not possible here: ${reason}`;
  return {
    action: {
      name,
      actionTypeId: { category: 'Build', owner: 'Custom', provider: 'Workflow', version: '1' },
      configuration: {
        Contexts: JSON.stringify(contexts),
        Actions: facts.execution.variables['actions'] ?? 'builtin',
        RunsOn: JSON.stringify(labelsOf(isFailed(runsOn) ? undefined : runsOn.value)),
      },
      inputArtifacts: [{ name: 'Source' }],
    },
    continueOnError: !isFailed(mayFail) && mayFail.value === true,
    ...(environment === undefined ? {} : gateOf(environment, name)),
    ...defined({ concurrency: claimed.claim, error: error === undefined ? undefined : notHere(error) }),
  };
}

function notHere(message: string): FailureDetails {
  return { code: 'ConfigurationError', message };
}

/** GitHub cuts names of jobs there. */
const mostCharacters = 100;

function uniqueName(name: string, isTaken: (name: string) => boolean): string {
  let unique = name;
  for (let count = 2; isTaken(unique); count += 1) unique = `${name} #${count}`;
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
