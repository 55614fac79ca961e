import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test as base } from 'vitest';
import { checkRules } from '../../src/check/check-rules.ts';
import { loadDefinition } from '../../src/load/load-definition.ts';

const test = base.extend<{ folder: string }>({
  // oxlint-disable-next-line no-empty-pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'slipway-load-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
});

async function write(folder: string, files: Readonly<Record<string, unknown>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

const actionTypeId = (category: string, provider: string) => ({
  category,
  owner: 'AWS',
  provider,
  version: '1',
});

const pipeline = {
  name: 'demo',
  roleArn: 'arn:aws:iam::111122223333:role/pipeline',
  artifactStore: { type: 'S3', location: 'artifacts' },
  stages: [
    {
      name: 'Source',
      actions: [
        {
          name: 'Git',
          actionTypeId: actionTypeId('Source', 'CodeCommit'),
          configuration: { RepositoryName: 'app', BranchName: 'main' },
          outputArtifacts: [{ name: 'App' }],
        },
      ],
    },
    {
      name: 'Build',
      actions: [
        {
          name: 'Build',
          actionTypeId: actionTypeId('Build', 'CodeBuild'),
          configuration: { ProjectName: 'app' },
          inputArtifacts: [{ name: 'App' }],
        },
      ],
    },
    {
      name: 'Deploy',
      actions: [
        {
          name: 'Deploy',
          actionTypeId: actionTypeId('Deploy', 'CodeDeploy'),
          configuration: { ApplicationName: 'app', DeploymentGroupName: 'production' },
          inputArtifacts: [{ name: 'App' }],
        },
      ],
    },
  ],
};
const project = {
  name: 'app',
  source: { type: 'CODEPIPELINE' },
  artifacts: { type: 'CODEPIPELINE' },
  environment: {
    type: 'LINUX_CONTAINER',
    image: 'aws/codebuild/standard:7.0',
    computeType: 'BUILD_GENERAL1_SMALL',
  },
  serviceRole: 'arn:aws:iam::111122223333:role/build',
};
const group = {
  applicationName: 'app',
  deploymentGroupName: 'production',
  serviceRoleArn: 'arn:aws:iam::111122223333:role/deploy',
  ec2TagFilters: [{ Key: 'Env', Value: 'prod', Type: 'KEY_AND_VALUE' }],
};
const fleet = {
  name: 'web',
  instances: 4,
  tags: { Env: 'prod' },
  targetGroup: { name: 'web', port: 8080 },
};

const codes = (problems: readonly { readonly code: string }[]) => problems.map(({ code }) => code);

test('a pipeline takes in what lies next to it, whatever the files are called', async ({ folder }) => {
  await write(folder, {
    'pipeline.json': { pipeline, metadata: { created: 1 } },
    'a-build.json': { projects: [{ ...project, arn: 'arn:x', created: 1 }], projectsNotFound: [] },
    'b.yml': 'applicationName: app\ncomputePlatform: Server\n',
    'c.json': { deploymentGroupInfo: { ...group, deploymentGroupId: 'x', computePlatform: 'Server' } },
    'd.json': { deploymentConfigName: 'Half', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 50 } },
    'hosts.json': fleet,
    'package.json': { name: 'app', instances: 3 },
    'docker-compose.yml': 'services: { web: { deploy: { instances: 3 } } }',
  });
  const { checked, problems } = checkRules(await loadDefinition('.', { cwd: folder }));
  expect(problems).toEqual([]);
  expect(checked?.projects.map(({ name }) => name)).toEqual(['app']);
  expect(checked?.applications).toHaveLength(1);
  expect(checked?.deploymentGroups).toHaveLength(1);
  expect(checked?.deploymentConfigs).toHaveLength(1);
  expect(checked?.fleets[0]).toMatchObject({
    isolation: 'auto',
    targetGroup: {
      port: 8080,
      healthCheckPath: '/',
      healthCheckIntervalSeconds: 1,
      healthCheckTimeoutSeconds: 2,
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 2,
      matcher: '200',
      deregistrationDelaySeconds: 5,
    },
  });
  expect(
    checked?.fleets[0]?.instances.map(({ instanceId, availabilityZone }) => [instanceId, availabilityZone]),
  ).toEqual([
    ['i-web1', 'local-1a'],
    ['i-web2', 'local-1b'],
    ['i-web3', 'local-1c'],
    ['i-web4', 'local-1a'],
  ]);
});

