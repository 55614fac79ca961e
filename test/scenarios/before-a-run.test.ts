// What is found before the first stage, by lint, plan and run alike.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  application,
  buildAction,
  deployAction,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const stage = (name: string, ...actions: readonly object[]) => ({ name, actions });

function writePipeline(app: Project, stages: readonly object[], folder = ''): void {
  app.write(`${folder}pipeline.json`, pipeline([sourceStage, ...stages]));
}

describe('an action that cannot be executed here', () => {
  const configure = {
    name: 'Configure',
    actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'AppConfig', version: '1' },
    inputArtifacts: [{ name: 'SourceOutput' }],
    configuration: {
      Application: 'shop',
      Environment: 'production',
      ConfigurationProfile: 'settings',
      InputArtifactConfigurationPath: 'settings.json',
    },
  };

  test('is a notice of lint, and is said by run before the first stage', async () => {
    await using app = makeProject();
    writePipeline(app, [stage('Build', buildAction('compile')), stage('Configure', configure)]);
    app.write('project.json', project('compile', { phases: { build: { commands: 'echo compiled' } } }));
    const linted = await app.run('lint');
    expect(linted.stdout).toMatch(
      /pipeline\.json:\d+:\d+ +notice +The action "Configure" of stage "Configure" is of the type Deploy\/AWS\/AppConfig, which cannot be executed here.*\[ActionNotExecutable\]/,
    );
    expect(linted.status).toBe(0);
    const run = await app.run('run');
    expect(run.stderr).toContain(
      'warning: The action "Configure" of stage "Configure" is of the type Deploy/AWS/AppConfig',
    );
    expect(run.stdout).toContain('compiled');
    expect(run.status).toBe(1);
  });

  test.each([
    ['WINDOWS_SERVER_2022_CONTAINER', 'aws/codebuild/windows-base:2022-1.0', 'Windows'],
    ['LINUX_CONTAINER', 'aws/codebuild/windows-base:2019-3.0', 'Windows'],
    ['LINUX_CONTAINER', 'mcr.microsoft.com/windows/servercore:ltsc2022', 'Windows'],
    ['MAC_ARM', 'aws/codebuild/macos-arm-base:14', 'macOS'],
  ])('is a build of type %s in %s', async (type, image, system) => {
    await using app = makeProject();
    writePipeline(app, [stage('Build', buildAction('compile'))]);
    const environment = { type, image, computeType: 'BUILD_GENERAL1_MEDIUM' };
    app.write('project.json', {
      ...project('compile', { phases: { build: { commands: 'Write-Host "hi"' } } }),
      environment,
    });
    expect((await app.run('lint')).stdout).toContain(`builds on ${system}`);
    const { stdout, stderr, status } = await app.run('run');
    expect(stderr).toContain(`builds on ${system}`);
    expect(stdout).toContain(`The build needs ${system}`);
    expect(stdout).not.toContain('Running command');
    expect(status).toBe(1);
  });

  test.each(['Docker', 'Corretto 21', 'PHP 8.3'])(
    'is a deployment to an environment of the platform for %s',
    async (platform) => {
      await using app = makeProject();
      const update = {
        name: 'Update',
        actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'ElasticBeanstalk', version: '1' },
        configuration: { ApplicationName: 'shop', EnvironmentName: 'shop-production' },
        inputArtifacts: [{ name: 'SourceOutput' }],
      };
      writePipeline(app, [stage('Deploy', update)]);
      app.write('environment.json', {
        ApplicationName: 'shop',
        EnvironmentName: 'shop-production',
        SolutionStackName: `64bit Amazon Linux 2023 v4.3.0 running ${platform}`,
      });
      const shown = `running ${platform}", which does not run here`;
      expect((await app.run('lint')).stdout).toContain(shown);
      const { stderr, status } = await app.run('run');
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain(shown);
      expect(status).toBe(1);
    },
  );

  test('is a buildspec alone with a Windows image', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands: 'Write-Host "hi"' } } });
    const image = 'aws/codebuild/windows-base:2022-1.0';
    const { stdout, status } = await app.run('run', 'buildspec.yml', '--image', image);
    expect(stdout).toContain(`The build needs Windows (${image})`);
    expect(stdout).not.toContain('Write-Host');
    expect(status).toBe(1);
  });
});

