// The options of `run`, checked against the definition: nothing is taken that would have no effect.
import { resolve } from 'node:path';
import type { RunOptions } from '../../actions/provider.ts';
import type { Selection } from '../../engine/requests/select-parts.ts';
import type { Executor } from '../../actions/build/build-options.ts';
import { defined } from '../../lib/defined.ts';
import { didYouMean } from '../../lib/nearest.ts';
import { ProblemError, type Problem } from '../../lib/problem.ts';
import type { BuildspecPhaseName } from '../../model/build.ts';
import type { Definition } from '../../model/definition.ts';
import { buildOptions, wrongCall } from './build-call.ts';
import { readEvent } from './workflow-call.ts';
import type { RunCommandOptions } from './run-command-options.ts';

/** From where `run` was called, and what was read of its options before. */
export interface RunCaller {
  /** Of the definition, absolute. */
  readonly folder: string;
  readonly cwd: string;
  readonly isScreen: boolean;
  readonly secondaryPlaces: Readonly<Record<string, string>>;
}

export interface ReadRunOptions {
  readonly options: RunOptions;
  readonly variables: Readonly<Record<string, string>>;
  readonly sourceRevisions: Readonly<Record<string, string>>;
  /** What the execution leaves out. */
  readonly selection?: Selection;
  /** Why nothing new can be started: the event does not start the workflow. */
  readonly refusal?: Problem;
}

/** Throws a ProblemError with everything that is wrong about them. */
export function readRunOptions(
  given: RunCommandOptions,
  { pipeline, standalone, workflow }: Pick<Definition, 'pipeline' | 'standalone' | 'workflow'>,
  { cwd, isScreen, secondaryPlaces, folder }: RunCaller,
): ReadRunOptions {
  const actions = pipeline.stages
    .flatMap((stage) => stage.actions)
    .filter(({ actionTypeId }) => actionTypeId.category === 'Source')
    .map(({ name }) => name);
  const problems: Problem[] = [];
  const isolation = readIsolation(given.isolation, problems);
  const executor = readExecutor(given.executor, problems);
  const lastPhase = readPhase(given.phase, problems);
  const maxBuilds = readMaxBuilds(given.maxBuilds, problems);
  const iam = readIam(given.iam, problems);
  const minuteMs = readMinute(given.minute, problems);
  problems.push(...unknownApprovals(given.approve ?? [], pipeline));
  if (standalone !== true) problems.push(...buildOptionsFor(given, workflow));
  for (const name of ['shell', 'pause'] as const)
    if (given[name] === true && (!isScreen || !process.stdin.isTTY || given.json === true))
      problems.push(
        wrongCall(`--${name} needs a terminal to open a shell in`, 'Call it from a terminal, without --json'),
      );
  const pairs = { problems, actions };
  const secondary = Object.entries(secondaryPlaces).map(([name, where]) => [name, placed(where, cwd)]);
  const read = {
    options: {
      sources: {
        ...Object.fromEntries(secondary),
        ...readSources(given.source ?? [], actions, cwd),
      },
      strictRuntimes: given.strictRuntimes === true,
      keepWork: given.keepWork === true,
      ...defined({ isolation }),
      ...(given.awsValues === true ? { awsValues: true } : {}),
      ...defined({ executor }),
      ...(given.reuse === true ? { reuse: true } : {}),
      ...defined({ maxBuilds, minuteMs, lastPhase, iam }),
      ...(given.shell === true ? { keepsFailedBuild: true } : {}),
    },
    variables: {
      ...readPairs(given.variable ?? [], {
        ...pairs,
        option: '--variable NAME=VALUE',
        names: undefined,
      }),
      ...readEvent(given, workflow, { problems, folder }),
    },
    sourceRevisions: readPairs(given.sourceRevision ?? [], {
      ...pairs,
      option: '--source-revision ACTION=COMMIT',
      names: actions,
    }),
  };
  if (problems.length > 0) throw new ProblemError(problems);
  const { skip, only, until } = given;
  const selects = skip !== undefined || only !== undefined || until !== undefined;
  return { ...read, ...(selects ? { selection: { skip, only, until } } : {}) };
}

/** A name that no approval has would never have an effect. */
function unknownApprovals(
  approve: readonly string[],
  { stages }: Definition['pipeline'],
): readonly Problem[] {
  const names = stages.flatMap((stage) =>
    stage.actions
      .filter(({ actionTypeId }) => actionTypeId.category === 'Approval')
      .flatMap(({ name }) => [name, `${stage.name}/${name}`]),
  );
  const none = 'The pipeline has no approval action';
  return approve
    .filter((name) => !names.includes(name))
    .map((name) =>
      wrongCall(
        `There is no approval action "${name}"`,
        names.length === 0 ? none : didYouMean(name, names, `There are: ${names.join(', ')}`),
      ),
    );
}

