// A pipeline that one stack has no room for: nested stacks are made, change where the definition does, and end together.
import { expect, test } from 'vitest';
import { pipeline, project, ship } from '../rig/greeter.ts';
import { makeProject } from '../rig/project.ts';

const count = 170;
const perStage = 50;

test('nested stacks are shipped, shipped again without a change, changed by field and unshipped', async () => {
  await using app = makeProject();
  const [source, build] = pipeline.stages;
  const names = Array.from({ length: count }, (_, index) => `greeter-${index}`);
  const actions = names.map((name) => ({ ...build?.actions[0], name, configuration: { ProjectName: name } }));
  const stages = Array.from({ length: Math.ceil(count / perStage) }, (_, index) => ({
    name: `Build${index}`,
    actions: actions.slice(index * perStage, (index + 1) * perStage),
  }));
  app.write('pipeline.json', { pipeline: { ...pipeline, stages: [source, ...stages] } });
  const write = (timeoutInMinutes: number) =>
    app.write('projects.json', {
      projects: names.map((name, index) => ({
        ...project(index === 3 ? timeoutInMinutes : 15),
        name,
        serviceRole: `arn:aws:iam::111122223333:role/${name}`,
        source: {
          type: 'CODEPIPELINE',
          buildspec: '{"version":0.2,"phases":{"build":{"commands":["true"]}}}',
        },
      })),
    });
  write(15);
  expect(await app.run('bootstrap', '--yes')).toMatchObject({ status: 0 });
  const { changes } = await ship(app);
  expect(changes.map(({ logicalId }) => logicalId)).toEqual(
    expect.arrayContaining(['Storage', 'Roles', 'Builds']),
  );
  expect(await ship(app)).toMatchObject({ changes: [] });
  write(20);
  const changed = await app.run('ship', '--yes');
  expect(changed.stdout).toContain(
    '  ~ AWS::CodeBuild::Project Greeter3Project\n      TimeoutInMinutes: 15 → 20\n',
  );
  expect(changed).toMatchObject({ status: 0 });
  expect(await app.run('unship', 'greeter', '--yes', '--delete-data')).toMatchObject({ status: 0 });
  const { stdout } = await app.run('status', '--resources', '--json');
  const { resources } = JSON.parse(stdout) as { readonly resources: readonly { readonly type: string }[] };
  expect(resources.filter(({ type }) => type === 'AWS::CodeBuild::Project')).toEqual([]);
});