describe('an error about the files of the source', () => {
  const wrong = 'version: 0.2\nphases: { build: { commands: [make], on-failure: NEVER } }\n';

  function write(app: Project): void {
    writePipeline(app, [stage('Build', buildAction('compile'))]);
    app.write('project.json', {
      ...project('compile', {}),
      source: { type: 'CODEPIPELINE', buildspec: 'ci/build.yml' },
    });
    app.write('ci/build.yml', wrong);
  }

  test.each(['lint', 'plan', 'run'])('is one of %s, which does nothing then', async (command) => {
    await using app = makeProject();
    write(app);
    const { stdout, stderr, status } = await app.run(command);
    expect(stdout + stderr).toMatch(/ci\/build\.yml:2:\d+ +error .*\[OnFailureInvalid\]/);
    expect(stdout).not.toContain('Source starts');
    expect(status).toBe(2);
  });

  test('is none of a run that takes its source from elsewhere', async () => {
    await using app = makeProject();
    write(app);
    app.write('other/ci/build.yml', { version: '0.2', phases: { build: { commands: 'echo sound' } } });
    const { stdout, status } = await app.run('run', '--source', 'other');
    expect(stdout).toContain('sound');
    expect(status).toBe(0);
  });
});

describe('a definition in a folder of its own', () => {
  function writeFiles(app: Project, below = ''): void {
    writePipeline(app, [stage('Build', buildAction('compile'))], `${below}aws/`);
    app.write(`${below}aws/project.json`, { ...project('compile', {}), source: { type: 'CODEPIPELINE' } });
    app.write(`${below}buildspec.yml`, {
      version: '0.2',
      phases: { build: { commands: 'echo built here' } },
    });
  }

  function write(app: Project, below = ''): void {
    writeFiles(app, below);
    execFileSync('git', ['init', '--quiet'], { cwd: app.folder });
  }

  test('says that the buildspec lies further up, and how to start with it', async () => {
    await using app = makeProject();
    write(app);
    const linted = await app.run('lint', 'aws');
    expect(linted.stdout).toContain('looks for buildspec.yml in its source, and the folder "aws"');
    expect(linted.stdout).toContain('[BuildspecNotFound]');
    expect(linted.stdout).toContain('It lies in ".": start with --source .');
    const refused = await app.run('run', 'aws');
    expect(refused.stderr).toContain('start with --source .');
    expect(refused.status).toBe(1);
    const { stdout, stderr, status } = await app.run('run', 'aws', '--source', '.', '--new');
    expect(stderr).not.toContain('--source');
    expect(stdout).toContain('built here');
    expect(status).toBe(0);
  });

  test.each(['lint', 'run'])(
    'says by %s that the appspec lies further up, and how to start with it',
    async (command) => {
      await using app = makeProject();
      const deploy = deployAction('SourceOutput');
      writePipeline(app, [stage('Deploy', deploy)], 'aws/');
      app.write('aws/application.json', application);
      app.write('aws/group.json', deploymentGroup());
      app.write('aws/fleet.json', fleet(1));
      app.write('appspec.yml', 'version: 0.0\nos: linux\n');
      execFileSync('git', ['init', '--quiet'], { cwd: app.folder });
      const { stdout, stderr } = await app.run(command, 'aws');
      const text = `${stdout}${stderr}`;
      expect(text).toContain(
        'The action "Deploy" of stage "Deploy" looks for appspec.yml in its source, and the folder "aws", which is the source here, has none',
      );
      expect(text).toContain('It lies in ".": start with --source .');
      const again = await app.run('run', 'aws', '--source', '.', '--exit');
      expect(again.stderr).not.toContain('looks for appspec.yml');
      expect(again.status).toBe(0);
    },
  );

  test('gives a folder with a space as a shell takes it', async () => {
    await using app = makeProject();
    write(app, 'my app/');
    const { stdout } = await app.run('lint', 'my app/aws');
    expect(stdout).toContain(`It lies in "my app": start with --source 'my app'`);
  });

  test('names no folder around it when there is no repository', async () => {
    await using app = makeProject();
    writeFiles(app);
    const { stdout } = await app.run('lint', 'aws');
    expect(stdout).toContain('[BuildspecNotFound]');
    expect(stdout).toContain('Put it there, or start with --source');
  });

  test('says nothing of a buildspec that lies above the repository', async () => {
    await using app = makeProject();
    write(app);
    execFileSync('git', ['init', '--quiet', 'aws'], { cwd: app.folder });
    const { stdout } = await app.run('lint', 'aws');
    expect(stdout).toContain('Put it there, or start with --source');
  });
});

