// The pipeline of a serverless system, for any project: the tutor's own two pipelines are made by it, and those of later projects.
import {
  action,
  codeBuild,
  connectionSource,
  definition,
  manualApproval,
  pipeline,
  pipelineVariable,
  project,
  stage,
} from 'slipway';

export interface Serverless {
  /** Begins the names of the pipeline, its bucket and its builds: `tutor-system`. */
  readonly system: string;
  /** Begins the names of stacks and functions: `tutor`. */
  readonly prefix: string;
  readonly repository: string;
  readonly environment: 'development' | 'staging' | 'production';
  readonly account: string;
  readonly connectionArn: string;
  /** Of the API, with the certificate for it in the Region of the pipeline. */
  readonly domain: { readonly name: string; readonly certificateArn: string };
  /** Private costs about 29 USD a month: the functions reach AWS by endpoints in the network. */
  readonly network: 'public' | 'private';
  readonly database: { readonly minCapacity: number; readonly maxCapacity: number };
  readonly memory: number;
  readonly deployment: DirectDeployment | StackDeployment;
}

/** Option A: the stack has what stays, and the pipeline deploys the functions into it. */
export interface DirectDeployment {
  readonly kind: 'direct';
  readonly strategy: string;
  /** A function's alarm `PREFIX-ENVIRONMENT-NAME-errors` takes it back to the version before. */
  readonly watchesErrors: boolean;
  /** By the names of their actions, those of the package of Node.js; functions have the same names in lower case. */
  readonly functions: readonly string[];
}

/** Option B: a template of SAM has the functions too, and their code is an artifact. */
export interface StackDeployment {
  readonly kind: 'stack';
}

const short = { development: 'dev', staging: 'staging', production: 'prod' } as const;
const branches = { development: 'develop', staging: 'develop', production: 'main' } as const;

const cloudFormation = {
  category: 'Deploy',
  owner: 'AWS',
  provider: 'CloudFormation',
  version: '1',
} as const;

/** Of the stack of the network, and parameters of that of the system. */
const networkOutputs = ['DatabaseSubnets', 'DatabaseGroup', 'FunctionSubnets', 'FunctionGroup'] as const;

