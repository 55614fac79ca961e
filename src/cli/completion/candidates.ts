// What options and arguments can be: read from the definition that the call means, and from its state folder. Nothing is
// started, and what cannot be read gives nothing.
import { defined } from '../../lib/defined.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { Definition } from '../../model/definition.ts';
import type { StageDeclaration } from '../../model/pipeline.ts';
import { isMapping, valueAt } from '../../model/workflow.ts';
import { fileSchemas } from '../../load/schemas.ts';
import { docPages } from '../../server/doc-pages.ts';
import { templates } from '../../starter/templates.ts';
import { reportGroups } from '../../state/reports.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import { shortExecutionId } from '../render/describe.ts';

export interface Candidate {
  readonly word: string;
  /** Shown next to it by shells that can. */
  readonly what?: string;
}

/** Where candidates are looked for. */
export interface Place {
  readonly arguments: readonly string[];
  /** By the long name of the option. */
  readonly options: Readonly<Record<string, string>>;
  /** That the arguments lead to; undefined when it cannot be read. */
  readonly definition: () => Promise<Definition | undefined>;
  /** Undefined when nothing was run. */
  readonly state: () => Promise<StateFolder | undefined>;
  readonly now: number;
}

type Source = (place: Place) => Promise<readonly Candidate[]>;

/** By the command and the option or argument, else by the latter alone. */
const sources: Readonly<Record<string, Source>> = {
  'run --skip': partsOfDefinition,
  'run --only': partsOfDefinition,
  'run --until': partsOfDefinition,
  'run --approve': async (place) => actionsOf(await place.definition(), 'Approval'),
  'run --source': async (place) => withEquals(actionsOf(await place.definition(), 'Source')),
  'run --source-revision': async (place) => withEquals(actionsOf(await place.definition(), 'Source')),
  'plan --source': async (place) => withEquals(actionsOf(await place.definition(), 'Source')),
  'up --source': async (place) => withEquals(actionsOf(await place.definition(), 'Source')),
  'run --variable': async (place) => {
    const variables = (await place.definition())?.pipeline.variables ?? [];
    return withEquals(variables.map(({ name, description }) => named(name, description)));
  },
  'run --job': async (place) => (await workflowOf(place))?.jobs.map(({ id }) => named(id)) ?? [],
  'run --event': async (place) => Object.keys((await workflowOf(place))?.on ?? {}).map((name) => named(name)),
  'run --input': inputs,
  'run --matrix': matrixKeys,
  'run --phase': async () => ['install', 'pre_build', 'build', 'post_build'].map((name) => named(name)),
  'ship --env': environments,
  'diff --env': environments,
  'ship --format': async () =>
    ['cloudformation', 'cloudformation-yaml', 'terraform', 'github', 'github-role'].map((name) =>
      named(name),
    ),
  'ship --from-run': executions,
  'rights --from-run': executions,
  'init --template': async () => templates.map(({ name, summary }) => named(name, summary)),
  'logs --action': actionsOfState,
  'override --stage': stagesOfState,
  'rollback --to': executions,
  '--execution': executions,
  '--pipeline': pipelines,
  execution: executions,
  stage: stagesOfState,
  action: approvalsOfState,
  'explain id': executions,
  'reports group': async ({ state }) => {
    const folder = await state();
    return folder === undefined ? [] : reportGroups(folder.records).map((name) => named(name));
  },
  'invoke function': functions,
  'docs page': async () => docPages().map(({ name, title }) => named(name, title)),
  'schema name': async () => fileSchemas().map(({ name, title }) => named(name, title)),
  'completion shell': async () => ['bash', 'zsh', 'fish'].map((name) => named(name)),
};

/** @param name of the option (`--only`) or of the argument (`execution`) */
export function sourceOf(command: string, name: string): Source | undefined {
  return sources[`${command} ${name}`] ?? sources[name];
}

function named(word: string, what?: string): Candidate {
  return what === undefined || what === '' ? { word } : { word, what };
}

/** The value follows. */
function withEquals(all: readonly Candidate[]): readonly Candidate[] {
  return all.map((each) => ({ ...each, word: `${each.word}=` }));
}

async function partsOfDefinition({ definition }: Place): Promise<readonly Candidate[]> {
  const stages = (await definition())?.pipeline.stages ?? [];
  return stages.flatMap(({ name, actions }) => [
    named(name, 'a stage'),
    ...actions.map((action) => named(`${name}/${action.name}`, action.actionTypeId.provider)),
  ]);
}

