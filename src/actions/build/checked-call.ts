// What the pipeline asks of CodeBuild: the configuration of the action, checked as far as it must be to start a build.
// Source: CodePipeline user guide, "AWS CodeBuild build and test action reference".
import { defined } from '../../lib/defined.ts';
import { type Failed, isFailed, type Result } from '../../lib/result.ts';
import type { BuildProject, EnvironmentVariable, ProjectEnvironment } from '../../model/build.ts';
import type { ArtifactReference, FailureDetails } from '../../model/progress.ts';
import type { ActionContext } from '../provider.ts';
import { brokenBy, brokenRemedy } from './broken-variables.ts';
import { foreignSystem } from '../../model/foreign-system.ts';
import type { BuildOptions } from './build-options.ts';

export interface CheckedCall {
  readonly project: BuildProject;
  readonly primary: ArtifactReference;
  readonly others: readonly ArtifactReference[];
  readonly variables: readonly EnvironmentVariable[];
  readonly buildspecOverride?: string;
  /** Set for one build of a batch. */
  readonly batch?: {
    readonly identifier: string;
    /** They count as those of the buildspec. */
    readonly variables: Readonly<Record<string, string>>;
    readonly shard?: { readonly index: number; readonly count: number };
    /** Whether its primary artifact becomes part of the one that the batch gives. */
    readonly combines: boolean;
  };
}

export function checkCall(context: ActionContext<BuildOptions>): Result<CheckedCall, FailureDetails> {
  const { configuration, resources } = context;
  const { ProjectName = '', BuildspecOverride } = configuration;
  const project = resources.find('AWS::CodeBuild::Project', ProjectName)?.values;
  if (project === undefined)
    return refuse(
      `There is no CodeBuild project "${ProjectName}"`,
      `Projects of this account: ${
        resources
          .valuesOf('AWS::CodeBuild::Project')
          .map(({ name }) => name)
          .join(', ') || 'none'
      }.`,
    );
  const sources = chooseSources(context);
  if (isFailed(sources)) return sources;
  const variables = parseVariables(
    configuration['EnvironmentVariables'],
    context.declaration.configuration?.['EnvironmentVariables'],
  );
  if (isFailed(variables)) return variables;
  return {
    project,
    ...sources,
    ...variables,
    ...defined({ buildspecOverride: BuildspecOverride }),
  };
}

/** Undefined when this machine has the system that the environment is for. */
export function checkSystem(environment: ProjectEnvironment): FailureDetails | undefined {
  const foreign = foreignSystem(environment);
  if (foreign === undefined || process.platform === foreign.platform) return undefined;
  return {
    code: 'ConfigurationError',
    message: `The build needs ${foreign.system} (${foreign.because}), and this machine runs ${process.platform}`,
    remedy: 'Give it an image and an environment of Linux to run it here, or build it on AWS.',
  };
}

function refuse(message: string, remedy?: string): Failed<FailureDetails> {
  return { failed: { code: 'ConfigurationError', message, ...defined({ remedy }) } };
}

/** PrimarySource is required when there is more than one input. */
function chooseSources({
  inputArtifacts,
  configuration,
}: ActionContext<BuildOptions>): Result<Pick<CheckedCall, 'primary' | 'others'>, FailureDetails> {
  const wanted = configuration['PrimarySource'];
  const names = inputArtifacts.map(({ name }) => name).join(', ');
  if (wanted === undefined && inputArtifacts.length > 1)
    return refuse(
      `The action has ${inputArtifacts.length} input artifacts and no PrimarySource`,
      `Set PrimarySource to one of ${names}.`,
    );
  const primary =
    wanted === undefined ? inputArtifacts[0] : inputArtifacts.find(({ name }) => name === wanted);
  if (primary === undefined)
    return wanted === undefined
      ? refuse('The action has no input artifact')
      : refuse(`PrimarySource "${wanted}" is none of the action's input artifacts`, `Use one of ${names}.`);
  return { primary, others: inputArtifacts.filter((input) => input !== primary) };
}

const shape = 'Write a JSON list such as [{"name":"STAGE","value":"test","type":"PLAINTEXT"}].';

function parseVariables(
  text: string | undefined,
  written = text,
): Result<Pick<CheckedCall, 'variables'>, FailureDetails> {
  if (text === undefined) return { variables: [] };
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    const broken = brokenBy(written ?? text, text);
    const what = 'EnvironmentVariables of the action is not JSON';
    return broken === undefined
      ? refuse(`${what}: ${(error as Error).message}`, shape)
      : refuse(`${what}: ${broken}`, brokenRemedy);
  }
  if (!Array.isArray(list)) return refuse('EnvironmentVariables of the action is not a list', shape);
  const wrong = list.findIndex((item: unknown) => !isVariable(item));
  if (wrong !== -1) return refuse(`Item ${wrong} of EnvironmentVariables is no variable`, shape);
  return { variables: list as EnvironmentVariable[] };
}

const types = new Set<unknown>([undefined, 'PLAINTEXT', 'PARAMETER_STORE', 'SECRETS_MANAGER']);

function isVariable(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const { name, value, type } = item as Readonly<Record<string, unknown>>;
  return typeof name === 'string' && name !== '' && typeof value === 'string' && types.has(type);
}
