// The definition of a pipeline as it is now, by its name: from the file that it was run from, from the register when a call of
// AWS's API has made it, or around a build that a call has started.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openAccount } from '../../account/open-account.ts';
import { registeredDefinition } from '../../account/registered-definition.ts';
import { pushedFolder } from '../../actions/source/source-place.ts';
import { providers } from '../../actions/registry.ts';
import { checkRules } from '../../check/check-rules.ts';
import { problem, type Problem } from '../../lib/problem.ts';
import type { Sources } from '../../lib/render-problem.ts';
import { positionAt } from '../../lib/source-file.ts';
import { isFailed, type Failed, type Result } from '../../lib/result.ts';
import { defined } from '../../lib/defined.ts';
import { noParts } from '../../load/kinds/index.ts';
import type { LoadedDefinition } from '../../load/load-definition.ts';
import type { Definition } from '../../model/definition.ts';
import type { ActionDeclaration, PipelineDeclaration } from '../../model/pipeline.ts';
import { startedDefinition } from '../../model/standalone-build.ts';
import { shippedRunKind, type ShippedRun } from '../../model/shipped-run.ts';
import { startedBuildKind, type StartedBuild } from '../../model/started-build.ts';
import {
  deploymentPipeline,
  sourcesOfDeployment,
  startedDeploymentKind,
  type StartedDeployment,
} from '../../model/started-deployment.ts';
import type { RunOptions } from '../../actions/provider.ts';
import type { Driven } from '../../runtime/contract.ts';
import type { Reload, Reloaded, StartAsked } from '../../server/pipelines.ts';
import { Documents } from '../../state/documents.ts';
import type { StateFolder } from '../../state/state-folder.ts';
import { isBuildId, madePipelines } from './made-by-api.ts';
import {
  notedPush,
  notePushed,
  pushedDefinition,
  removeOldDefinitions,
  type PushedDefinition,
} from './pushed-definition.ts';
import { commitOfStart, workflowAtCommit, workflowHere } from './workflow-at-ref.ts';
import { latestDeclaration } from '../../view/latest-declaration.ts';
import { repositoryNameOf } from '../../model/triggers/source-repository.ts';
import { readDefinition, recordedDefinition, type ReadyDefinition } from './definition-record.ts';

/** Read again before each execution: what was edited counts. */
export function reloading(state: StateFolder, cwd: string): Reload {
  return async (pipelineName, asked = { sourceRevisions: {}, variables: {} }) => {
    if (isBuildId(pipelineName)) return await startedByCall(state, pipelineName);
    const registered = await registeredPipeline(state, pipelineName);
    return registered ?? (await fromFile(state, pipelineName, { cwd, asked }));
  };
}

async function fromFile(
  state: StateFolder,
  pipelineName: string,
  { cwd, asked }: Reading,
): Promise<Result<Reloaded, readonly Problem[]>> {
  const { path, options } = recordedDefinition(state.records, pipelineName);
  const hasOwnSource = ({ pipeline }: Definition) => isBuiltFromElsewhere(pipeline, options, state.path);
  const atRef = await fromRef(state, pipelineName, { asked, cwd, path, options });
  if (atRef !== undefined) return atRef;
  const { ready, problems, loaded } = await readDefinition(path, { cwd, hasOwnSource });
  const known = loaded.definition?.pipeline;
  const pushed =
    known === undefined || known.name !== pipelineName
      ? undefined
      : await pushedDefinition(
          state,
          { path: resolve(cwd, path), pipeline: known },
          { options, sourceRevisions: asked.sourceRevisions },
        );
  if (pushed !== undefined)
    return await fromPush(state, pipelineName, { ...pushed, knownAt: loaded.folder, options, hasOwnSource });
  if (ready === undefined) return { failed: problems };
  return { driven: drivenBy(ready, options) };
}

interface Reading {
  readonly cwd: string;
  readonly asked: StartAsked;
}

/** Of a workflow that a start wants at a ref which is not checked out; undefined where the files count as they lie there. */
async function fromRef(
  state: StateFolder,
  pipelineName: string,
  { asked, cwd, path, options }: RefReading,
): Promise<Result<Reloaded, readonly Problem[]> | undefined> {
  const { ref } = asked.variables;
  if (ref === undefined || Object.keys(options.sources).length > 0) return undefined;
  const source = sourceOf(latestDeclaration(state, pipelineName));
  if (source === undefined || pushedFolder(state.path, source.configuration) !== undefined) return undefined;
  const here = await workflowHere(path, { cwd });
  if (here === undefined) return undefined;
  const wanted = await commitOfStart(here, ref, asked.sourceRevisions[source.name]);
  if (wanted === undefined) return undefined;
  // What no person has named, as the default branch of a schedule, may be on no machine but GitHub's.
  const isByHand = ['push', 'workflow_dispatch'].includes(asked.variables['event'] ?? 'push');
  if (isFailed(wanted)) return isByHand ? { failed: [wanted.failed] } : undefined;
  const { commitId } = wanted;
  const there = await workflowAtCommit(await state.folder('definitions'), here, commitId);
  if (isFailed(there)) return { failed: [there.failed] };
  const { ready, problems, loaded } = await readDefinition(there.path, {
    cwd: there.folder,
    environmentsIn: here.folder,
    knownAt: here.folder,
  });
  if (ready === undefined)
    return {
      failed: problems.map((each) => inCommit(each, `commit ${commitId.slice(0, 8)}`, loaded.sources)),
    };
  const { name } = ready.definition.pipeline;
  if (name !== pipelineName)
    return {
      failed: [inCommit(renamed(pipelineName, name), `commit ${commitId.slice(0, 8)}`, loaded.sources)],
    };
  await removeOldDefinitions(state);
  const sourceRevisions = { [source.name]: commitId, ...asked.sourceRevisions };
  return { driven: drivenBy({ ...ready, ...here }, options), sourceRevisions };
}

