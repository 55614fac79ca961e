// A build project as a job of a workflow: the buildspec's tools, caches, phases and artifacts as steps of a runner. Pure.
import type { Buildspec, BuildProject } from '../../model/build.ts';
import type { GithubRequest, GithubShare, GithubStep } from '../../model/github-job.ts';
import type { PlacedAction } from '../../model/pipeline-walk.ts';
import { variablesOf } from '../../model/rights/project-needs.ts';
import { artifactSteps } from '../build/github/artifact-steps.ts';
import { buildVariables } from '../build/github/build-variables.ts';
import { cacheSteps } from '../build/github/cache-steps.ts';
import { phasesScript } from '../build/github/phases-script.ts';
import { storedValues } from '../build/github/stored-values.ts';
import { toolSteps } from '../build/github/tool-steps.ts';

export function buildOnGithub(placed: PlacedAction, request: GithubRequest): GithubShare {
  const { configuration = {} } = placed.action;
  const { ProjectName = '', BuildspecOverride: override } = configuration;
  const project = request.definition.projects.find(({ name }) => name === ProjectName);
  const buildspec = project && request.buildspecOf(project, override);
  if (project === undefined || buildspec === undefined || !runsOnRunner(project, buildspec, configuration))
    return startedBuild(ProjectName, placed);
  return runnerBuild({ placed, project, buildspec }, request);
}

function runsOnRunner(
  { environment }: BuildProject,
  { onlyBatches }: Buildspec,
  configuration: Readonly<Record<string, string>>,
): boolean {
  const isCurated = environment.image.startsWith('aws/codebuild/');
  const isBatch = onlyBatches === true || configuration['BatchEnabled']?.toLowerCase() === 'true';
  return isCurated && !isBatch && /^(?:LINUX|ARM)/.test(environment.type);
}

/** CodeBuild itself runs it, and the job waits for its result. */
function startedBuild(project: string, { action }: PlacedAction): GithubShare {
  const inputs = action.inputArtifacts ?? [];
  const outputs = action.outputArtifacts ?? [];
  return {
    callsAws: true,
    losses: [
      `CodeBuild runs project ${project}, from the source that the project names itself`,
      ...(inputs.length > 1 || outputs.length > 0
        ? ['the artifacts that the build takes from and gives to the pipeline are not there']
        : []),
    ],
    steps: [
      {
        name: `Build ${project}`,
        uses: 'aws-actions/aws-codebuild-run-build@v1',
        with: { 'project-name': project },
      },
    ],
  };
}

interface RunnerBuild {
  readonly placed: PlacedAction;
  readonly project: BuildProject;
  readonly buildspec: Buildspec;
}

function runnerBuild({ placed, project, buildspec }: RunnerBuild, request: GithubRequest): GithubShare {
  const { action } = placed;
  const variables = [
    ...(project.environment.environmentVariables ?? []),
    ...variablesOf(action.configuration?.['EnvironmentVariables']),
  ];
  const script = phasesScript(buildspec);
  const stored = storedValues(buildspec, variables);
  const env = buildVariables({ buildspec, project, variables, action }, { script, request });
  const tools = toolSteps(buildspec);
  const shell = buildspec.env.shell === 'bash' || project.environment.image.includes('amazonlinux');
  const artifacts = artifactsOf({ placed, project, buildspec });
  return {
    callsAws: stored !== '' || awsTools.test(script),
    variablesFrom: 'build',
    timeoutMinutes: project.timeoutInMinutes ?? 60,
    steps: [
      ...tools.steps,
      ...cacheSteps(project, buildspec),
      {
        name: `Run the phases of ${project.name}`,
        id: 'build',
        run: request.expressed(`${stored}${script}`),
        shell: shell ? 'bash {0}' : 'sh',
        ...(Object.keys(env.values).length === 0 ? {} : { env: env.values }),
      },
      ...reportStep(buildspec, action.name),
      ...artifacts.steps,
    ],
    losses: [...tools.losses, ...env.losses, ...artifacts.losses, ...buildspecLosses(buildspec, project)],
  };
}

/** Programs that call AWS with the credentials of the build. */
const awsTools = /\b(?:aws|boto3|cdk|copilot|docker|eb|ecs-cli|pulumi|sam|serverless|sls|terraform|tofu)\b/;

function buildspecLosses({ phases, runAs, reports }: Buildspec, { vpcConfig }: BuildProject) {
  const all = Object.entries(phases);
  return [
    ...all.flatMap(([name, { onFailure }]) =>
      onFailure?.kind === 'RETRY' ? [`phase ${name} is not run again when it fails (on-failure)`] : [],
    ),
    ...(runAs !== undefined || all.some(([, phase]) => phase.runAs !== undefined)
      ? ['run-as: all commands run as the user of the runner']
      : []),
    ...(reports.length > 0 ? ['reports are kept as files; GitHub has no report groups'] : []),
    ...(vpcConfig === undefined ? [] : ['the runner is not in the VPC of the project']),
  ];
}

function reportStep({ reports }: Buildspec, action: string): readonly GithubStep[] {
  const paths = reports.flatMap(({ files, baseDirectory }) =>
    files.map((file) => (baseDirectory === undefined ? file : `${baseDirectory.replace(/\/$/, '')}/${file}`)),
  );
  if (paths.length === 0) return [];
  return [
    {
      if: '${{ !cancelled() }}',
      uses: 'actions/upload-artifact@v7',
      with: { name: `${action}-reports`, path: paths.join('\n'), 'if-no-files-found': 'ignore' },
    },
  ];
}

/** The first output artifact of an action is the primary one; the others go by the identifiers of the buildspec. */
function artifactsOf({ placed, buildspec }: RunnerBuild): Pick<GithubShare, 'steps' | 'losses'> {
  const names = (placed.action.outputArtifacts ?? []).map(({ name }) => name);
  const { secondaryArtifacts = {}, ...primary } = buildspec.artifacts ?? {
    files: [],
    discardPaths: false,
    excludePaths: [],
    enableSymlinks: false,
  };
  const found = names.map((name) => {
    const section = secondaryArtifacts[name] ?? (primary.files.length > 0 ? primary : undefined);
    return { name, section };
  });
  return {
    steps: found.flatMap(({ name, section }) => (section === undefined ? [] : artifactSteps(name, section))),
    losses: found.flatMap(({ name, section }) =>
      section === undefined ? [`the buildspec says nothing of the output artifact ${name}`] : [],
    ),
  };
}
