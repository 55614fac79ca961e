// What a build prints cannot take over the terminal, and is not shown as raw escape sequences anywhere.
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

const lines = [
  '\\033]0;owned\\007title',
  '\\033[2J\\033[Hcleared',
  '\\033]52;c;Y29weQ==\\007clipboard',
  '\\033[31mAssertionError\\033[39m: expected \\033[32m1\\033[39m to be 2',
];

const controls = new RegExp(String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f]`);

test('the card of a failed build and all that commands show of it have no escape sequences but colours', async () => {
  await using app = makeProject();
  const text = lines.join('\\n');
  const junit = `printf '<testsuite><testcase name="\\033[1mbold\\033[0m"><failure message="${lines[3] ?? ''}"/></testcase></testsuite>' > junit.xml`;
  app.write(
    'buildspec.yml',
    JSON.stringify({
      version: '0.2',
      phases: { build: { commands: [junit, `printf '${text}\\n'; exit 1`] } },
      reports: { unit: { files: ['junit.xml'] } },
    }),
  );
  const run = await app.run('run');
  expect(run.status).toBe(1);
  expect(run.stdout).toContain('AssertionError: expected 1 to be 2');
  const shown = [run, await app.run('logs', 'latest'), await app.run('status'), await app.run('reports')];
  for (const { stdout, stderr } of shown) expect(stdout + stderr).not.toMatch(controls);
  // As JSON writes an escape character.
  for (const args of [
    ['status', '--json'],
    ['events', '--json'],
    ['reports', '--json'],
  ])
    expect((await app.run(...args)).stdout).not.toContain(String.raw`\u001b`);
});
