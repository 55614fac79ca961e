// slipway lint over a whole folder: what the files say about each other.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

function write(app: Project, image: string, buildspec: string): void {
  const stages = [sourceStage, { name: 'Build', actions: [buildAction('compile', 'Package')] }];
  app.write('pipeline.json', pipeline(stages));
  app.write('project.json', {
    ...project('compile', {}),
    source: { type: 'CODEPIPELINE' },
    environment: { type: 'LINUX_CONTAINER', image, computeType: 'BUILD_GENERAL1_SMALL' },
  });
  app.write('buildspec.yml', buildspec);
}

const sound = 'version: 0.2\nphases: { build: { commands: [make] } }\nartifacts: { files: [a] }\n';

describe('a folder', () => {
  // shows: S4-022, S4-024
  test('with a retired image and a runtime that has ended is reported with what to write instead', async () => {
    await using app = makeProject();
    const runtime =
      'phases:\n  install:\n    runtime-versions:\n      nodejs: 14\n  build:\n    commands: [make]\n';
    write(app, 'aws/codebuild/standard:5.0', `version: 0.2\n${runtime}artifacts: { files: [a] }\n`);
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('The image aws/codebuild/standard:5.0 is no longer updated');
    expect(stdout).toContain('Use aws/codebuild/standard:8.0.');
    expect(stdout).toMatch(/buildspec\.yml:5:15 +warning +nodejs 14 has reached its end of life/);
    expect(status).toBe(0);
  });

  test('whose buildspec lacks what the action passes on is reported with the place', async () => {
    await using app = makeProject();
    write(app, 'aws/codebuild/standard:7.0', sound.replace('artifacts: { files: [a] }\n', ''));
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('ArtifactsMissing');
    expect(stdout).toContain('buildspec.yml:1:1');
    expect(status).toBe(2);
  });

  test('whose pipeline alone is named has the places of findings in the files next to it', async () => {
    await using app = makeProject();
    write(app, 'aws/codebuild/standard:5.0', sound.replace('artifacts: { files: [a] }\n', ''));
    const { stdout, status } = await app.run('lint', 'pipeline.json');
    expect(stdout).toMatch(/buildspec\.yml:1:1 /);
    expect(stdout).toMatch(/project\.json:\d+:\d+ /);
    const document = JSON.parse((await app.run('lint', 'pipeline.json', '--json')).stdout) as {
      readonly problems: readonly { readonly at?: { readonly line?: number } }[];
    };
    expect(document.problems.filter(({ at }) => at?.line === undefined)).toEqual([]);
    expect(status).toBe(2);
  });

  test('that is sound has no finding', async () => {
    await using app = makeProject();
    write(app, 'aws/codebuild/standard:7.0', sound);
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('No findings');
    expect(status).toBe(0);
  });
});

// shows: S3-027, S3-029, S3-033, S3-048, S3-052, S3-057, S3-087
test('lint reports where AWS would refuse the Cloud Health Dashboard’s design, and that no build writes imagedefinitions.json', async () => {
  await using app = makeProject();
  const design = join(import.meta.dirname, '..', '..', 'examples', 'cloud-health-dashboard', 'design');
  const { stdout, status } = await app.run('lint', design);
  expect(status).toBe(2);
  for (const said of [
    /pipeline\.json:4:16 +error +"roleArn" is "arn:aws:iam::ACCOUNT_ID/,
    /pipeline\.json:24:39 +warning +"PollForSourceChanges" is false, and AWS expects text/,
    /pipeline\.json:102:27 +warning .*looks for imagedefinitions\.json in "BackendBuildOutput", but no command/,
    /backend\/buildspec\.yml:10:9 +warning .*requirements\.txt .* lies in backend\//,
    /backend\/buildspec\.yml:\d+:9 +warning +Tests that fail do not fail this command/,
    /backend\/buildspec\.yml:\d+:9 +warning +"cp -r \. build\/" copies \. into build\/, which lies in it/,
    /backend\/buildspec\.yml:\d+:7 +warning .*\.cache_client\/pip.* is not where pip keeps its downloads/,
    /frontend\/buildspec\.yml:9:9 +warning .*package\.json .* lies in frontend\//,
    /cloudfront-distribution\.yml:3:7 +warning .*origin-access-identity\/cloudfront\/XXXXX/,
    /OriginIdentityUnknown[^]*TestFailureSwallowed|TestFailureSwallowed[^]*OriginIdentityUnknown/,
    /WorkingDirectory/,
  ])
    expect(stdout).toMatch(said);
});

