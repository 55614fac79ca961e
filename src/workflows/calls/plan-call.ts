// A job that calls a workflow: its jobs become jobs of the run. Pure.
import { defined } from '../../lib/defined.ts';
import { isFailed, type Result } from '../../lib/result.ts';
import { dependantsOf } from '../../model/job-ancestors.ts';
import type { CallLeg, CallOutputs, ConcurrencyClaim } from '../../model/job-graph.ts';
import type { JobDeclaration } from '../../model/job-declaration.ts';
import type { JobContexts, JobInWorkflow, Value, Workflow, WorkflowCall } from '../../model/workflow.ts';
import { asksForMore, permissionsOf } from '../permissions.ts';
import { wrongCacheMode } from '../cache-mode.ts';
import { concurrencyOf } from '../concurrency.ts';
import { resolveValue, textOf } from '../language/expressions.ts';
import { callInputs, outputsOfWorkflow, wrongCallSecrets } from './call-values.ts';
import { mostLevels, nameOfCall, parseCallReference } from './call-reference.ts';

export interface CallingJob {
  readonly definition: JobInWorkflow;
  /** Of the engine's: of a call in a call with what leads to it. */
  readonly id: string;
  /** As it is shown, of a matrix with its values. */
  readonly name: string;
  /** Distinguishes it from the other calls of its matrix. */
  readonly label: string;
  readonly contexts: JobContexts;
}

export function planCall(calling: CallingJob): Result<CallLeg> {
  const { definition, contexts, label, id: calledBy } = calling;
  const { job, call: around, workflow: caller } = definition;
  const reference = parseCallReference(job.uses ?? '', around?.uses);
  if (isFailed(reference)) return reference;
  const uses = nameOfCall(reference);
  const workflow = definition.called?.[uses];
  if (workflow === undefined)
    return {
      failed: `The workflow ${uses} cannot be read: see that git reaches its repository, and that it is a workflow there`,
    };
  const depth = (around?.depth ?? 0) + 1;
  if (depth >= mostLevels)
    return {
      failed: `The workflow ${uses} is called ${depth} levels deep, and GitHub takes at most ${mostLevels - 1}`,
    };
  const inputs = inputsFor(calling, workflow);
  if (isFailed(inputs)) return { failed: `The workflow ${uses} cannot be called: ${inputs.failed}` };
  const [wrong] = wrongCallSecrets(workflow, job.secrets);
  const permissions = permissionsOf(definition);
  const cacheMode = job.cacheMode ?? caller.cacheMode;
  const refused = wrong ?? permissionsBeyond(workflow, permissions) ?? wrongCacheMode(cacheMode, workflow);
  if (refused !== undefined) return { failed: `The workflow ${uses} cannot be called: ${refused}` };
  const { jobs: _jobs, ...rootOfCaller } = { jobs: [], ...caller };
  const call: WorkflowCall = {
    id: label === '' ? calledBy : `${calledBy} (${label})`,
    name: calling.name,
    uses,
    depth,
    root: around?.root ?? rootOfCaller,
    inputs: inputs.inputs,
    ...defined({ permissions }),
    secrets: [...(around?.secrets ?? []), { value: job.secrets ?? null, contexts }],
  };
  const groups = groupsOfCall(calling, workflow, inputs.inputs);
  if (isFailed(groups)) return groups;
  const own = { ...workflow, ...defined({ cacheMode: workflow.cacheMode ?? cacheMode }) };
  const jobs = jobsOfCall(own, call, { definition, calledBy });
  return { name: call.id, jobs, ...(groups.claims.length === 0 ? {} : { concurrency: groups.claims }) };
}

/** GitHub refuses a run whose called workflow asks for more than the job that calls may. */
function permissionsBeyond({ jobs, ...workflow }: Workflow, allowed: Value | undefined): string | undefined {
  for (const job of jobs) {
    const beyond = asksForMore(job.permissions ?? workflow.permissions, allowed);
    if (beyond !== undefined)
      return `the nested job '${job.id}' is requesting '${beyond.scope}: ${beyond.wanted}', but is only allowed '${beyond.scope}: ${beyond.allowed}'`;
  }
  return undefined;
}

/** Of the job that calls, then of the called workflow. */
function groupsOfCall(
  { definition: { job }, contexts }: CallingJob,
  called: Workflow,
  inputs: JobContexts['inputs'],
): Result<{ readonly claims: readonly ConcurrencyClaim[] }> {
  const { github, vars } = contexts;
  const ofJob = concurrencyOf(job.concurrency, { contexts: { ...contexts } });
  if (isFailed(ofJob)) return ofJob;
  const ofCalled = concurrencyOf(called.concurrency, { contexts: { github, vars, inputs } });
  if (isFailed(ofCalled)) return ofCalled;
  return { claims: [ofJob.claim, ofCalled.claim].filter((claim) => claim !== undefined) };
}

function inputsFor({ definition: { job }, contexts }: CallingJob, workflow: Workflow) {
  const given = resolveValue(job.with ?? null, { contexts: { ...contexts } });
  if (isFailed(given)) return { failed: `"with" cannot be evaluated: ${given.failed}` };
  const { github, vars } = contexts;
  return callInputs(workflow, (given.value ?? {}) as Readonly<Record<string, unknown>>, {
    contexts: { github, vars },
  });
}

function jobsOfCall(
  { jobs, ...workflow }: Workflow,
  call: WorkflowCall,
  { definition, calledBy }: { readonly definition: JobInWorkflow; readonly calledBy: string },
): readonly JobDeclaration[] {
  const { repository, called, environments } = definition;
  const dependants = dependantsOf(jobs);
  return jobs.map((job) => {
    const neededBy = dependants.get(job.id) ?? [];
    const inCall: JobInWorkflow = {
      workflow,
      repository,
      job,
      neededBy,
      call,
      ...defined({ called: job.uses === undefined ? undefined : called, environments }),
    };
    return {
      id: idInCall(call, job.id),
      needs: job.needs.map((id) => idInCall(call, id)),
      definition: JSON.stringify(inCall),
      calledBy,
    };
  });
}

function idInCall({ id }: Pick<WorkflowCall, 'id'>, job: string): string {
  return `${id} / ${job}`;
}

/** As the jobs of the called workflow name each other. */
export function idWithoutCall(id: string, call: WorkflowCall | undefined): string {
  return call !== undefined && id.startsWith(`${call.id} / `) ? id.slice(call.id.length + 3) : id;
}

/** @param variablesOf of the repository */
export function callOutputs(variablesOf: () => Readonly<Record<string, string>>): CallOutputs {
  return ({ jobs }, outcomes) => {
    const [first] = jobs;
    if (first === undefined) return {};
    const { workflow, call } = JSON.parse(first.definition) as JobInWorkflow;
    const ended = [...outcomes].map(([id, outcome]) => [idWithoutCall(id, call), outcome]);
    const contexts = {
      github: call?.secrets.at(-1)?.contexts.github ?? {},
      inputs: call?.inputs ?? {},
      vars: variablesOf(),
      jobs: Object.fromEntries(ended) as Readonly<Record<string, unknown>>,
    };
    return Object.fromEntries(
      outputsOfWorkflow(workflow).map(([name, value]) => {
        const result = resolveValue(value, { contexts });
        return [name, isFailed(result) ? '' : textOf(result.value)];
      }),
    );
  };
}
