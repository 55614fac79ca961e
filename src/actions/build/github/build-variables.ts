// The variables of a build: those of the buildspec, of the project and of the action, and CodeBuild's own where a script uses them.
// Pure. Source: CodeBuild user guide, "Environment variables in build environments".
import type { Buildspec, BuildProject, EnvironmentVariable } from '../../../model/build.ts';
import type { GithubRequest } from '../../../model/github-job.ts';
import type { ActionDeclaration } from '../../../model/pipeline.ts';

interface OfBuild {
  readonly buildspec: Buildspec;
  readonly project: BuildProject;
  readonly variables: readonly EnvironmentVariable[];
  readonly action: ActionDeclaration;
}

interface Variables {
  readonly values: Readonly<Record<string, string>>;
  readonly losses: readonly string[];
}

/** The buildspec's values give way to the project's, and these to the action's. */
export function buildVariables(
  { buildspec, project, variables, action }: OfBuild,
  { script, request }: { readonly script: string; readonly request: GithubRequest },
): Variables {
  const plain = variables.filter(({ type = 'PLAINTEXT' }) => type === 'PLAINTEXT');
  const given = {
    ...buildspec.env.variables,
    ...Object.fromEntries(plain.map(({ name, value }) => [name, value])),
  };
  const text = [script, ...artifactTexts(buildspec), ...Object.values(given)].join('\n');
  const used = [...new Set([...text.matchAll(/\bCODEBUILD_\w+/g)].map(([name]) => name))].toSorted();
  const own = ownVariables(project, action, request);
  const asked = used.filter((name) => !Object.hasOwn(given, name) && name !== 'CODEBUILD_BUILD_SUCCEEDING');
  const values = Object.entries(given).map(([name, value]) => [name, request.expressed(value)] as const);
  return {
    values: Object.fromEntries([
      ...values,
      ...asked.flatMap((name) => (own[name] === undefined ? [] : [[name, own[name]] as const])),
    ]),
    losses: asked.flatMap((name) =>
      own[name] === undefined ? [`$${name} of the build has no equal on a runner, and is empty`] : [],
    ),
  };
}

function artifactTexts({ artifacts }: Buildspec): readonly string[] {
  return artifacts === undefined ? [] : [artifacts.baseDirectory ?? '', ...artifacts.files];
}

function ownVariables(
  { name, environment }: BuildProject,
  { inputArtifacts = [] }: ActionDeclaration,
  request: GithubRequest,
): Readonly<Record<string, string | undefined>> {
  const workspace = '${{ github.workspace }}';
  const others = inputArtifacts
    .map(({ name: artifact }) => [artifact, request.folderOf(artifact)] as const)
    .filter(([, folder]) => folder !== '.');
  return {
    CODEBUILD_BUILD_ID: `${name}:\${{ github.run_id }}`,
    CODEBUILD_BUILD_IMAGE: environment.image,
    CODEBUILD_BUILD_NUMBER: '${{ github.run_number }}',
    CODEBUILD_CI: 'true',
    CODEBUILD_INITIATOR: '${{ github.workflow }}',
    CODEBUILD_RESOLVED_SOURCE_VERSION: '${{ github.sha }}',
    CODEBUILD_SOURCE_VERSION: '${{ github.sha }}',
    CODEBUILD_SOURCE_REPO_URL: '${{ github.server_url }}/${{ github.repository }}',
    CODEBUILD_SRC_DIR: workspace,
    CODEBUILD_WEBHOOK_HEAD_REF: '${{ github.ref }}',
    ...Object.fromEntries(others.map(([artifact, folder]) => [`CODEBUILD_SRC_DIR_${artifact}`, folder])),
  };
}
