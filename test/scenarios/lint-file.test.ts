// slipway lint FILE, of every kind of file that the documentation names, and of files that are none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds, partNames } from '../../src/load/kinds/index.ts';
import type { PartName } from '../../src/model/definition.ts';
import { makeProject } from '../rig/project.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): object => JSON.parse(readFileSync(join(root, path), 'utf8')) as object;
const health = 'examples/cloud-health-dashboard';

/** A sound file of each kind; the type misses nothing that is added. */
const sound: { readonly [Name in PartName]: object } = {
  functionCode: { functionCode: [{ functionName: 'check', path: 'src/check' }] },
  gates: { gates: [{ projectName: 'app', lineCoverage: 80 }] },
  limits: { limits: [{ timeoutInMinutes: 30 }] },
  retention: { retention: [{ days: 30 }] },
  budgets: {
    Budget: {
      BudgetName: 'app',
      BudgetLimit: { Amount: '5', Unit: 'USD' },
      TimeUnit: 'MONTHLY',
      BudgetType: 'COST',
    },
  },
  costs: { costs: [{ executionsPerMonth: 100 }] },
  listeners: { listeners: [{ name: 'site', port: 8030 }] },
  parameters: { parameters: [{ Name: '/app/mode', Value: 'test', Type: 'String' }] },
  reuse: { reuse: [{ projectName: 'app' }] },
  schedules: { schedules: [{ name: 'nightly', scheduleExpression: 'cron(0 3 * * ? *)' }] },
  shipping: { shipping: [{ name: 'production', account: '111122223333', region: 'eu-central-1' }] },
  notifications: {
    notifications: [
      {
        name: 'all',
        eventPattern: { source: ['aws.codepipeline'] },
        target: { type: 'file', path: 'events' },
      },
    ],
  },
  pipelineWebhooks: {
    webhook: {
      name: 'push',
      targetPipeline: 'app',
      targetAction: 'Source',
      filters: [{ jsonPath: '$.ref', matchEquals: 'refs/heads/{Branch}' }],
      authentication: 'GITHUB_HMAC',
      authenticationConfiguration: { SecretToken: 'x' },
    },
  },
  buildWebhooks: {
    projectName: 'app',
    filterGroups: [[{ type: 'EVENT', pattern: 'PUSH' }]],
  },
  reportGroups: { name: 'app-unit', type: 'TEST', exportConfig: { exportConfigType: 'NO_EXPORT' } },
  repositories: { repositoryName: 'shop', defaultBranch: 'main' },
  projects: read('test/data/ok/project/every-field.json'),
  applications: read('test/data/ok/deployment/application.json'),
  deploymentGroups: read('test/data/ok/deployment/group.json'),
  deploymentConfigs: read('test/data/ok/deployment/config.json'),
  distributions: Object.values(read(`${health}/cloudfront-config.json`))[0] as object,
  environments: read(`${health}/environment.json`),
  taskDefinitions: { family: 'web', containerDefinitions: [{ name: 'web', image: 'nginx:1', memory: 128 }] },
  services: { serviceName: 'web', taskDefinition: 'web:1', desiredCount: 1 },
  targetGroups: { Name: 'web', Port: 80, Protocol: 'HTTP', VpcId: 'vpc-1', TargetType: 'ip' },
  functions: {
    FunctionName: 'check',
    Runtime: 'nodejs22.x',
    Handler: 'index.handler',
    Role: 'arn:aws:iam::111122223333:role/check',
    Code: { ZipFile: 'check.zip' },
  },
  alarms: {
    AlarmName: 'errors',
    Namespace: 'AWS/ApplicationELB',
    MetricName: 'HTTPCode_Target_5XX_Count',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
  },
  buckets: { Bucket: 'site', WebsiteConfiguration: { IndexDocument: { Suffix: 'index.html' } } },
  policies: {
    PolicyName: 'p',
    RoleName: 'r',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::bucket/*' }],
    },
  },
  fleets: { name: 'fleet', instances: [{}], tags: { Name: 'web' } },
};

describe('lint of a file', () => {
  test('takes every kind of file that the documentation names, whatever its name, and has nothing to say of a sound one', async () => {
    await using app = makeProject();
    for (const name of partNames) app.write(`${name}.json`, sound[name]);
    const { stdout, status } = await app.run('lint', ...partNames.map((name) => `${name}.json`), '--json');
    const { problems } = JSON.parse(stdout) as {
      readonly problems: readonly { readonly severity: string }[];
    };
    expect(problems.filter(({ severity }) => severity !== 'notice')).toEqual([]);
    expect(status).toBe(0);
  });

  test('of a project alone says what the rules say of it, and so does its run', async () => {
    await using app = makeProject();
    const alone = (type: string, image: string) => ({
      name: 'alone',
      source: { type: 'NO_SOURCE', buildspec: 'version: 0.2\nphases: {build: {commands: [echo built]}}' },
      artifacts: { type: 'NO_ARTIFACTS' },
      environment: { type, image, computeType: 'BUILD_GENERAL1_MEDIUM' },
      serviceRole: 'arn:aws:iam::111122223333:role/build',
    });
    app.write('old.json', alone('LINUX_CONTAINER', 'aws/codebuild/standard:2.0'));
    app.write('windows.json', alone('WINDOWS_SERVER_2022_CONTAINER', 'example/windows:1'));
    const fine = alone('LINUX_CONTAINER', 'aws/codebuild/standard:7.0');
    app.write('sound.json', fine);
    expect((await app.run('lint', 'old.json')).stdout).toMatch(
      /^old\.json:\d+:\d+ +warning .*\[ImageRetired\]/,
    );
    expect((await app.run('lint', 'windows.json')).stdout).toMatch(
      /^notice .* builds on Windows .*\[ActionNotExecutable\]/,
    );
    expect((await app.run('lint', 'sound.json')).stdout).toBe('No findings in sound.json\n');
    // A call brings its own source, so that the run goes on.
    app.write('refused.json', { ...fine, source: { type: 'NO_SOURCE' } });
    app.write('buildspec.yml', 'version: 0.2\nphases: {build: {commands: [echo anyway]}}');
    expect((await app.run('lint', 'refused.json')).stdout).toContain(
      'warning  A project without a source must',
    );
    expect((await app.run('run', 'refused.json')).stdout).toContain('| anyway');
    const ran = await app.run('run', 'old.json');
    expect(ran.stderr).toContain('1 warning about the definition: slipway lint old.json\n');
    expect(ran).toMatchObject({ status: 0, stdout: expect.stringContaining('| built') as string });
  });

  test('of every kind says what is wrong in it with its place', async () => {
    await using app = makeProject();
    const spoilt = partNames.filter((name) => name !== 'policies' && kinds[name].isOurs !== true);
    for (const name of spoilt) app.write(`${name}.json`, { ...sound[name], surplusKey: 1 });
    for (const name of spoilt) {
      const { stdout } = await app.run('lint', `${name}.json`);
      expect(stdout).toMatch(new RegExp(`^${name}\\.json:\\d+:\\d+ +\\w+ +.*surplusKey`, 'm'));
    }
  });

  test('takes what Get operations answer, one or many', async () => {
    await using app = makeProject();
    const answered = {
      arn: 'arn:aws:x',
      created: 1,
      lastModified: '2026-01-01',
      badge: { badgeEnabled: false },
    };
    app.write('projects.json', { projects: [{ ...sound.projects, ...answered }], projectsNotFound: [] });
    app.write('none.json', { projects: [], projectsNotFound: ['x'] });
    app.write('groups.json', {
      deploymentGroupsInfo: [
        { ...sound.deploymentGroups, deploymentGroupId: 'x', computePlatform: 'Server' },
      ],
    });
    app.write('applications.json', { applicationsInfo: [{ ...sound.applications, applicationId: 'x' }] });
    const { filterGroups } = sound.buildWebhooks as { readonly filterGroups: unknown };
    app.write('webhook.json', { webhook: { url: 'https://x', payloadUrl: 'https://y', filterGroups } });
    app.write('webhooks.json', {
      webhooks: [
        {
          definition: (sound.pipelineWebhooks as { webhook: object }).webhook,
          url: 'https://x',
          arn: 'arn:aws:x',
        },
      ],
    });
    app.write('reports.json', {
      reportGroups: [
        { ...sound.reportGroups, arn: 'arn:aws:x', created: 1, lastModified: 2, status: 'ACTIVE' },
      ],
      reportGroupsNotFound: [],
    });
    const files = [
      'projects.json',
      'none.json',
      'groups.json',
      'applications.json',
      'webhook.json',
      'webhooks.json',
      'reports.json',
    ];
    const { stdout, status } = await app.run('lint', ...files);
    expect(stdout).not.toMatch(/ {2}(error|warning) {2}/);
    expect(stdout).toContain('notices in 5 files');
    expect(stdout).toContain('webhook.json:5:5  notice  The webhook is not executed here: no push');
    expect(stdout).toContain('The webhook "push" is not executed here');
    expect(stdout).toContain('The report group "app-unit" is not executed here');
    expect(status).toBe(0);
  });

  test.each([
    [
      'template.yml',
      'Resources: { Store: { Type: AWS::S3::Bucket } }\n',
      /^template\.yml:1:1 +error +Not a file that slipway lint knows: it is a CloudFormation template with AWS::S3::Bucket \[DefinitionInvalid\]/,
    ],
    [
      'template.json',
      '{"Resources":{"P":{"Type":"AWS::CodeBuild::Project","Properties":{"ServiceRole":"role","Artifacts":{"Type":"NO_ARTIFACTS"},"Environment":{"Type":"LINUX_CONTAINER","ComputeType":"BUILD_GENERAL1_SMALL","Image":"aws/codebuild/standard:7.0"},"Source":{"Type":"NO_SOURCE","BuildSpek":"x"}}}}}',
      /^template\.json:1:\d+ +error +[^\n]*"BuildSpek"/m,
    ],
    [
      'workflow.yml',
      'on: push\njobs: { test: { runs-on: ubuntu-latest } }\n',
      /^workflow\.yml:2:\d+ +error +The job "test" has no steps, and calls no workflow by "uses"/,
    ],
    [
      'other.json',
      '{"a":1,"b":2}',
      /knows: its keys are "a", "b" .*\n +help: It takes a folder, a pipeline, a buildspec, an appspec, or: .*ECS task definition/,
    ],
    ['list.json', '[]', /knows: it holds no mapping/],
    [
      'imagedefinitions.json',
      '[{"name":"web","imageUri":"web:1"}]',
      /knows: it holds image definitions, which an ECS action reads from its input artifact/,
    ],
    ['imageDetail.json', '{"ImageURI":"web:1"}', /knows: it holds the detail of an image/],
    [
      'terraform.tfstate.json',
      '{"version":4,"terraform_version":"1.9.0","resources":[]}',
      /knows: it is a state or a plan of Terraform/,
    ],
  ])('says of %s in one finding what it is', async (name, text, expected) => {
    await using app = makeProject();
    app.write(name, text);
    const { stdout, status } = await app.run('lint', name);
    expect(stdout).toMatch(expected);
    expect(stdout).toContain('1 error in 1 file');
    expect(status).toBe(2);
  });

  test('of a folder with a template alone says how to get what is read', async () => {
    await using app = makeProject();
    app.write(
      'template.yml',
      'Resources:\n  P: { Type: AWS::SNS::Topic, Properties: { TopicName: !Ref N } }\n',
    );
    const { stdout } = await app.run('lint');
    expect(stdout).toContain('There is no definition in');
    expect(stdout).toContain('template.yml');
    expect(stdout).toContain('a template with AWS::CodePipeline::Pipeline');
    expect(stdout).not.toContain('Unresolved tag');
  });
});