test.each(['pipeline.json', 'pipeline-parallel.json', 'pipeline-develop.json', 'pipeline-promotion.json'])(
  '%s of the Cloud Health Dashboard has no finding above a notice',
  async (file) => {
    await using app = makeProject();
    const example = join(import.meta.dirname, '..', '..', 'examples', 'cloud-health-dashboard', file);
    const { stdout, status } = await app.run('lint', example, '--json');
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/"severity":"(warning|error)"/);
  },
);

test('an artifacts section that leaves out a file that the next action needs is reported', async () => {
  await using app = makeProject();
  const deploy = {
    name: 'Template',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CloudFormation', version: '1' },
    configuration: {
      ActionMode: 'CREATE_UPDATE',
      StackName: 'shop',
      RoleArn: 'arn:aws:iam::111122223333:role/stack',
      TemplatePath: 'Package::template.yml',
    },
    inputArtifacts: [{ name: 'Package' }],
  };
  const stages = [
    sourceStage,
    { name: 'Build', actions: [buildAction('compile', 'Package')] },
    { name: 'Deploy', actions: [deploy] },
  ];
  app.write('pipeline.json', pipeline(stages));
  const build = (files: readonly string[]) =>
    app.write(
      'project.json',
      project('compile', { phases: { build: { commands: ['make > template.yml'] } }, artifacts: { files } }),
    );
  build(['out/**/*']);
  expect((await app.run('lint')).stdout).toContain(
    'but the artifacts section of its buildspec does not take it along',
  );
  build(['**/*']);
  expect((await app.run('lint')).stdout).not.toContain('InputFileMissing');
});

test('the templates that cdk synth writes are files that the build makes', async () => {
  await using app = makeProject();
  app.write('cdk.json', { app: 'node app.js' });
  app.write('app.js', "new ShopStack(app, 'Shop');\n");
  await app.run('init', '--yes');
  const { status, stdout } = await app.run('lint');
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.not.stringContaining('InputFileMissing'),
  });
  app.write('buildspec.yml', app.read('buildspec.yml').replace(' synth ', ' ls '));
  expect((await app.run('lint')).stdout).toContain('looks for Shop.template.json in "BuildOutput"');
});

test('parameters and distributions that cannot be are mistakes in the definition', async () => {
  await using app = makeProject();
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
  app.write('parameters.json', {
    parameters: [
      { Name: '/a', Type: 'SecureString', Value: 'in the open' },
      { Name: '/b', Type: 'String' },
    ],
  });
  app.write('edge.json', {
    DistributionConfig: {
      CallerReference: 'edge',
      Origins: { Quantity: 1, Items: [{ Id: 'site', DomainName: 'site.s3.amazonaws.com' }] },
      DefaultCacheBehavior: { TargetOriginId: 'sight', ViewerProtocolPolicy: 'allow-all' },
    },
  });
  const { stdout, status } = await app.run('lint');
  expect(status).toBe(2);
  expect(stdout).toContain('The value of a SecureString stands in a file');
  expect(stdout).toContain('A parameter has a "Value" or a "GenerateSecretString"');
  expect(stdout).toContain('ParameterInvalid');
  expect(stdout).toMatch(/OriginUnknown[^]*The origins are site/);
});

test.each(['gates', 'listeners', 'parameters', 'reuse', 'schedules', 'shipping', 'notifications'])(
  'a file of %s without a list is reported, not ignored',
  async (name) => {
    await using app = makeProject();
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
    app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
    app.write(`${name}.json`, { [name]: { name: 'one' } });
    const { stdout, status } = await app.run('lint');
    expect(status).toBe(2);
    expect(stdout).toContain(`"${name}" must be a list, and is a mapping`);
  },
);
