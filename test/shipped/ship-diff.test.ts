// What is shipped next to a pipeline, compared with the definition: what its files say now, and what something else has changed
// in the account since.
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { clientsOf, pipeline, ship, type } from '../rig/greeter.ts';
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
