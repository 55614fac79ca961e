// Where a pipeline is shipped to: accounts, Regions, environments by name, and what an account needs first.
import { expect, test } from 'vitest';
import { type, pipeline, project, ship, writeDefinition } from '../rig/greeter.ts';
import { makeProject } from '../rig/project.ts';

test('a pipeline is shipped into the account and the Region that its definition names, and found there', async () => {
  await using app = makeProject();
  writeDefinition(app);
  await ship(app);
  const [source] = pipeline.stages;
  const ask = {
    name: 'Ask',
    actionTypeId: type('Approval', 'Manual'),
    configuration: { NotificationArn: 'arn:aws-cn:sns:cn-north-1:444455556666:asked' },
  };
  const abroad = {
    ...pipeline,
    name: 'abroad',
    roleArn: 'arn:aws-cn:iam::444455556666:role/abroad-pipeline',
    artifactStore: { type: 'S3', location: 'abroad-artifacts' },
    stages: [source, { name: 'Ask', actions: [ask] }],
  };
  app.write('abroad/pipeline.json', { pipeline: abroad });
  const state = ['--state', '.slipway'] as const;
  const shipped = await app.run('ship', 'abroad', '--yes', ...state);
  expect({ ...shipped, stdout: shipped.stdout.split('\n')[0] }).toMatchObject({
    status: 0,
    stdout: 'Stack abroad in account 444455556666 in cn-north-1, of this machine',
  });
  expect(await app.run('diff', 'abroad', ...state)).toMatchObject({ status: 0 });
  const imported = await app.run('import', 'abroad', '--out', 'again');
  expect(imported).toMatchObject({ status: 0, stdout: 'again/pipeline.json\n' });
  expect((await app.run('unship', 'abroad', '--yes', '--region', 'us-east-1')).stderr).toContain(
    'There is no stack abroad in account 444455556666 in us-east-1',
  );
  const production = { name: 'production', account: '555566667777', region: 'cn-northwest-1', stack: 'far' };
  app.write('abroad/shipping.json', { shipping: [production] });
  expect((await app.run('ship', 'abroad', '--env', 'production', ...state)).stdout).toContain(
    'Stack far in account 555566667777 in cn-northwest-1',
  );
  const other = await app.run('unship', 'greeter', '--yes', '--delete-data');
  expect(other.stdout).toContain('Stack greeter in account 111122223333 in us-east-1');
  const ended = await app.run('unship', 'abroad', '--yes', '--delete-data');
  expect(ended.stdout).toContain('Stack abroad in account 444455556666 in cn-north-1');
});

test('an account is bootstrapped once, and takes templates that are too long for a request', async () => {
  await using app = makeProject();
  const [source, build] = pipeline.stages;
  const names = Array.from({ length: 30 }, (_, index) => `greeter-${index}`);
  const actions = names.map((name) => ({
    ...build?.actions[0],
    name,
    configuration: { ProjectName: name },
  }));
  app.write('pipeline.json', { pipeline: { ...pipeline, stages: [source, { name: 'Build', actions }] } });
  const description = 'x'.repeat(255);
  const commands = [`echo ${'x'.repeat(2000)}`];
  const text = JSON.stringify({ version: 0.2, phases: { build: { commands } } });
  app.write('projects.json', {
    projects: names.map((name) => ({
      ...project(15),
      name,
      description,
      source: { type: 'CODEPIPELINE', buildspec: text },
    })),
  });
  expect(await app.run('ship', '--yes')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('NotBootstrapped') as string,
  });
  const dry = await app.run('bootstrap', '--dry-run', '--github', 'octo-org/shop');
  expect(dry.stdout).toContain('repo:octo-org@*/shop@*:*');
  expect((await app.run('bootstrap', '--github', 'shop')).stderr).toContain('"shop" is no repository');
  const made = await app.run('bootstrap', '--yes', '--json');
  expect(JSON.parse(made.stdout)).toMatchObject({
    status: 'CREATE_COMPLETE',
    outputs: { Bucket: 'slipway-111122223333-us-east-1' },
  });
  expect((await app.run('bootstrap', '--yes')).stdout).toContain('Nothing to change');
  const asked = await app.run('ship');
  expect(asked.stdout).toContain('+ AWS::CodeBuild::Project Greeter29Project');
  expect(asked.stderr).toContain('There is no terminal to ask on');
});