/** A secret is for a workflow as well. */
function buildOptionsFor(given: RunCommandOptions, workflow: Definition['workflow']): readonly Problem[] {
  const [what, remedy] =
    workflow === undefined
      ? ['a pipeline', 'Give a buildspec, or a CodeBuild project']
      : ['a workflow', 'Leave it out: a workflow says it itself'];
  return buildOptions
    .filter(([name, isGiven]) => isGiven(given) && (workflow === undefined || name !== '--secret'))
    .map(([name]) => wrongCall(`${name} is for one build, and this is ${what}`, remedy));
}

function readIsolation(given: string | undefined, problems: Problem[]): RunOptions['isolation'] {
  if (given === undefined || given === 'process' || given === 'namespace' || given === 'none') return given;
  problems.push(wrongCall(`There is no isolation "${given}"`, 'Use namespace, process or none'));
  return undefined;
}

export function readIam(given: string | undefined, problems: Problem[]): RunOptions['iam'] {
  if (given === undefined || given === 'observe' || given === 'enforce') return given;
  problems.push(wrongCall(`There is no --iam "${given}"`, 'Use observe or enforce'));
  return undefined;
}

function readExecutor(given: string | undefined, problems: Problem[]): Executor | undefined {
  const executor = executors.find((name) => name === given);
  if (given !== undefined && executor === undefined)
    problems.push(wrongCall(`There is no executor "${given}"`, `Take ${executors.join(', ')}`));
  return executor;
}

const executors: readonly Executor[] = ['process', 'docker', 'podman'];

function readMaxBuilds(given: string | undefined, problems: Problem[]): number | undefined {
  const count = Number(given);
  if (given === undefined || (Number.isInteger(count) && count > 0))
    return given === undefined ? undefined : count;
  problems.push(
    wrongCall(`--max-builds takes a whole number from 1, not "${given}"`, 'Write --max-builds 4'),
  );
  return undefined;
}

function readMinute(given: string | undefined, problems: Problem[]): number | undefined {
  const seconds = Number(given);
  if (given === undefined || (given !== '' && seconds >= 0 && seconds <= 60))
    return given === undefined ? undefined : seconds * 1000;
  problems.push(wrongCall(`--minute takes seconds from 0 to 60, not "${given}"`, 'Write --minute 1'));
  return undefined;
}

const phases: readonly BuildspecPhaseName[] = ['install', 'pre_build', 'build', 'post_build'];

function readPhase(given: string | undefined, problems: Problem[]): BuildspecPhaseName | undefined {
  const phase = phases.find((name) => name === given?.toLowerCase());
  if (given !== undefined && phase === undefined)
    problems.push(wrongCall(`There is no phase "${given}"`, `Take one of ${phases.join(', ')}`));
  return phase;
}

/** What stands before `=` names an action only when there is one of that name: folders and URLs may hold `=` too. */
function readSources(
  given: readonly string[],
  actions: readonly string[],
  cwd: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((text) => {
      const at = text.indexOf('=');
      const action = at === -1 ? undefined : actions.find((name) => name === text.slice(0, at));
      return action === undefined ? ['*', placed(text, cwd)] : [action, placed(text.slice(at + 1), cwd)];
    }),
  );
}

/** A folder is meant from where the command was called; URLs and `user@host:path` stay as they are. */
function placed(where: string, cwd: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(where) || /^[^/\\]+@[^/\\]+:/.test(where)) return where;
  const [folder = '', ...ref] = where.split('#');
  return [resolve(cwd, folder), ...ref].join('#');
}

interface PairContext {
  readonly option: string;
  /** Undefined: the pipeline itself says which names it takes. */
  readonly names: readonly string[] | undefined;
  readonly problems: Problem[];
}

function readPairs(
  given: readonly string[],
  { option, names, problems }: PairContext,
): Readonly<Record<string, string>> {
  const pairs: Record<string, string> = {};
  for (const text of given) {
    const at = text.indexOf('=');
    const name = text.slice(0, Math.max(0, at));
    if (at < 1) problems.push(wrongCall(`"${text}" is not NAME=VALUE`, `Write ${option}`));
    else if (names !== undefined && !names.includes(name)) problems.push(unknownName(name, names));
    else pairs[name] = text.slice(at + 1);
  }
  return pairs;
}

function unknownName(name: string, names: readonly string[]): Problem {
  const remedy = didYouMean(name, names, `There are: ${names.join(', ')}`);
  return wrongCall(`The pipeline has no source action "${name}"`, remedy);
}
