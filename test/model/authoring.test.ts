// The builders give exactly AWS's structures; what is misspelt does not compile (each `@ts-expect-error` is a test,
// because the type check fails when there is no error).
import { expect, test } from 'vitest';
import {
  action,
  application,
  codeBuild,
  codeCommitSource,
  codeDeploy,
  connectionSource,
  definition,
  deploymentGroup,
  fleet,
  gitHubSource,
  manualApproval,
  pipeline,
  pipelineExecutionId,
  pipelineVariable,
  project,
  stage,
} from '../../src/index.ts';

const source = connectionSource('Git.Hub', {
  connectionArn: 'arn:x',
  fullRepositoryId: 'me/app',
  branchName: 'main',
  detectChanges: false,
});
const app = project({ name: 'app', serviceRole: 'role' });
const environment = pipelineVariable('ENVIRONMENT', { defaultValue: 'test' });
const build = codeBuild('Build', {
  project: app,
  input: source.artifact,
  outputs: ['site', 'reports'],
  exportedVariables: ['VERSION'],
  environmentVariables: {
    COMMIT: source.variables.CommitId,
    KEY: { value: '/key', type: 'PARAMETER_STORE' },
  },
  runOrder: 2,
});

test('a source is an action with one artifact and the variables of its provider', () => {
  expect(source.declaration).toEqual({
    name: 'Git.Hub',
    namespace: 'Git-Hub',
    actionTypeId: { category: 'Source', owner: 'AWS', provider: 'CodeStarSourceConnection', version: '1' },
    configuration: {
      ConnectionArn: 'arn:x',
      FullRepositoryId: 'me/app',
      BranchName: 'main',
      DetectChanges: 'false',
    },
    outputArtifacts: [{ name: 'GitHubOutput' }],
  });
  expect(source.variables.CommitId).toBe('#{Git-Hub.CommitId}');
  const commit = codeCommitSource('Repo', { repositoryName: 'a', branchName: 'b', output: 'Out' });
  expect(commit.artifact.name).toBe('Out');
  const hub = gitHubSource('Hub', { owner: 'me', repo: 'app', branch: 'main', oAuthToken: '{{resolve:x}}' });
  expect(hub.declaration.actionTypeId.owner).toBe('ThirdParty');
});

test('a build takes artifacts and variables as values', () => {
  expect(build.declaration).toEqual({
    name: 'Build',
    namespace: 'Build',
    runOrder: 2,
    actionTypeId: { category: 'Build', owner: 'AWS', provider: 'CodeBuild', version: '1' },
    configuration: {
      ProjectName: 'app',
      EnvironmentVariables:
        '[{"name":"COMMIT","value":"#{Git-Hub.CommitId}","type":"PLAINTEXT"},{"name":"KEY","value":"/key","type":"PARAMETER_STORE"}]',
    },
    inputArtifacts: [{ name: 'GitHubOutput' }],
    outputArtifacts: [{ name: 'site' }, { name: 'reports' }],
  });
  const test = codeBuild('Test', {
    project: app,
    category: 'Test',
    input: build.artifacts.site,
    moreInputs: [source.artifact],
  });
  expect(test.declaration.configuration?.['PrimarySource']).toBe('site');
});

test('a whole definition is plain data', () => {
  const group = deploymentGroup({
    application: application('shop'),
    deploymentGroupName: 'production',
    serviceRoleArn: 'role',
  });
  const deploy = codeDeploy('Deploy', { deploymentGroup: group, input: build.artifacts.site });
  const ask = manualApproval('Ask', {
    customData: `${build.variables.VERSION} to ${environment.reference}, ${pipelineExecutionId}`,
    timeoutInMinutes: 60,
  });
  const notify = action(
    {
      name: 'Notify',
      actionTypeId: { category: 'Invoke', owner: 'AWS', provider: 'Lambda', version: '1' },
      configuration: { FunctionName: 'notify' },
    },
    { inputs: [build.artifacts.reports], outputs: ['answer'], variables: ['ID'] },
  );
  const made = definition({
    pipeline: pipeline({
      name: 'shop',
      variables: [environment],
      stages: [stage('Source', [source]), stage('Build', [build]), stage('Deploy', [ask, deploy, notify])],
    }),
    projects: [app],
    deploymentGroups: [group],
    fleets: [fleet({ name: 'web', instances: 3 })],
  });
  expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  expect(made.pipeline).toMatchObject({
    pipelineType: 'V2',
    variables: [{ name: 'ENVIRONMENT', defaultValue: 'test' }],
    stages: [
      {},
      {},
      {
        actions: [
          {
            configuration: {
              CustomData: '#{Build.VERSION} to #{variables.ENVIRONMENT}, #{codepipeline.PipelineExecutionId}',
            },
            timeoutInMinutes: 60,
          },
          { configuration: { ApplicationName: 'shop', DeploymentGroupName: 'production' } },
          {
            namespace: 'Notify',
            inputArtifacts: [{ name: 'reports' }],
            outputArtifacts: [{ name: 'answer' }],
          },
        ],
      },
    ],
  });
  expect(notify.variables.ID).toBe('#{Notify.ID}');
});

test('what is misspelt does not compile', () => {
  const mistakes = () => [
    // @ts-expect-error An artifact that the build does not make.
    build.artifacts.sites,
    // @ts-expect-error A variable that a connection does not give.
    source.variables.CommitID,
    // @ts-expect-error A variable that the build does not export.
    build.variables.VERSIONS,
    // @ts-expect-error A name is no artifact.
    codeBuild('A', { project: app, input: 'GitHubOutput' }),
    // @ts-expect-error A build cannot do without an input.
    codeBuild('A', { project: app }),
    // @ts-expect-error An approval makes no artifact.
    manualApproval('Ask').artifacts.any,
    // @ts-expect-error A mode that CodePipeline does not have.
    pipeline({ name: 'a', stages: [], executionMode: 'SERIAL' }),
    // @ts-expect-error A deployment group has a role.
    deploymentGroup({ application: application('a'), deploymentGroupName: 'b' }),
  ];
  expect(mistakes).toBeTypeOf('function');
});
