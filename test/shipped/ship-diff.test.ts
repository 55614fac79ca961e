// What is shipped next to a pipeline, compared with the definition: what its files say now, and what something else has changed
// in the account since.
import { TagResourceCommand } from '@aws-sdk/client-codepipeline';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { buildspec, clientsOf, pipeline, project, ship, type } from '../rig/greeter.ts';
import { makeProject, type Project } from '../rig/project.ts';

const greet = (Timeout: number) => ({
  FunctionName: 'greet',
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Timeout,
  Role: 'arn:aws:iam::111122223333:role/greet',
  Environment: { Variables: { LEVEL: '/greet/level' } },
});

function write(app: Project): void {
  const put = {
    name: 'Put',
    actionTypeId: type('Deploy', 'Lambda'),
    configuration: { FunctionName: 'greet' },
    inputArtifacts: [{ name: 'Code' }],
  };
  const stages = [pipeline.stages[0], { name: 'Deploy', actions: [put] }];
  app.write('pipeline.json', { pipeline: { ...pipeline, stages } });
  app.write('function.json', greet(10));
  app.write('parameters.json', { parameters: [{ Name: '/greet/level', Type: 'String', Value: 'info' }] });
}

interface Differences {
  readonly differences: readonly object[];
  readonly unread: readonly string[];
}

test('with its targets: what the files say otherwise, what was changed in the account, and what is not there', async () => {
  await using app = makeProject();
  write(app);
  await ship(app, '--targets');
  const same = await app.run('diff', '--targets');
  expect(same).toMatchObject({ status: 0, stdout: expect.stringContaining('No differences') as string });
  expect(same.stderr).toContain('Compared with what was shipped alone');

  const { parameters, functions } = await clientsOf(app);
  await functions('PUT functions/greet/configuration', { Timeout: 20 });
  await parameters.send(new PutParameterCommand({ Name: '/greet/level', Value: 'debug', Overwrite: true }));
  app.write('function.json', { ...greet(30), MemorySize: 256 });
  const { stdout, status } = await app.run('diff', '--targets', '--json');
  expect(status).toBe(1);
  const { differences } = JSON.parse(stdout) as Differences;
  expect(differences).toEqual(
    expect.arrayContaining([
      {
        part: 'AWS::Lambda::Function GreetFunction',
        fields: expect.arrayContaining([
          { path: 'Timeout', before: '20', after: 30 },
          { path: 'MemorySize', after: 256 },
        ]) as object[],
      },
      {
        part: 'AWS::SSM::Parameter GreetLevelParameter',
        fields: [{ path: 'Value', before: 'debug', after: 'info' }],
      },
    ]),
  );
  expect((await app.run('diff')).stdout).toContain('No differences');
});

test('options about the stack are refused without --targets, and a stack that is not there is named', async () => {
  await using app = makeProject();
  write(app);
  await ship(app);
  const alone = await app.run('diff', '--refer', 'greet', '--use-roles');
  expect(alone).toMatchObject({ status: 2 });
  expect(alone.stderr).toContain('--refer and --use-roles are about the stack');
  const other = await app.run('diff', '--targets', '--stack', 'other');
  expect(other).toMatchObject({ status: 2 });
  expect(other.stderr).toContain('There is no stack other');
  const added = await app.run('diff', '--targets');
  expect(added.stdout).toContain('+ AWS::Lambda::Function GreetFunction (not there)');
});

test('tags are shipped, compared with those of the account, and imported', async () => {
  await using app = makeProject();
  const deploy = {
    name: 'Put',
    actionTypeId: type('Deploy', 'CodeDeploy'),
    configuration: { ApplicationName: 'greeter', DeploymentGroupName: 'all' },
    inputArtifacts: [{ name: 'Code' }],
  };
  const stages = [...pipeline.stages, { name: 'Deploy', actions: [deploy] }];
  const lower = (value: string) => [{ key: 'team', value }];
  const upper = (Value: string) => [{ Key: 'team', Value }];
  app.write('pipeline.json', { pipeline: { ...pipeline, stages }, tags: lower('pipeline') });
  app.write('project.json', { ...project(15), tags: lower('project') });
  app.write('application.json', { applicationName: 'greeter', tags: upper('application') });
  app.write('group.json', {
    applicationName: 'greeter',
    deploymentGroupName: 'all',
    serviceRoleArn: 'arn:aws:iam::111122223333:role/greeter-deploy',
    ec2TagFilters: [{ Key: 'Name', Value: 'greeter', Type: 'KEY_AND_VALUE' }],
    tags: upper('group'),
  });
  app.write('buildspec.yml', buildspec);
  await ship(app);
  expect((await app.run('diff')).stdout).toContain('No differences');
  const { pipelines } = await clientsOf(app);
  const resourceArn = 'arn:aws:codepipeline:us-east-1:111122223333:greeter';
  await pipelines.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'team', value: 'other' }] }));
  expect((await app.run('diff')).stdout).toContain('~ pipeline greeter\n    tags.team: other → pipeline\n');
  expect(await app.run('import', 'greeter', '--out', 'imported')).toMatchObject({ status: 0 });
  const tagsIn = (file: string): unknown =>
    (JSON.parse(app.read(`imported/${file}.json`)) as { readonly tags?: unknown }).tags;
  expect({
    pipeline: tagsIn('pipeline'),
    project: tagsIn('build-project-greeter'),
    application: tagsIn('application-greeter'),
    group: tagsIn('deployment-group-greeter-all'),
  }).toEqual({
    pipeline: lower('other'),
    project: lower('project'),
    application: upper('application'),
    group: upper('group'),
  });
});