describe('values that are stored nowhere', () => {
  function write(app: Project): void {
    const withVariables = {
      ...buildAction('package'),
      configuration: {
        ProjectName: 'package',
        EnvironmentVariables: JSON.stringify([{ name: 'D', value: '/action/one', type: 'PARAMETER_STORE' }]),
      },
    };
    writePipeline(app, [stage('Build', buildAction('compile')), stage('Package', withVariables)]);
    app.write(
      'compile.json',
      project('compile', {
        env: { 'parameter-store': { A: '/spec/one', B: '/known' } },
        phases: { build: { commands: 'echo "$A"' } },
      }),
    );
    const second = project('package', { phases: { build: { commands: 'echo done' } } }) as {
      readonly environment: object;
    };
    const environmentVariables = [{ name: 'C', value: 'prod/db:password', type: 'SECRETS_MANAGER' }];
    app.write('package.json', '{}');
    app.write('second.json', { ...second, environment: { ...second.environment, environmentVariables } });
    app.write('parameters.json', { parameters: [{ Name: '/known', Value: 'x', Type: 'String' }] });
  }

  const all = [
    'Parameter does not exist: /spec/one (build "compile")',
    'Parameter does not exist: /action/one (action "package")',
    `find the specified secret: prod/db (build "package")`,
  ];

  test.each([
    ['lint', 0],
    ['plan', 1],
    ['run', 2],
  ])('are all in one message of %s', async (command, expected) => {
    await using app = makeProject();
    write(app);
    const { stdout, stderr, status } = await app.run(command);
    const line =
      (stdout + stderr)
        .split('\n')
        .find((each) => each.includes('3 values that are taken are not stored here')) ?? '';
    for (const each of all) expect(line).toContain(each);
    expect(line).not.toContain('/known');
    expect(stdout + stderr).toContain('slipway secret set --parameter /spec/one');
    expect(stdout).not.toContain('Source starts');
    expect(status).toBe(expected);
  });

  test.each([
    ['a buildspec', ['lint', 'buildspec.yml']],
    ['a folder with nothing but a buildspec', ['lint']],
  ])('of %s alone are in one message of lint too', async (_, command) => {
    await using app = makeProject();
    const env = { 'parameter-store': { ONE: '/spec/one' }, 'secrets-manager': { TWO: 'prod/db' } };
    app.write('buildspec.yml', { version: 0.2, env, phases: { build: { commands: 'echo done' } } });
    const { stdout, status } = await app.run(...command);
    expect(stdout).toMatch(/^notice {2}2 values .*\/spec\/one.*prod\/db.*\[ValuesMissing\]$/m);
    expect(status).toBe(0);
    expect(existsSync(join(app.folder, '.slipway'))).toBe(false);
  });

  test('are not missed when they are secrets that a stack of the pipeline makes', async () => {
    await using app = makeProject();
    const stack = {
      name: 'Stack',
      actionTypeId: { category: 'Deploy', owner: 'AWS', provider: 'CloudFormation', version: '1' },
      configuration: {
        ActionMode: 'CREATE_UPDATE',
        StackName: 'shop',
        TemplatePath: 'SourceOutput::stack.yml',
        ParameterOverrides: JSON.stringify({ Environment: '#{variables.ENVIRONMENT}' }),
        RoleArn: 'arn:aws:iam::111122223333:role/stacks',
      },
      inputArtifacts: [{ name: 'SourceOutput' }],
    };
    const secrets = ['live-shop-user:password', 'live-other-user:password'];
    const configuration = {
      ProjectName: 'compile',
      EnvironmentVariables: JSON.stringify(
        secrets.map((value, index) => ({ name: `S${index}`, value, type: 'SECRETS_MANAGER' })),
      ),
    };
    const stages = [
      sourceStage,
      stage('Stack', stack),
      stage('Test', { ...buildAction('compile'), configuration }),
    ];
    const variables = [{ name: 'ENVIRONMENT', defaultValue: 'live' }];
    app.write('pipeline.json', pipeline(stages, { variables }));
    app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
    app.write(
      'stack.yml',
      'Parameters: {Environment: {Type: String}}\nResources:\n  User:\n    Type: AWS::SecretsManager::Secret\n    Properties: {Name: !Sub "${Environment}-${AWS::StackName}-user"}\n',
    );
    const { stdout } = await app.run('lint');
    expect(stdout).toMatch(/1 value .* secret: live-other-user /);
  });

  test('are missed no more when they are stored', async () => {
    await using app = makeProject();
    write(app);
    for (const name of ['/spec/one', '/action/one'])
      await app.feed('v', 'secret', 'set', '--parameter', name);
    await app.feed('v', 'secret', 'set', 'prod/db', '--json-key', 'password');
    expect((await app.run('lint')).stdout).not.toContain('ValuesMissing');
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain('done');
    expect(status).toBe(0);
  });
});