test('a pipeline alone runs with defaults, and a notice says which', async ({ folder }) => {
  await write(folder, { 'pipeline.json': pipeline });
  const { checked, problems } = checkRules(await loadDefinition(folder, { cwd: folder }));
  expect(problems.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'notice DefinitionCompleted',
    'notice DefinitionCompleted',
    'notice DefinitionCompleted',
  ]);
  expect(checked?.projects[0]).toMatchObject({ name: 'app', source: { type: 'CODEPIPELINE' } });
  expect(checked?.deploymentGroups[0]?.deploymentGroupName).toBe('production');
  expect(checked?.fleets[0]?.instances[0]?.tags).toEqual({ Name: 'production' });
});

test('a default host carries the tags and the target group that the deployment group looks for', async ({
  folder,
}) => {
  const balanced = {
    ...group,
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    loadBalancerInfo: { targetGroupInfoList: [{ name: 'web' }] },
  };
  await write(folder, { 'pipeline.json': pipeline, 'build.json': project, 'group.json': balanced });
  const { checked } = checkRules(await loadDefinition(folder, { cwd: folder }));
  expect(checked?.fleets).toMatchObject([
    { instances: [{ tags: { Env: 'prod' } }], targetGroup: { name: 'web', port: 80 } },
  ]);
});

test('a project that is misspelt is not replaced by a default when there are others', async ({ folder }) => {
  await write(folder, { 'pipeline.json': pipeline, 'build.json': { ...project, name: 'appp' } });
  const { checked, problems } = checkRules(await loadDefinition(folder, { cwd: folder }));
  expect(checked).toBeUndefined();
  expect(problems.find(({ code }) => code === 'ProjectUnknown')?.remedy).toBe('Did you mean "appp"?');
});

const { serviceRole: _, ...withoutRole } = project;