interface RefReading extends Reading {
  /** Of the definition. */
  readonly path: string;
  readonly options: RunOptions;
}

/** A workflow has one. */
function sourceOf(pipeline: PipelineDeclaration | undefined): ActionDeclaration | undefined {
  return pipeline?.stages
    .flatMap(({ actions }) => actions)
    .find(({ actionTypeId }) => actionTypeId.category === 'Source');
}

/** One that cannot be run starts nothing, and the pipeline stays as it was. */
async function fromPush(
  state: StateFolder,
  pipelineName: string,
  {
    path,
    commitId,
    knownAt,
    options,
    hasOwnSource,
  }: PushedDefinition & {
    readonly knownAt: string;
    readonly options: RunOptions;
    readonly hasOwnSource: (definition: Definition) => boolean;
  },
): Promise<Result<{ readonly driven: Driven }, readonly Problem[]>> {
  const { ready, problems, loaded } = await readDefinition(path, {
    cwd: dirname(path),
    hasOwnSource,
    knownAt,
  });
  const pushed = `pushed commit ${commitId.slice(0, 8)}`;
  if (ready === undefined) return { failed: problems.map((each) => inCommit(each, pushed, loaded.sources)) };
  const { name } = ready.definition.pipeline;
  if (name !== pipelineName)
    return { failed: [inCommit(renamed(pipelineName, name), pushed, loaded.sources)] };
  await notePushed(state, pipelineName, { path, knownAt });
  return { driven: drivenBy(ready, options) };
}

/** With its place in words: who reads it has other files there. */
function inCommit({ at, ...found }: Problem, commit: string, sources: Sources): Problem {
  const text = at === undefined ? undefined : sources(at.file);
  const { line, column } = positionAt(text ?? '', at?.start ?? 0);
  const place = at === undefined ? '' : ` ${at.file}${text === undefined ? '' : `:${line}:${column}`}`;
  return { ...found, message: `In the ${commit}${place}: ${found.message}` };
}

function renamed(before: string, after: string): Problem {
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `the definition is of the pipeline "${after}", and that of "${before}" is expected`,
    remedy: 'A pipeline keeps its name: push its definition under the name, or run the new one by itself.',
    aws: 'UpdatePipeline finds a pipeline by its name: it does not change it.',
  });
}

/** As the last push that could be run has defined it, so that a start of the server does not go back behind that. */
export async function lastPushed(
  state: StateFolder,
  pipelineName: string,
  options: RunOptions,
): Promise<Driven | undefined> {
  const noted = notedPush(state.records, pipelineName);
  if (noted === undefined) return undefined;
  const { path, knownAt } = noted;
  const hasOwnSource = ({ pipeline }: Definition) => isBuiltFromElsewhere(pipeline, options, state.path);
  const { ready } = await readDefinition(path, {
    cwd: dirname(path),
    hasOwnSource,
    ...defined({ knownAt }),
  });
  return ready === undefined ? undefined : drivenBy(ready, options);
}

/** What was pushed, or what the call names, is built then, and not what lies in the folder of the definition. */
function isBuiltFromElsewhere(
  { stages }: PipelineDeclaration,
  { sources }: RunOptions,
  stateFolder: string,
): boolean {
  if (Object.keys(sources).length > 0) return true;
  return stages
    .flatMap(({ actions }) => actions)
    .some(
      ({ actionTypeId, configuration }) =>
        actionTypeId.category === 'Source' && pushedFolder(stateFolder, configuration) !== undefined,
    );
}

export function drivenBy({ definition, folder }: ReadyDefinition, options: RunOptions): Driven {
  return { definition, definitionFolder: folder, options: { ...options, takesPushes: true } };
}

/** What a call cannot say: as `slipway run` has it without options. */
const plainOptions: RunOptions = {
  sources: {},
  strictRuntimes: false,
  keepWork: false,
  takesPushes: true,
};

