import { expect, test } from 'vitest';
import { writeService } from '../rig/ecs.ts';
import { project } from '../rig/definitions.ts';
import { makeProject } from '../rig/project.ts';

test.each([
  [`printf '[{"name":"wbe","imageUri":"%s"}]' $URI > imagedefinitions.json`, 'ImageNameUnknown'],
  [`echo "[{\\"name\\":\\"wbe\\",\\"imageUri\\":\\"$URI\\"}]" > imagedefinitions.json`, 'ImageNameUnknown'],
  [`printf '[{"name":"web","imageUri":"%s"}]' $URI > imagedefinitions.json`, ''],
  [`printf '[{"name":"%s","imageUri":"%s"}]' $NAME $URI > imagedefinitions.json`, ''],
  [`printf '[{"name":"wbe"}]' > other.json; touch imagedefinitions.txt`, ''],
])('a build with the command %s is checked before it runs', async (command, code) => {
  await using app = makeProject();
  writeService(app);
  app.write(
    'project.json',
    project('compile', {
      phases: { build: { commands: [command] } },
      artifacts: { files: ['imagedefinitions.json'] },
    }),
  );
  app.write('imagedefinitions.json', '[]');
  const { stdout } = await app.run('lint', '.', '--json');
  const { problems } = JSON.parse(stdout) as { readonly problems: readonly { readonly code: string }[] };
  const codes = problems.map((problem) => problem.code);
  expect(codes.filter((each) => each === 'ImageNameUnknown')).toEqual(code === '' ? [] : [code]);
});