test.each([
  ['has no value for a key that it must have', withoutRole],
  ['has a key of another type', { ...project, timeoutInMinutes: 'long' }],
  ['is no JSON', JSON.stringify(project, null, 2).slice(0, -1)],
])('a project that %s is one finding: what names it is not judged', async (_what, build) => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-load-'));
  try {
    await write(folder, { 'pipeline.json': pipeline, 'build.json': build });
    const { checked, problems } = checkRules(await loadDefinition(folder, { cwd: folder }));
    expect(checked).toBeUndefined();
    expect(problems.map(({ at }) => at?.file)).toEqual(['build.json']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a broken file next to the pipeline is reported, not passed over', async ({ folder }) => {
  await write(folder, {
    'pipeline.json': pipeline,
    'group.json': JSON.stringify(group).slice(0, -1),
    'unrelated.json': '{ "a": ',
  });
  const { problems } = await loadDefinition(folder, { cwd: folder });
  expect(problems.map(({ code, at }) => `${code} ${at?.file}`)).toEqual(['JsonInvalid group.json']);
});

test.each<[what: string, text: string]>([
  [
    'a project in one line',
    '{"name":"app","source":{"type":"NO_SOURCE"},"artifacts":{"type":"NO_ARTIFACTS"},"environment":{"computeType":"BUILD_GENERAL1_SMALL"}',
  ],
  [
    'what batch-get-projects answers, indented by four',
    '{\n    "projects": [\n        {\n            "name": "app",\n            "environment": {\n                "computeType": "BUILD_GENERAL1_SMALL"\n            },,\n        }\n    ]\n}',
  ],
  ['a webhook', '{"projectName":"app","filterGroups":[[{"type":"EVENT","pattern":"PUSH"}]'],
  ['report groups', '{"reportGroups":[{"name":"a","type":"TEST","exportConfig":{}}'],
])('%s with a mistake in its syntax is reported next to the pipeline', async (_, text) => {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-load-'));
  try {
    await write(folder, { 'pipeline.json': pipeline, 'a.json': text });
    const { problems } = await loadDefinition(folder, { cwd: folder });
    expect(problems.map(({ code, at }) => `${code} ${at?.file}`)).toEqual(['JsonInvalid a.json']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('webhooks and report groups next to a pipeline are read and reported', async ({ folder }) => {
  await write(folder, {
    'pipeline.json': pipeline,
    'hook.json': '{"projectName": "app", "filterGroups": [[{"type": "EVENT"}]]}',
    'reports.json':
      '{"reportGroups": [{"name": "unit", "type": "TEST", "exportConfig": {"exportConfigType": "S3"}, "arn": "x"}]}',
  });
  const { problems } = await loadDefinition(folder, { cwd: folder });
  expect(problems.map(({ severity, code, at }) => `${severity} ${code} ${at?.file}`)).toEqual([
    'error MissingKey hook.json',
    'notice NotExecutedHere hook.json',
    'notice NotExecutedHere reports.json',
  ]);
});

test('the one file with stages is taken when none is called pipeline.json, and two are one too many', async ({
  folder,
}) => {
  await write(folder, { 'release.json': pipeline });
  expect((await loadDefinition(folder, { cwd: folder })).definition?.pipeline.name).toBe('demo');
  await write(folder, { 'other.json': pipeline });
  expect(codes((await loadDefinition(folder, { cwd: folder })).problems)).toEqual(['DefinitionAmbiguous']);
  expect((await loadDefinition('other.json', { cwd: folder })).definition?.pipeline.name).toBe('demo');
});

test('where nothing is, the problem says what was looked for', async ({ folder }) => {
  const empty = await loadDefinition('.', { cwd: folder });
  expect(empty.problems[0]).toMatchObject({ code: 'DefinitionNotFound', whose: 'call' });
  expect(empty.problems[0]?.notes[0]?.message).toContain('slipway.config.ts');
  const missing = await loadDefinition('nowhere', { cwd: folder });
  expect(missing.problems[0]?.message).toBe('There is no file or folder "nowhere"');
  expect(missing.problems[0]?.remedy).toContain('Give the path of a folder');
  await write(folder, { 'ci/buildspec.yml': { version: 0.2 } });
  const misspelt = await loadDefinition('ci/buildspc.yml', { cwd: folder });
  expect(misspelt.problems[0]?.remedy).toBe('Did you mean "ci/buildspec.yml"?');
});

test('a file that is something else says what it is', async ({ folder }) => {
  await write(folder, {
    'buildspec.yml': 'version: 0.2\nphases: { build: { commands: [make] } }\n',
    'template.yml': 'AWSTemplateFormatVersion: 2010-09-09\nResources: {}\n',
    'list.json': '[]',
  });
  const say = async (path: string) => (await loadDefinition(path, { cwd: folder })).problems[0]?.message;
  expect(await say('buildspec.yml')).toBe('This is no pipeline: it is a buildspec');
  expect(await say('template.yml')).toBe('This is no pipeline: it is a CloudFormation template');
  expect(await say('list.json')).toBe('This is no pipeline: it holds no mapping');
});

test('the role and the artifact store are required by AWS only', async ({ folder }) => {
  const { roleArn: _role, artifactStore: _store, ...bare } = pipeline;
  await write(folder, { 'pipeline.json': bare });
  const { checked, problems } = checkRules(await loadDefinition(folder, { cwd: folder }));
  expect(checked).toBeDefined();
  expect(codes(problems.filter(({ severity }) => severity === 'warning'))).toEqual([
    'ArtifactStoreInvalid',
    'MissingKey',
  ]);
});

test('files below the working directory are named as the user would type them', async ({ folder }) => {
  await write(folder, { 'sub/pipeline.json': { ...pipeline, stages: 1 } });
  expect((await loadDefinition('sub', { cwd: folder })).problems[0]?.at?.file).toBe('sub/pipeline.json');
  const outside = await loadDefinition(join(folder, 'sub'), { cwd: join(folder, 'elsewhere') });
  expect(outside.problems[0]?.at?.file).toBe(join(folder, 'sub/pipeline.json'));
});

test('a fleet with mistakes gives them all', async ({ folder }) => {
  await write(folder, {
    'pipeline.json': pipeline,
    'fleet.json': {
      name: 'w b',
      instances: 0,
      isolation: 'vm',
      targetGroup: { name: 'web', prot: 80, matcher: 'ok' },
    },
  });
  const { problems } = await loadDefinition(folder, { cwd: folder });
  expect(codes(problems).toSorted()).toEqual([
    'NumberOutOfRange',
    'UnknownKey',
    'UnknownValue',
    'ValueMalformed',
    'ValueMalformed',
  ]);
});