/** Undefined when no call has made a pipeline of this name. */
async function registeredPipeline(
  state: StateFolder,
  pipelineName: string,
): Promise<Result<{ readonly driven: Driven }, readonly Problem[]> | undefined> {
  const found = madePipelines(state.path).find(({ name }) => name === pipelineName);
  if (found === undefined) return undefined;
  using account = openAccount(state.path);
  const resources = account.at({ partition: 'aws', account: found.account, region: found.region });
  using documents = new Documents(state.path);
  const shipped = documents.get(shippedRunKind, found, pipelineName) as ShippedRun | undefined;
  const { iam, folder, listeners = [] } = shipped ?? {};
  const isShipped = shipped === undefined ? undefined : (true as const);
  const definition = { ...noParts, ...registeredDefinition(found, resources), listeners };
  const sources = remoteSources(found.values, state.path, folder);
  if (isFailed(sources)) return sources;
  return await checked(state, definition, {
    ...plainOptions,
    ...sources,
    ...defined({ iam, isShipped }),
  });
}

/** Of sources in git that were not pushed to this machine. @param folder that the pipeline was shipped from */
function remoteSources(
  { stages }: PipelineDeclaration,
  stateFolder: string,
  folder: string | undefined,
): Result<Pick<RunOptions, 'sources'>, readonly Problem[]> {
  const sources: Record<string, string> = {};
  const problems: Problem[] = [];
  const actions = stages.flatMap((stage) => stage.actions);
  for (const { name, configuration = {} } of actions) {
    const repository = repositoryNameOf(configuration);
    const isInGit = ['BranchName', 'Branch', 'FullRepositoryId'].some((key) => key in configuration);
    if (!isInGit || repository === undefined) continue;
    if (pushedFolder(stateFolder, configuration) !== undefined) continue;
    const branch = configuration['BranchName'] ?? configuration['Branch'] ?? 'HEAD';
    if (folder !== undefined && existsSync(folder)) sources[name] = folder;
    else if (repository.includes('/')) sources[name] = `https://github.com/${repository}#${branch}`;
    else problems.push(notPushed(name, repository));
  }
  return problems.length > 0 ? { failed: problems } : { sources };
}

function notPushed(actionName: string, repository: string): Problem {
  return problem({
    code: 'CallInvalid',
    whose: 'call',
    message: `The source action "${actionName}" takes the repository "${repository}" of CodeCommit, and this machine has none of that name`,
    remedy: `Push it to this machine: start slipway up, and git push to its repository "${repository}".`,
  });
}

/** A build or a deployment that a call has started, by the name of the pipeline around it. */
async function startedByCall(
  state: StateFolder,
  name: string,
): Promise<Result<{ readonly driven: Driven }, readonly Problem[]>> {
  using documents = new Documents(state.path);
  const build = documents.find(startedBuildKind, name) as StartedBuild | undefined;
  if (build !== undefined) {
    const { place } = build;
    const sources: RunOptions['sources'] = place === undefined ? {} : { Source: place };
    return await checked(state, { ...noParts, ...startedDefinition(build) }, { ...plainOptions, sources });
  }
  const id = name.slice(name.lastIndexOf(':') + 1);
  const deployment = documents.find(startedDeploymentKind, id) as StartedDeployment | undefined;
  if (deployment !== undefined) return await startedDeployment(state, deployment);
  return refused({
    message: `There is no build and no deployment "${name}" here`,
    remedy: 'Start it with StartBuild or CreateDeployment.',
  });
}

async function startedDeployment(
  state: StateFolder,
  deployment: StartedDeployment,
): Promise<Result<{ readonly driven: Driven }, readonly Problem[]>> {
  const { region, account: owner, partition } = deployment;
  using account = openAccount(state.path);
  const resources = account.at({ partition, account: owner, region });
  const values = deploymentPipeline(deployment);
  const definition = { ...noParts, ...registeredDefinition({ values, region }, resources), deployment };
  return await checked(state, definition, { ...plainOptions, sources: sourcesOfDeployment(deployment) });
}

/** In a folder of the state folder: there is no file around it. */
async function checked(
  state: StateFolder,
  definition: Definition,
  options: RunOptions,
): Promise<Result<{ readonly driven: Driven }, readonly Problem[]>> {
  const definitionFolder = await state.folder('made-by-api');
  const loaded: LoadedDefinition = {
    definition,
    folder: definitionFolder,
    problems: [],
    sources: () => undefined,
    locate: ({ code, severity = 'error', message, remedy, aws }) =>
      problem({ code, severity, message, ...defined({ remedy, aws }) }),
  };
  // The call was taken: what is wrong with a buildspec fails its build, as on AWS.
  const { checked: ready, problems } = checkRules(loaded, providers, 'left to their builds');
  if (ready === undefined) return { failed: problems };
  return { driven: { definition: ready, definitionFolder, options } };
}

function refused(said: { readonly message: string; readonly remedy: string }): Failed<readonly Problem[]> {
  return { failed: [problem({ code: 'PipelineNotFoundException', whose: 'call', ...said })] };
}
