// One action as a job: what it waits for, its credentials and inputs, and its own steps. Pure.
import type { ActionTypes } from '../../model/action-type.ts';
import type { Definition } from '../../model/definition.ts';
import type { GithubRequest, GithubShare, GithubStep } from '../../model/github-job.ts';
import type { ActionDeclaration } from '../../model/pipeline.ts';
import { placeOfPipeline } from '../../model/place.ts';
import { runsBefore, type PlacedAction } from '../../model/pipeline-walk.ts';
import type { Expressions } from './expressions.ts';
import { githubRoleArn } from './role.ts';
import { inputSteps } from './sources.ts';

export interface GithubSources {
  readonly types: ActionTypes;
  readonly buildspecOf: GithubRequest['buildspecOf'];
}

export interface JobContext {
  readonly definition: Definition;
  readonly sources: GithubSources;
  /** Every action but the sources. */
  readonly working: readonly PlacedAction[];
  readonly ids: ReadonlyMap<PlacedAction, string>;
  readonly expressions: Expressions;
}

interface Job {
  readonly id: string;
  /** In the order of GitHub's syntax. */
  readonly job: object;
  readonly losses: readonly string[];
}

/** Names of actions, with that of the stage where several stages have it. */
export function jobIds(working: readonly PlacedAction[]): ReadonlyMap<PlacedAction, string> {
  const plain = (name: string): string => name.replaceAll(/[^\w-]/g, '-').replace(/^(?![A-Za-z_])/, '_');
  const repeated = (name: string): boolean =>
    working.filter(({ action }) => plain(action.name).toLowerCase() === plain(name).toLowerCase()).length > 1;
  return new Map(
    working.map((placed) => {
      const { action, stage } = placed;
      return [placed, plain(repeated(action.name) ? `${stage.name}-${action.name}` : action.name)];
    }),
  );
}

export function jobOf(placed: PlacedAction, context: JobContext): Job {
  const { definition, sources, ids, expressions } = context;
  const { action } = placed;
  const inputs = inputsOf(action);
  const place = placeOfPipeline(definition.pipeline);
  const folderOf = (artifact: string): string =>
    inputs[0] === artifact ? '.' : `\${{ runner.temp }}/inputs/${artifact}`;
  const share = shareOf(placed, context, {
    definition,
    place,
    buildspecOf: sources.buildspecOf,
    folderOf,
    expressed: expressions.expressed,
  });
  const taken = inputs.map((artifact) =>
    inputSteps(definition.pipeline, { artifact, folder: folderOf(artifact) }, sources.types),
  );
  const callsAws = share.callsAws || taken.some((each) => each.callsAws);
  const text = textOf(action, share);
  const needs = needsOf(placed, context, text);
  const id = ids.get(placed) ?? '';
  return {
    id,
    job: {
      name: action.name,
      ...(needs.length === 0 ? {} : { needs }),
      'runs-on': 'ubuntu-24.04',
      'timeout-minutes': share.timeoutMinutes ?? 60,
      ...(share.environment === undefined ? {} : { environment: share.environment }),
      ...(callsAws ? { permissions: { contents: 'read', 'id-token': 'write' } } : {}),
      ...outputsOf(id, share, context),
      steps: [
        ...(callsAws ? [credentials(githubRoleArn(definition), place.region)] : []),
        ...taken.flatMap(({ steps }) => steps),
        ...share.steps,
      ],
    },
    losses: [
      ...taken.flatMap(({ losses }) => losses),
      ...[...share.losses, ...actionLosses(action), ...unknown(expressions, text)].map(
        (loss) => `Action ${action.name}: ${loss}`,
      ),
    ],
  };
}

/** The primary one first. */
function inputsOf({ inputArtifacts = [], configuration = {} }: ActionDeclaration): readonly string[] {
  const names = inputArtifacts.map(({ name }) => name);
  const primary = configuration['PrimarySource'] ?? names[0];
  return names.toSorted((a, b) => Number(b === primary) - Number(a === primary));
}

/** Work without an equal is no work that succeeds: its job fails. */
function shareOf(placed: PlacedAction, { sources }: JobContext, request: GithubRequest): GithubShare {
  const { actionTypeId } = placed.action;
  const type = sources.types.find(actionTypeId);
  if (type?.onGithub !== undefined) return type.onGithub(placed, request);
  const message = `A workflow has nothing that does what ${actionTypeId.provider} does`;
  return {
    callsAws: false,
    losses: [`${message.charAt(0).toLowerCase()}${message.slice(1)}: its job fails`],
    steps: [{ run: `echo "::error::${message}" && exit 1\n` }],
  };
}

function credentials(role: string, region: string): GithubStep {
  return {
    uses: 'aws-actions/configure-aws-credentials@v6',
    with: { 'role-to-assume': role, 'aws-region': region },
  };
}

/** All of the group before it; and the jobs whose outputs it reads, which GitHub gives to those alone that name them. */
function needsOf(
  placed: PlacedAction,
  { working, ids, expressions }: JobContext,
  text: string,
): readonly string[] {
  const earlier = working.filter((each) => runsBefore(each, placed));
  const last = new Set(earlier.filter((each) => !earlier.some((other) => runsBefore(each, other))));
  const read = new Set(expressions.outputsNamedIn(text).map(({ job }) => job));
  return [...ids].flatMap(([each, id]) => (last.has(each) || read.has(id) ? [id] : []));
}

/** Where its references to variables stand: in the configuration, and in what its files say. */
function textOf(action: ActionDeclaration, { steps }: GithubShare): string {
  return [JSON.stringify(action), ...steps.map(({ run = '' }) => run)].join('\n');
}

/** What other actions read of it. */
function outputsOf(
  id: string,
  { variablesFrom: step }: GithubShare,
  { working, expressions }: JobContext,
): object {
  if (step === undefined) return {};
  const read = working
    .flatMap(({ action }) => expressions.outputsNamedIn(JSON.stringify(action)))
    .filter(({ job }) => job === id)
    .map(({ output }) => output);
  const outputs = [...new Set(read)].map((name) => [name, `\${{ steps.${step}.outputs.${name} }}`]);
  return outputs.length === 0 ? {} : { outputs: Object.fromEntries(outputs) as object };
}

function actionLosses({ roleArn, region }: ActionDeclaration): readonly string[] {
  return [
    ...(roleArn === undefined ? [] : [`it works with the role of the workflow, not with ${roleArn}`]),
    ...(region === undefined ? [] : [`it works in the Region of the pipeline, not in ${region}`]),
  ];
}

function unknown({ unknownIn }: Expressions, text: string): readonly string[] {
  return [...new Set(unknownIn(text))].map((written) => `${written} stays as it is written`);
}
