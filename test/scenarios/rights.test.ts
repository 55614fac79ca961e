// Rights on AWS, through the command: what policies lack and give too much in lint, the least policies from plan.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  application,
  buildAction,
  deploymentGroup,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const example = join(import.meta.dirname, '..', '..', 'examples', 'cloud-health-dashboard');

// shows: S3-039, S3-041, S3-042, S3-043, S3-045, S3-099, S3-156, S3-157
test('lint reports which rights the roles of the Cloud Health Dashboard’s design lack, with the statements to add', async () => {
  await using app = makeProject();
  const { stdout } = await app.run('lint', join(example, 'design'));
  for (const said of [
    // The frontend bucket.
    /codepipeline-role-policy\.json:3:3 +warning +The role CodePipelineServiceRole may not s3:PutObject on arn:aws:s3:::cloud-health-dashboard-frontend\/\*, which the action "DeployToS3"/,
    /help: Add to Statement: \{"Effect":"Allow","Action":\["s3:PutObject"\],"Resource":\["arn:aws:s3:::cloud-health-dashboard-frontend\/\*"\]\}/,
    // The roles of the task definition.
    /may not iam:PassRole on arn:aws:iam::ACCOUNT_ID:role\/\*, which the action "DeployToECS"/,
    /"Condition":\{"StringEquals":\{"iam:PassedToService":"ecs-tasks\.amazonaws\.com"\}\}/,
    /may not codecommit:CancelUploadArchive/,
    /codepipeline-role-policy\.json:39:7 +notice +This statement gives CodePipelineServiceRole elasticbeanstalk:\*, ecs:\*, cloudformation:\* on every resource, and the definition needs ecs:DescribeServices/,
    /codebuild-role-policy\.json:21:9 +notice +"frontend-hosting-\*" is no bucket of the definition/,
    /codebuild-role-policy\.json:3:3 +warning +The role CodeBuildServiceRole may not s3:GetObjectVersion/,
  ])
    expect(stdout).toMatch(said);
  // Its other rights are there: source, builds, logs.
  expect(stdout).not.toMatch(/may not (codecommit:GetBranch|codebuild|logs|ecs)/);
});

// shows: S3-039, S3-040, S3-041, S3-043, S3-044, S3-045, S3-125
test.each(['pipeline.json', 'pipeline-parallel.json', 'pipeline-develop.json', 'pipeline-promotion.json'])(
  'the policies next to %s of the Cloud Health Dashboard give what its roles need',
  async (file) => {
    await using app = makeProject();
    const { stdout } = await app.run('lint', join(example, file), '--json');
    const { problems } = JSON.parse(stdout) as { problems: readonly { code: string }[] };
    expect(problems.filter(({ code }) => code.startsWith('Policy'))).toEqual([]);
  },
);

const build = { phases: { build: { commands: ['aws cloudfront create-invalidation --paths /'] } } };
const policy = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });

function write(app: Project): void {
  const stages = [sourceStage, { name: 'Build', actions: [buildAction('compile')] }];
  app.write('pipeline.json', pipeline(stages));
  app.write('project.json', project('compile', build));
}

interface Shown {
  readonly problems: readonly {
    readonly code: string;
    readonly severity: string;
    readonly message: string;
  }[];
}

async function lint(app: Project): Promise<readonly string[]> {
  const { problems } = JSON.parse((await app.run('lint', '--json')).stdout) as Shown;
  return problems.map(({ code, severity, message }) => `${severity} ${code}: ${message}`);
}

// shows: S3-125, S4-075
test('what plan prints as the least policies, lint finds nothing to say about; without them it says nothing', async () => {
  await using app = makeProject();
  write(app);
  expect(await lint(app)).toEqual([]);
  const printed = await app.run('plan', '--rights');
  expect(printed.status).toBe(0);
  const policies = JSON.parse(printed.stdout) as readonly { RoleName: string; PolicyDocument: object }[];
  expect(policies.map(({ RoleName }) => RoleName)).toEqual(['pipeline', 'build']);
  for (const each of policies) app.write(`${each.RoleName}-policy.json`, each);
  // What the commands of a build call on what cannot be read is left to the user, and said.
  expect(printed.stderr).toContain('Allow cloudfront:CreateInvalidation on what the commands name.');
  expect(await lint(app)).toEqual([
    expect.stringMatching(
      /^warning PolicyRightMissing: The role build may not cloudfront:CreateInvalidation,/,
    ),
  ]);
  app.write(
    'codebuild-more.json',
    policy({
      Effect: 'Allow',
      Action: 'cloudfront:CreateInvalidation',
      Resource: 'arn:aws:cloudfront::111122223333:distribution/E1',
    }),
  );
  expect(await lint(app)).toEqual([]);
});

test('one role alone is printed as the document that put-role-policy takes', async () => {
  await using app = makeProject();
  write(app);
  const { stdout, status } = await app.run('plan', '--rights', '--role', 'pipeline');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    Version: '2012-10-17',
    Statement: expect.arrayContaining([
      {
        Effect: 'Allow',
        Action: ['codebuild:BatchGetBuilds', 'codebuild:StartBuild'],
        Resource: ['arn:aws:codebuild:*:111122223333:project/compile'],
      },
    ]),
  });
  const wrong = await app.run('plan', '--role', 'pipelin');
  expect(wrong.status).toBe(2);
  expect(wrong.stderr).toContain('Did you mean "pipeline"?');
});