function actionsOf(definition: Definition | undefined, category: string): readonly Candidate[] {
  return (definition?.pipeline.stages ?? []).flatMap((stage) => categoryOf(stage, category));
}

function categoryOf({ name: stage, actions }: StageDeclaration, category: string): readonly Candidate[] {
  return actions
    .filter(({ actionTypeId }) => actionTypeId.category === category)
    .map(({ name }) => named(name, `of the stage ${stage}`));
}

async function workflowOf({ definition }: Place): Promise<Definition['workflow']> {
  return (await definition())?.workflow;
}

async function inputs(place: Place): Promise<readonly Candidate[]> {
  const declared = valueAt((await workflowOf(place))?.on['workflow_dispatch'] ?? null, 'inputs');
  if (declared === undefined || !isMapping(declared)) return [];
  return declared.entries.flatMap(([name, input]) => {
    if (typeof name !== 'string') return [];
    const said = valueAt(input, 'description');
    const options = valueAt(input, 'options');
    const values = Array.isArray(options) ? options.filter((each) => typeof each === 'string') : [];
    return [
      ...withEquals([named(name, typeof said === 'string' ? said : undefined)]),
      ...values.map((value) => named(`${name}=${value}`)),
    ];
  });
}

async function matrixKeys(place: Place): Promise<readonly Candidate[]> {
  const workflow = await workflowOf(place);
  const jobs = (workflow?.jobs ?? []).filter(({ id }) => [undefined, id].includes(place.options['--job']));
  const all = jobs.flatMap(({ strategy }) => {
    const matrix = valueAt(strategy, 'matrix');
    if (matrix === undefined || !isMapping(matrix)) return [];
    return matrix.entries.flatMap(([key, values]) =>
      typeof key !== 'string' || key === 'include' || key === 'exclude'
        ? []
        : Array.isArray(values)
          ? values.flatMap((value) => (typeof value === 'object' ? [] : [`${key}=${String(value)}`]))
          : [`${key}=`],
    );
  });
  return [...new Set(all)].map((word) => named(word));
}

async function environments({ definition }: Place): Promise<readonly Candidate[]> {
  return (await definition())?.shipping.map(({ name }) => named(name)) ?? [];
}

async function functions({ definition }: Place): Promise<readonly Candidate[]> {
  return (await definition())?.functions.map(({ functionName }) => named(functionName)) ?? [];
}

async function pipelines({ state }: Place): Promise<readonly Candidate[]> {
  return (await state())?.journal.names('pipeline').map((name) => named(name)) ?? [];
}

/** Newest first. */
async function executions({ state, options, now }: Place): Promise<readonly Candidate[]> {
  const pipelineName = options['--pipeline'];
  const all = (await state())?.history.executions({
    limit: shownExecutions,
    ...defined({ pipelineName }),
  });
  return (all ?? []).map((each) =>
    named(
      shortExecutionId(each.executionId),
      `${each.pipelineName} ${each.status} ${formatDuration(now - each.startedAt)} ago`,
    ),
  );
}

const shownExecutions = 20;

/** Of the named pipeline, else of all that ran here. */
async function declaredStages({ state, options }: Place): Promise<readonly StageDeclaration[]> {
  const folder = await state();
  if (folder === undefined) return [];
  const names = folder.journal.names('pipeline');
  return names
    .filter((name) => [undefined, name].includes(options['--pipeline']))
    .flatMap((name) => latestDeclaration(folder, name)?.stages ?? []);
}

async function stagesOfState(place: Place): Promise<readonly Candidate[]> {
  return unique((await declaredStages(place)).map(({ name }) => named(name)));
}

async function actionsOfState(place: Place): Promise<readonly Candidate[]> {
  const stages = await declaredStages(place);
  return unique(
    stages.flatMap((stage) => stage.actions.map(({ name }) => named(name, `of the stage ${stage.name}`))),
  );
}

async function approvalsOfState(place: Place): Promise<readonly Candidate[]> {
  const [stageName] = place.arguments;
  const stages = (await declaredStages(place)).filter(({ name }) => [undefined, name].includes(stageName));
  return unique(stages.flatMap((stage) => categoryOf(stage, 'Approval')));
}

function unique(all: readonly Candidate[]): readonly Candidate[] {
  return all.filter(({ word }, index) => all.findIndex((each) => each.word === word) === index);
}
