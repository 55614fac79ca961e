// A condition that fails stops a stage, and can be overridden.
import { expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

function write(app: Project): void {
  const rule = {
    name: 'OnlyMain',
    ruleTypeId: { category: 'Rule', owner: 'AWS', provider: 'VariableCheck', version: '1' },
    configuration: { Variable: '#{Source.BranchName}', Operator: 'EQ', Value: 'release' },
  };
  const beforeEntry = { conditions: [{ result: 'FAIL', rules: [rule] }] };
  const stages = [sourceStage, { name: 'Build', beforeEntry, actions: [buildAction('compile')] }];
  app.write('pipeline.json', pipeline(stages));
  app.write('project.json', project('compile', { phases: { build: { commands: ['echo compiled'] } } }));
}

test('the stage does not run until a user overrides the condition, and then it does', async () => {
  await using app = makeProject();
  write(app);
  const refused = await app.run('run');
  expect(refused.status).toBe(1);
  expect(refused.stdout).not.toContain('| compiled');
  expect(refused.stdout).toContain('"main" EQ "release" is false');
  const overridden = await app.run('override', '--stage', 'Build');
  expect(overridden.stdout).toContain('Overriding the BEFORE_ENTRY condition of Build');
  expect(overridden.stdout).toContain('| compiled');
  expect(overridden.status).toBe(0);
});

test('there is nothing to override where no condition failed', async () => {
  await using app = makeProject();
  write(app);
  await app.run('run');
  const { stderr, status } = await app.run('override', '--stage', 'Source');
  expect(stderr).toContain('No condition of stage Source has failed');
  expect(status).toBe(2);
});