// shows: S4-007, S4-017, S4-028, S4-057, S4-058, S4-059
test('the roles of cicd-demo are given buckets, builds, deployments and the connection, in the Region that is named', async () => {
  await using app = makeProject();
  const demo = join(import.meta.dirname, '..', '..', 'examples', 'cicd-demo');
  const { stdout, stderr, status } = await app.run('plan', demo, '--rights', '--region', 'eu-central-1');
  expect(status).toBe(0);
  const all = 'arn:aws:codedeploy:eu-central-1:111122223333';
  for (const said of [
    '"RoleName": "CodePipeline-Service-Role"',
    '"arn:aws:s3:::cicd-demo-artifacts-111122223333/*"',
    '"arn:aws:codebuild:eu-central-1:111122223333:project/cicd-demo"',
    `"${all}:deploymentgroup:cicd-demo/Production-Fleet"`,
    '"codeconnections:UseConnection"',
    '"RoleName": "CodeBuild-Service-Role"',
    '"arn:aws:logs:eu-central-1:111122223333:log-group:/aws/codebuild/cicd-demo:log-stream:*"',
    '"arn:aws:codebuild:eu-central-1:111122223333:report-group/cicd-demo-unit-tests"',
    '"RoleName": "CodeDeploy-Service-Role"',
    '"ec2:DescribeInstances"',
    '"arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/production/*"',
  ])
    expect(stdout).toContain(said);
  expect(stdout).not.toMatch(/"[a-z0-9-]+:[A-Za-z]*\*"/);
  expect(stderr).toContain(
    'CodeDeploy-Service-Role: AWS holds these to no resource: cloudwatch:DescribeAlarms',
  );
});

// shows: S4-004
test('plan shows role by role what each part needs', async () => {
  await using app = makeProject();
  write(app);
  app.write('group.json', deploymentGroup());
  app.write('application.json', application);
  const { stdout } = await app.run('plan');
  expect(stdout).toMatch(/Rights on AWS\n pipeline\n +artifacts +s3:GetBucketVersioning, GetObject/);
  expect(stdout).toMatch(/\n build\n/);
  expect(stdout).toMatch(
    /\n deploy\n +fleet +ec2:DescribeInstanceStatus, DescribeInstances; tag:GetResources/,
  );
  const json = JSON.parse((await app.run('plan', '--json')).stdout) as { rights: readonly object[] };
  expect(json.rights).toHaveLength(3);
  expect(json.rights[0]).toMatchObject({ roleArn: 'arn:aws:iam::111122223333:role/pipeline' });
});

test('a policy that cannot be read is reported, and stops no run', async () => {
  await using app = makeProject();
  write(app);
  app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
  app.write('codebuild-policy.json', '{ "Version": "2012-10-17",\n  "Statement": [ { "Effect": }');
  app.write('policy.json', policy({ Effect: 'Allow', Action: 'GetObject', Resource: '*' }));
  app.write('codepipeline-trust.json', {
    RoleName: 'pipeline',
    AssumeRolePolicyDocument: policy({
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
  });
  const found = await lint(app);
  expect(found).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^warning JsonInvalid/),
      expect.stringMatching(/^warning PolicyInvalid: "GetObject" is no action/),
      expect.stringMatching(/^notice PolicyUnattached/),
      expect.stringMatching(/^warning PolicyTrustInvalid: codepipeline\.amazonaws\.com may not assume/),
    ]),
  );
  expect(found.filter((each) => each.startsWith('error'))).toEqual([]);
  expect((await app.run('run')).status).toBe(0);
});

test('the task definition in the source names the roles that are passed to ECS', async () => {
  await using app = makeProject();
  const deploy = {
    name: 'Deploy',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ECS', version: '1' },
    configuration: { ClusterName: 'c', ServiceName: 's' },
    inputArtifacts: [{ name: 'SourceOutput' }],
  };
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Deploy', actions: [deploy] }]));
  app.write('taskdef.json', { family: 'api', executionRoleArn: 'arn:aws:iam::111122223333:role/pull' });
  const ecs = (...names: readonly string[]) => names.map((name) => `ecs:${name}`);
  const services = [...ecs('DescribeServices', 'UpdateService', 'DescribeTasks', 'TagResource'), 's3:*'];
  const unbound = ecs('DescribeTaskDefinition', 'ListTasks', 'RegisterTaskDefinition');
  app.write(
    'pipeline-policy.json',
    policy({ Effect: 'Allow', Action: [...services, ...unbound], Resource: '*' }),
  );
  const found = await lint(app);
  expect(found.join('\n')).toContain('may not iam:PassRole on arn:aws:iam::111122223333:role/pull, which');
});

test('a definition in TypeScript has policies as well, by the names of their roles', async () => {
  await using app = makeProject();
  app.write(
    'slipway.config.ts',
    `import { codeBuild, connectionSource, definition, pipeline, project, stage } from 'slipway';
const app = project({ name: 'app', serviceRole: 'arn:aws:iam::111122223333:role/build' });
const source = connectionSource('GitHub', {
  connectionArn: 'arn:aws:codeconnections:eu-west-1:111122223333:connection/x',
  fullRepositoryId: 'me/app',
  branchName: 'main',
});
const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
export default definition({
  pipeline: pipeline({
    name: 'demo',
    roleArn: 'arn:aws:iam::111122223333:role/delivery',
    artifactStore: { type: 'S3', location: 'artifacts' },
    stages: [stage('Source', [source]), stage('Build', [codeBuild('Build', { project: app, input: source.artifact })])],
  }),
  projects: [app],
  policies: [{ RoleName: 'delivery', PolicyName: 'own', PolicyDocument: all }, all],
});
`,
  );
  const { stdout } = await app.run('lint');
  expect(stdout).toContain('The role delivery may not codeconnections:UseConnection');
  expect(stdout).toContain('policies[0].PolicyDocument.Statement');
  expect(stdout).toContain('This statement gives delivery s3:* on every resource');
  expect(stdout).toMatch(/notice +policies\[1\].*This policy is held against no role/);
});
