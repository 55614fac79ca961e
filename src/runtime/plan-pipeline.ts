// What a run would do, without running it: the sources are read, and builds compared with earlier ones.
import { scopeOf } from '../account/scope.ts';
import { accountOfDefinition } from '../account/seed-account.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActionContext, RunOptions } from '../actions/provider.ts';
import { providers as registered, type Providers } from '../actions/registry.ts';
import type { CheckedDefinition } from '../model/definition.ts';
import type { JobDeclaration } from '../model/job-declaration.ts';
import type { ActionDeclaration } from '../model/pipeline.ts';
import type { ArtifactReference } from '../model/progress.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { findReusable, inputsOf, whyNot } from './reuse.ts';

export type PlannedAction = { readonly actionName: string; readonly provider: string } & (
  | { readonly what: 'Source'; readonly revision: string; readonly files: number }
  | { readonly what: 'Reused'; readonly executionId: string }
  | { readonly what: 'Run'; readonly because: readonly string[] }
  | { readonly what: 'Wait' }
  | { readonly what: 'NotExecuted'; readonly because: readonly string[] }
  | { readonly what: 'Failed'; readonly because: readonly string[] }
);

export interface PlannedStage {
  readonly stageName: string;
  readonly actions: readonly PlannedAction[];
}

export interface PlanInput {
  readonly definition: CheckedDefinition;
  readonly definitionFolder: string;
  readonly state: StateFolder;
  readonly options: RunOptions;
  readonly now: () => number;
  /** Those of the registry when absent. */
  readonly providers?: Providers;
}

/** Takes the sources into the store, as a run would; nothing else is written, and nothing is executed. */
export async function planPipeline(input: PlanInput): Promise<readonly PlannedStage[]> {
  const known = new Map<string, ArtifactReference>();
  const stages: PlannedStage[] = [];
  for (const { name: stageName, actions, jobs = [] } of input.definition.pipeline.stages) {
    const planned: PlannedAction[] = [];
    for (const declaration of actions.toSorted((a, b) => (a.runOrder ?? 1) - (b.runOrder ?? 1)))
      planned.push(await planAction(input, { stageName, declaration, known }));
    stages.push({ stageName, actions: [...planned, ...jobs.map(planJob)] });
  }
  return stages;
}

/** Whether it runs, and as which combinations of its matrix, only the run knows. */
function planJob({ id, needs }: JobDeclaration): PlannedAction {
  const because = needs.length === 0 ? [] : [`it waits for ${needs.join(', ')}`];
  return { actionName: id, provider: 'Workflow', what: 'Run', because };
}

interface Place {
  readonly stageName: string;
  readonly declaration: ActionDeclaration;
  /** Artifacts that are known beforehand, by name. */
  readonly known: Map<string, ArtifactReference>;
}

async function planAction(input: PlanInput, place: Place): Promise<PlannedAction> {
  const { declaration, known, stageName } = place;
  const { category, provider: providerName } = declaration.actionTypeId;
  const base = { actionName: declaration.name, provider: providerName };
  if (category === 'Approval') return { ...base, what: 'Wait' };
  const { providers = registered } = input;
  const runner = providers.find(declaration.actionTypeId)?.runner;
  if (runner === undefined)
    return { ...base, what: 'NotExecuted', because: ['no provider of this kind runs here'] };
  if (category === 'Source') return { ...base, ...(await planSource(input, place)) };
  const { names, values } = inputsOfAction(declaration, known);
  if (runner.loadInputs === undefined) return { ...base, what: 'Run', because: [] };
  if (values === undefined) return { ...base, what: 'Run', because: [`it waits for ${names.join(', ')}`] };
  const { configuration: written, commands, environmentVariables } = declaration;
  if (JSON.stringify([written, commands, environmentVariables]).includes('#{'))
    return { ...base, what: 'Run', because: ['its configuration has variables that only the run knows'] };
  const configuration = declaration.configuration ?? {};
  const at = scopeOf(declaration, input.definition.pipeline, accountOfDefinition(input));
  const inputs = await inputsOf(runner, {
    ...input,
    ...at,
    declaration,
    configuration,
    inputArtifacts: values,
  });
  if (inputs === undefined) return { ...base, what: 'Run', because: ['what it depends on is not known'] };
  const { name: pipelineName } = input.definition.pipeline;
  const run = { pipelineName, stageName, actionName: declaration.name };
  const found = await findReusable(input.state, run, inputs);
  if (found === undefined) return { ...base, what: 'Run', because: await whyNot(input.state, run, inputs) };
  for (const artifact of found.result.outputArtifacts) known.set(artifact.name, artifact);
  return { ...base, what: 'Reused', executionId: found.executionId };
}

function inputsOfAction(
  { inputArtifacts = [] }: ActionDeclaration,
  known: ReadonlyMap<string, ArtifactReference>,
): { readonly names: readonly string[]; readonly values: readonly ArtifactReference[] | undefined } {
  const missing = inputArtifacts.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  const values = inputArtifacts.flatMap(({ name }) => known.get(name) ?? []);
  return { names: missing, values: missing.length === 0 ? values : undefined };
}

/** The source action itself, without a listener. */
async function planSource(
  input: PlanInput,
  { stageName, declaration, known }: Place,
): Promise<
  | { readonly what: 'Source'; readonly revision: string; readonly files: number }
  | { readonly what: 'Failed'; readonly because: readonly string[] }
> {
  const workFolder = await mkdtemp(join(tmpdir(), 'slipway-plan-'));
  try {
    const { providers = registered } = input;
    const run = await providers.find(declaration.actionTypeId)?.runner?.load();
    const result = await run?.(silentContext(input, { stageName, declaration, workFolder }));
    if (result?.status !== 'Succeeded')
      return { what: 'Failed', because: [result?.error.message ?? 'there is no source'] };
    for (const artifact of result.outputArtifacts) known.set(artifact.name, artifact);
    const files = result.outputArtifacts.reduce((sum, artifact) => sum + artifact.files, 0);
    return { what: 'Source', revision: result.summary ?? '', files };
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

function silentContext(
  input: PlanInput,
  { stageName, declaration, workFolder }: Omit<Place, 'known'> & { readonly workFolder: string },
): ActionContext<RunOptions> {
  return {
    ...input,
    ...scopeOf(declaration, input.definition.pipeline, accountOfDefinition(input)),
    pipelineName: input.definition.pipeline.name,
    executionId: 'plan',
    stageName,
    actionExecutionId: 'plan',
    attempt: 1,
    declaration,
    configuration: declaration.configuration ?? {},
    inputArtifacts: [],
    workFolder,
    log: {
      write: () => undefined,
      line: () => undefined,
      redact: () => undefined,
      hidden: () => [],
      hide: (text) => text,
      tail: () => [],
    },
    signal: new AbortController().signal,
    record: () => undefined,
    register: () => 1,
    observeAlarm: async () => Promise.resolve({ failed: 'A plan observes no alarms' }),
    step: async (_name, work) => work(),
    report: () => undefined,
  };
}
