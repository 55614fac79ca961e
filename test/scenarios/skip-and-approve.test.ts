// Unattended runs: what is left out is shown as skipped, and an approval that was named beforehand is given.
import { expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

function write(app: Project): void {
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Build', actions: [buildAction('compile')] },
      { name: 'Release', actions: [approvalAction('SignOff'), { ...buildAction('publish'), runOrder: 2 }] },
    ]),
  );
  for (const name of ['compile', 'publish'])
    app.write(`${name}.json`, project(name, { phases: { build: { commands: [`echo ran ${name}`] } } }));
}

test('--skip shows a stage as skipped, and --approve gives an approval without a question', async () => {
  await using app = makeProject();
  write(app);
  const skipped = await app.run('run', '--skip', 'Build', '--approve', 'SignOff');
  expect(skipped.status).toBe(0);
  expect(skipped.stdout).toContain('Build skipped');
  expect(skipped.stdout).not.toContain('ran compile');
  expect(skipped.stdout).toContain('SignOff approved by');
  expect(skipped.stdout).toContain('ran publish');
});

test('a part that there is not, and an approval that there is not, are refused by name', async () => {
  await using app = makeProject();
  write(app);
  const part = await app.run('run', '--until', 'Biuld');
  expect(part.status).toBe(2);
  expect(part.stderr).toContain('has no stage or action "Biuld"');
  const approval = await app.run('run', '--approve', 'SingOff');
  expect(approval.status).toBe(2);
  expect(approval.stderr).toContain('Did you mean "SignOff"?');
});

test('-q shows how it ended, and what failed, and nothing else', async () => {
  await using app = makeProject();
  const buildspec = (command: string) => ({ version: '0.2', phases: { build: { commands: [command] } } });
  app.write('buildspec.yml', buildspec('echo chatter'));
  const good = await app.run('run', 'buildspec.yml', '-q');
  expect(good.stderr).toBe('');
  expect(good.stdout).toMatch(/^✔ \S+ succeeded in \S+  execution \w+\n$/);
  app.write('buildspec.yml', buildspec('echo because; exit 3'));
  const bad = await app.run('run', 'buildspec.yml', '--quiet');
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('because');
  expect(bad.stdout).not.toContain('succeeded');
  expect(await app.run('lint', 'buildspec.yml', '-q')).toMatchObject({ status: 0, stdout: '' });
});
