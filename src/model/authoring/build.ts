// Builders of CodeBuild actions and projects (CodePipeline user guide, "AWS CodeBuild build and test action reference").
import type { BuildProject, EnvironmentVariableType } from '../build.ts';
import { action, common, texts, type Action, type ActionOptions, type Artifact } from './action.ts';

export interface CodeBuildOptions<Output extends string, Exported extends string> extends ActionOptions {
  readonly project: Pick<BuildProject, 'name'>;
  /** The primary source: the build starts in it. */
  readonly input: Artifact;
  /** More sources, each in `$CODEBUILD_SRC_DIR_<name>`. */
  readonly moreInputs?: readonly Artifact[];
  /** One takes the buildspec's `artifacts`; several take its `secondary-artifacts` of the same names. */
  readonly outputs?: readonly Output[];
  /** The buildspec's `exported-variables` that later actions refer to. */
  readonly exportedVariables?: readonly Exported[];
  readonly environmentVariables?: Readonly<Record<string, string | TypedValue>>;
  /** `Build` when absent. */
  readonly category?: 'Build' | 'Test';
  readonly batchEnabled?: boolean;
  readonly combineArtifacts?: boolean;
  readonly buildspecOverride?: string;
}

interface TypedValue {
  readonly value: string;
  readonly type: EnvironmentVariableType;
}

export function codeBuild<const Output extends string = never, const Exported extends string = never>(
  name: string,
  options: CodeBuildOptions<Output, Exported>,
): Action<Output, Exported> {
  const { input, moreInputs = [], outputs = [], exportedVariables = [], category = 'Build' } = options;
  const declaration = {
    name,
    actionTypeId: { category, owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: texts({
      ProjectName: options.project.name,
      PrimarySource: moreInputs.length === 0 ? undefined : input.name,
      BatchEnabled: options.batchEnabled,
      CombineArtifacts: options.combineArtifacts,
      EnvironmentVariables: environment(options.environmentVariables),
      BuildspecOverride: options.buildspecOverride,
    }),
    ...common(options),
  } as const;
  return action(declaration, { inputs: [input, ...moreInputs], outputs, variables: exportedVariables });
}

/** CodePipeline takes them as a JSON list in one string. */
function environment(
  variables: Readonly<Record<string, string | TypedValue>> | undefined,
): string | undefined {
  if (variables === undefined) return undefined;
  return JSON.stringify(
    Object.entries(variables).map(([name, value]) =>
      typeof value === 'string' ? { name, value, type: 'PLAINTEXT' } : { name, ...value },
    ),
  );
}

export type ProjectOptions = Pick<BuildProject, 'name' | 'serviceRole'> & Partial<BuildProject>;

/** A project; source and artifacts are the pipeline's, and the environment is a small Linux, unless said otherwise. */
export function project(options: ProjectOptions): BuildProject {
  return {
    source: { type: 'CODEPIPELINE' },
    artifacts: { type: 'CODEPIPELINE' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    ...options,
  };
}