export function serverless(options: Serverless) {
  const { system, prefix, environment, account, deployment } = options;
  const isProduction = environment === 'production';
  const role = (name: string) => `arn:aws:iam::${account}:role/${system}-${name}`;
  const buildOf = (name: string, buildspec: string, timeoutInMinutes = 20) =>
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
      timeoutInMinutes,
    });
  const build = buildOf('build', 'buildspec.yml');
  const frontendBuild = buildOf('frontend', 'buildspec-frontend.yml');
  const testBuild = buildOf('e2e', 'buildspec-e2e.yml', 10);
  const minCapacity = pipelineVariable('AURORA_MIN_CAPACITY', {
    defaultValue: String(options.database.minCapacity),
    description: 'ACU: 0 lets the database pause, from 0.5 it never does',
  });
  const maxCapacity = pipelineVariable('AURORA_MAX_CAPACITY', {
    defaultValue: String(options.database.maxCapacity),
    description: 'ACU',
  });
  const memory = pipelineVariable('LAMBDA_MEMORY', {
    defaultValue: String(options.memory),
    description: 'MB of each function',
  });
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
    outputs: ['BuildOutput', 'lambda_package', 'scoring_package', 'model_package', 'infrastructure'],
    environmentVariables: {
      ENVIRONMENT: environment,
      AURORA_MIN_CAPACITY: minCapacity.reference,
      LAMBDA_MEMORY: memory.reference,
    },
  });
  const lambdaPackage = built.artifacts.lambda_package;
  const scoringPackage = built.artifacts.scoring_package;
  const { infrastructure } = built.artifacts;
  const packages = {
    Model: built.artifacts.model_package,
    ...(deployment.kind === 'stack' ? { Code: lambdaPackage, Scoring: scoringPackage } : {}),
  };
  const network = action(
    {
      name: 'Network',
      namespace: 'Network',
      actionTypeId: cloudFormation,
      configuration: {
        ActionMode: 'CREATE_UPDATE',
        StackName: `${prefix}-${environment}-network`,
        TemplatePath: `infrastructure::infrastructure/cloudformation/${options.network === 'public' ? 'network' : 'network-private'}.yml`,
        RoleArn: role('cloudformation'),
        ParameterOverrides: JSON.stringify({ Prefix: `${prefix}-${environment}` }),
      },
    },
    { inputs: [infrastructure], variables: networkOutputs },
  );
  const stack = action(
    {
      name: 'Stack',
      namespace: 'Stack',
      runOrder: 2,
      actionTypeId: cloudFormation,
      configuration: {
        ActionMode: 'CREATE_UPDATE',
        StackName: `${prefix}-${environment}`,
        Capabilities:
          deployment.kind === 'stack'
            ? 'CAPABILITY_NAMED_IAM,CAPABILITY_AUTO_EXPAND'
            : 'CAPABILITY_NAMED_IAM',
        TemplatePath: `infrastructure::infrastructure/${deployment.kind === 'stack' ? 'sam/template' : 'cloudformation/main'}.yml`,
        RoleArn: role('cloudformation'),
        ParameterOverrides: JSON.stringify({
          MinCapacity: minCapacity.reference,
          MaxCapacity: maxCapacity.reference,
          LambdaMemory: memory.reference,
          Environment: environment,
          DomainName: options.domain.name,
          CertificateArn: options.domain.certificateArn,
          ...network.variables,
          ...Object.fromEntries(
            Object.entries(packages).flatMap(([name, { name: artifact }]) => [
              [`${name}Bucket`, { 'Fn::GetArtifactAtt': [artifact, 'BucketName'] }],
              [`${name}Key`, { 'Fn::GetArtifactAtt': [artifact, 'ObjectKey'] }],
            ]),
          ),
        }),
      },
    },
    { inputs: [infrastructure, ...Object.values(packages)], variables: ['ApiUrl'] },
  );
  const watchesErrors = deployment.kind === 'direct' && deployment.watchesErrors;
  const functionName = (name: string) => `${prefix}-${environment}-${name.toLowerCase()}`;
  const deploy = (
    name: string,
    given: { of?: string; strategy?: string; input?: typeof lambdaPackage } = {},
  ) =>
    action(
      {
        name,
        actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'Lambda', version: '1' },
        configuration: {
          FunctionName: functionName(given.of ?? name),
          FunctionAlias: 'live',
          ...(given.strategy === undefined ? {} : { DeployStrategy: given.strategy }),
          ...(given.strategy !== undefined && watchesErrors
            ? { Alarms: `${functionName(name)}-errors` }
            : {}),
        },
      },
      { inputs: [given.input ?? lambdaPackage] },
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
          stage(
            'Deploy-Application',
            [
              deploy('Score', { strategy: deployment.strategy, input: scoringPackage }),
              ...deployment.functions.map((name) => deploy(name, { strategy: deployment.strategy })),
            ],
            watchesErrors ? { onFailure: { result: 'ROLLBACK' } } : {},
          ),
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
  const tests = codeBuild('EndToEnd', {
    project: testBuild,
    input: source.artifact,
    moreInputs: [frontend.artifacts.FrontendOutput],
    environmentVariables: {
      API_URL: stack.variables.ApiUrl,
      TEST_PASSWORD: {
        type: 'SECRETS_MANAGER',
        value: `${prefix}-${environment}-test-learner:password`,
      },
    },
  });
  return definition({
    pipeline: pipeline({
      name: isProduction ? `${system}-pipeline` : `${system}-pipeline-${short[environment]}`,
      executionMode: 'SUPERSEDED',
      roleArn: role('pipeline'),
      artifactStore: { type: 'S3', location: `${system}-pipeline-artifacts` },
      variables: [minCapacity, maxCapacity, memory],
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
        stage('Deploy-Infrastructure', [network, stack]),
        stage('Migrate', [
          ...(deployment.kind === 'direct' ? [deploy('DeployMigrations', { of: 'migrate' })] : []),
          migrate,
        ]),
        ...direct,
        stage('Deploy-Frontend', [frontend, site]),
        stage('Test', [tests]),
      ],
    }),
    projects: [build, frontendBuild, testBuild],
  });
}
