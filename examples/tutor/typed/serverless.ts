// The pipeline of a serverless system, for any project: the tutor's own two pipelines are made by it, and those of later projects.
import {
  action,
  codeBuild,
  connectionSource,
  definition,
  manualApproval,
  pipeline,
  project,
  stage,
} from 'slipway';

export interface Serverless {
  /** Begins the names of the pipeline, its bucket and its builds: `tutor-system`. */
  readonly system: string;
  /** Begins the names of stacks and functions: `tutor`. */
  readonly prefix: string;
  readonly repository: string;
  readonly environment: 'development' | 'production';
  readonly account: string;
  readonly connectionArn: string;
  readonly database: { readonly minCapacity: number; readonly maxCapacity: number };
  readonly memory: number;
  readonly deployment: DirectDeployment | StackDeployment;
}

/** Option A: the stack has what stays, and the pipeline deploys the functions into it. */
export interface DirectDeployment {
  readonly kind: 'direct';
  readonly strategy: string;
  /** By the names of their actions, those of the package of Node.js; functions have the same names in lower case. */
  readonly functions: readonly string[];
}

/** Option B: a template of SAM has the functions too, and their code is an artifact. */
export interface StackDeployment {
  readonly kind: 'stack';
}

const short = { development: 'dev', production: 'prod' } as const;
const branches = { development: 'develop', production: 'main' } as const;

export function serverless(options: Serverless) {
  const { system, prefix, environment, account, deployment } = options;
  const isProduction = environment === 'production';
  const role = (name: string) => `arn:aws:iam::${account}:role/${system}-${name}`;
  const buildOf = (name: string, buildspec: string) =>
    project({
      name: `${system}-${name}`,
      source: { type: 'CODEPIPELINE', buildspec },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/amazonlinux-x86_64-standard:5.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        privilegedMode: false,
      },
      serviceRole: role('build'),
      timeoutInMinutes: 20,
    });
  const [build, frontendBuild] = [
    buildOf('build', 'buildspec.yml'),
    buildOf('frontend', 'buildspec-frontend.yml'),
  ];
  const source = connectionSource('GitHub', {
    output: 'SourceOutput',
    connectionArn: options.connectionArn,
    fullRepositoryId: options.repository,
    branchName: branches[environment],
    detectChanges: false,
  });
  const built = codeBuild('Build', {
    project: build,
    input: source.artifact,
    outputs: ['BuildOutput', 'LambdaPackage', 'ScoringPackage', 'ModelPackage', 'Infrastructure'],
    environmentVariables: { ENVIRONMENT: environment },
  });
  const { LambdaPackage, ScoringPackage, ModelPackage, Infrastructure } = built.artifacts;
  const packages = {
    Model: ModelPackage,
    ...(deployment.kind === 'stack' ? { Code: LambdaPackage, Scoring: ScoringPackage } : {}),
  };
  const stack = action(
    {
      name: 'Stack',
      namespace: 'Stack',
      actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CloudFormation', version: '1' },
      configuration: {
        ActionMode: 'CREATE_UPDATE',
        StackName: `${prefix}-${environment}`,
        Capabilities:
          deployment.kind === 'stack'
            ? 'CAPABILITY_NAMED_IAM,CAPABILITY_AUTO_EXPAND'
            : 'CAPABILITY_NAMED_IAM',
        TemplatePath: `Infrastructure::infrastructure/${deployment.kind === 'stack' ? 'sam/template' : 'cloudformation/main'}.yml`,
        RoleArn: role('cloudformation'),
        ParameterOverrides: JSON.stringify({
          MinCapacity: String(options.database.minCapacity),
          MaxCapacity: String(options.database.maxCapacity),
          LambdaMemory: String(options.memory),
          Environment: environment,
          ...Object.fromEntries(
            Object.entries(packages).flatMap(([name, { name: artifact }]) => [
              [`${name}Bucket`, { 'Fn::GetArtifactAtt': [artifact, 'BucketName'] }],
              [`${name}Key`, { 'Fn::GetArtifactAtt': [artifact, 'ObjectKey'] }],
            ]),
          ),
        }),
      },
    },
    { inputs: [Infrastructure, ...Object.values(packages)], variables: ['ApiUrl'] },
  );
  const functionName = (name: string) => `${prefix}-${environment}-${name.toLowerCase()}`;
  const deploy = (
    name: string,
    given: { of?: string; strategy?: string; input?: typeof LambdaPackage } = {},
  ) =>
    action(
      {
        name,
        actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'Lambda', version: '1' },
        configuration: {
          FunctionName: functionName(given.of ?? name),
          FunctionAlias: 'live',
          ...(given.strategy === undefined ? {} : { DeployStrategy: given.strategy }),
        },
      },
      { inputs: [given.input ?? LambdaPackage] },
    );
  const migrate = action({
    name: 'Migrate',
    namespace: 'Migration',
    runOrder: 2,
    actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
    configuration: { FunctionName: functionName('migrate') },
  });
  const direct =
    deployment.kind === 'direct'
      ? [
          stage('Deploy-Application', [
            deploy('Score', { strategy: deployment.strategy, input: ScoringPackage }),
            ...deployment.functions.map((name) => deploy(name, { strategy: deployment.strategy })),
          ]),
        ]
      : [];
  const frontend = codeBuild('Frontend', {
    project: frontendBuild,
    input: source.artifact,
    outputs: ['FrontendOutput'],
    environmentVariables: { VITE_API_URL: stack.variables.ApiUrl },
  });
  const site = action(
    {
      name: 'Site',
      runOrder: 2,
      actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'S3', version: '1' },
      configuration: { BucketName: `${system}-${short[environment]}`, Extract: 'true' },
    },
    { inputs: [frontend.artifacts.FrontendOutput] },
  );
  return definition({
    pipeline: pipeline({
      name: isProduction ? `${system}-pipeline` : `${system}-pipeline-dev`,
      executionMode: 'SUPERSEDED',
      roleArn: role('pipeline'),
      artifactStore: { type: 'S3', location: `${system}-pipeline-artifacts` },
      triggers: [
        {
          providerType: 'CodeStarSourceConnection',
          gitConfiguration: {
            sourceActionName: 'GitHub',
            push: [{ branches: { includes: [branches[environment]] } }],
          },
        },
      ],
      stages: [
        stage('Source', [source]),
        stage('Build', [built]),
        ...(isProduction
          ? [
              stage('Approval', [
                manualApproval('Release', { customData: 'Deploy this build to production?' }),
              ]),
            ]
          : []),
        stage('Deploy-Infrastructure', [stack]),
        stage('Migrate', [
          ...(deployment.kind === 'direct' ? [deploy('DeployMigrations', { of: 'migrate' })] : []),
          migrate,
        ]),
        ...direct,
        stage('Deploy-Frontend', [frontend, site]),
      ],
    }),
    projects: [build, frontendBuild],
  });
}
