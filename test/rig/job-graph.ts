// Runs a workflow through the engine and the planner, with the results of its jobs given by name: no process runs.
import { expect } from 'vitest';
import { defined } from '../../src/lib/defined.ts';
import { readWorkflow } from '../../src/workflows/language/read-workflow.ts';
import { jobPlanner } from '../../src/workflows/plan-job.ts';
import { frameOf } from '../../src/load/load-workflow.ts';
import type { CalledWorkflows, JobInWorkflow, Workflow } from '../../src/model/workflow.ts';
import type { JobPlanner } from '../../src/model/job-graph.ts';
import { EngineRig, type Started } from './engine-rig.ts';

type LegEnd = 'success' | 'failure' | { readonly outputs: Readonly<Record<string, string>> };

export interface GraphCall {
  readonly variables?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  /** By the name of the leg; `success` when absent. */
  /** Texts of workflows that it calls, by their path. */
  readonly called?: Readonly<Record<string, string>>;
  readonly environments?: NonNullable<JobInWorkflow['environments']>;
  readonly ends?: Readonly<Record<string, LegEnd>>;
}

export interface Graph {
  readonly rig: EngineRig;
  readonly id: string;
  /** Starts another run, whose source has been taken, and gives its id. */
  readonly start: (variables?: Readonly<Record<string, string>>) => string;
  /** Ends the leg, in the oldest run that runs it. */
  readonly end: (name: string, as?: LegEnd) => void;
  /** Names of the legs that run, in the order in which they began. */
  readonly running: () => readonly string[];
  /** By the name of each leg, and the id of each skipped job. */
  readonly results: () => Readonly<Record<string, string>>;
}

function plannerFor(vars: Readonly<Record<string, string>> = {}): JobPlanner {
  return jobPlanner({ platform: 'linux', variables: () => vars });
}

function readSound(text: string, path: string): Workflow {
  const { workflow, problems } = readWorkflow({ path, text }, path);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (workflow === undefined) throw new Error('The workflow cannot be read');
  return workflow;
}

/** Its source has been taken, and all jobs that need nothing run. */
export function startGraph(
  text: string,
  { variables = {}, vars, environments, called: texts = {} }: GraphCall = {},
): Graph {
  const workflow = readSound(text, '.github/workflows/w.yml');
  const called = Object.entries(texts).map(([path, each]) => [`./${path}`, readSound(each, path)]);
  const repository = { name: 'acme/app', defaultBranch: 'main' };
  const rig = new EngineRig();
  rig.jobs = plannerFor(vars);
  rig.update(
    frameOf(workflow, {
      name: 'w.yml',
      repository,
      called: Object.fromEntries(called) as CalledWorkflows,
      ...defined({ environments }),
    }).pipeline,
  );
  const start = (given: Readonly<Record<string, string>> = variables): string => {
    const started = rig.start(given);
    takeSource(rig, started);
    return started;
  };
  const id = start();
  return {
    rig,
    id,
    start,
    end: (name, as = 'success') => endLeg(rig, runningLeg(rig, name), as),
    running: () => [...rig.running.values()].map(({ actionName }) => actionName),
    results: () => resultsOf(rig, id),
  };
}

/** Runs all of it and gives how it ended. */
export function runGraph(text: string, call: GraphCall = {}): Readonly<Record<string, string>> {
  const graph = startGraph(text, call);
  for (let [next] = graph.running(); next !== undefined; [next] = graph.running())
    graph.end(next, call.ends?.[next]);
  return { ...graph.results(), run: graph.rig.execution(graph.id).status };
}

function runningLeg(rig: EngineRig, name: string): Started {
  const found = [...rig.running.values()].find(({ actionName }) => actionName === name);
  if (found === undefined) throw new Error(`${name} does not run`);
  return found;
}

/** The source of a run is there. */
export function takeSource(rig: EngineRig, id: string): void {
  const artifact = { name: 'Source', digest: 'd', files: 1, sizeBytes: 1 };
  endRun(rig, rig.run(id, 'Source'), { outputArtifacts: [artifact], externalExecutionId: 'c'.repeat(40) });
}

function endLeg(rig: EngineRig, started: Started, as: LegEnd): void {
  if (as !== 'failure') {
    endRun(rig, started, { outputVariables: typeof as === 'object' ? as.outputs : {} });
    return;
  }
  const { executionId, stageName, actionName, actionExecutionId } = started;
  const place = { at: rig.now, executionId, stageName, actionName, actionExecutionId };
  rig.record({ type: 'ActionFailed', ...place, error: { code: 'JobFailed', message: 'It failed' } });
}

function endRun(rig: EngineRig, started: Started, given: object): void {
  const { executionId, stageName, actionName, actionExecutionId } = started;
  rig.record({
    type: 'ActionSucceeded',
    at: rig.now,
    executionId,
    stageName,
    actionName,
    actionExecutionId,
    outputVariables: {},
    outputArtifacts: [],
    ...given,
  });
}

function resultsOf(rig: EngineRig, id: string): Readonly<Record<string, string>> {
  const run = rig.execution(id).stages.get('Jobs');
  const skipped = [...(run?.plans ?? [])].filter(([, { outcome }]) => outcome === 'Skipped');
  return {
    ...Object.fromEntries(skipped.map(([job]) => [job, 'skipped'])),
    ...Object.fromEntries([...(run?.cancelledLegs ?? [])].map((name) => [name, 'cancelled'])),
    ...Object.fromEntries([...(run?.actions ?? [])].map(([name, { status }]) => [name, status])),
  };
}
