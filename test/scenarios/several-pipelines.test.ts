// Three pipelines in one state folder: no command changes anything of one that it does not name.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { installed, makeProject, type Project } from '../rig/project.ts';

const release = { name: 'Release', actions: [approvalAction('SignOff')] };
const names = ['app', 'api', 'web'] as const;
const there = ['--state', 'all/.state'] as const;

/** Each waits for its approval; `web` has failed before. */
async function runThree(into: Project): Promise<void> {
  for (const name of names) {
    // Pipelines of one account share what has the same name, so that what differs has another one.
    const built = name === 'web' ? 'bundle' : 'compile';
    const stages = [sourceStage, { name: 'Build', actions: [buildAction(built)] }, release];
    into.write(`${name}/pipeline.json`, pipeline(stages, { name }));
    const commands = name === 'web' ? ['echo broken >&2; exit 7'] : ['echo compiled'];
    into.write(`${name}/project.json`, project(built, { phases: { build: { commands } } }));
    const run = into.start('run', name, ...there, '--json');
    if (name === 'web') await run.ended;
    else {
      await run.line((line) => line.includes('"type":"ApprovalRequested"'));
      run.kill('SIGINT');
      await run.ended;
    }
  }
}

/** As typed into a shell, in that folder. */
function type(folder: string, command: string) {
  return spawnSync('sh', ['-c', command], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...installed, NO_COLOR: '1' },
  });
}

describe('three pipelines in one state folder', () => {
  test('are each changed only by a command that names them, and shown separately by all others', async () => {
    await using three = makeProject();
    await runThree(three);
    const refused = [
      ['disable', 'Release'],
      ['enable', 'Release'],
      ['approve'],
      ['reject', 'Release', 'SignOff'],
      ['rollback', 'Build'],
      ['retry'],
      ['override'],
      ['stop'],
    ];
    for (const words of refused) {
      const { status, stderr } = await three.run(...words, ...there);
      expect({ words, status, stderr }).toMatchObject({ status: 2 });
      expect(stderr).toContain('PipelineAmbiguous');
      expect(stderr).toContain(`slipway ${words.join(' ')} --state all/.state --pipeline api`);
    }
    expect((await three.run('disable', 'Release', ...there, '--pipeline', 'apo')).stderr).toContain(
      'Did you mean "api"?',
    );

    const disabled = await three.run('disable', 'Release', ...there, '--pipeline', 'api', '--json');
    expect(JSON.parse(disabled.stdout)).toMatchObject({ accepted: true, pipelineName: 'api' });
    const status = await three.run('status', ...there, '--json');
    const { pipelines } = JSON.parse(status.stdout) as {
      pipelines: readonly {
        pipelineName: string;
        stages: readonly { stageName: string; inboundTransition: { enabled: boolean; reason?: string } }[];
      }[];
    };
    const closed = pipelines.filter(({ stages }) => stages.some((one) => !one.inboundTransition.enabled));
    expect(closed.map(({ pipelineName }) => pipelineName)).toEqual(['api']);

    const history = (await three.run('history', ...there)).stdout.trim().split('\n');
    for (const name of names) expect(history.filter((line) => line.includes(`  ${name}  `))).toHaveLength(1);
    expect((await three.run('history', ...there, '--pipeline', 'api')).stdout.split('\n')).toHaveLength(2);
    expect((await three.run('events', ...there, '--pipeline', 'api')).stdout).not.toContain('web');
    expect((await three.run('logs', ...there)).stderr).toMatch(/^Logs of execution .* of "web"\n$/);
    expect((await three.run('logs', ...there, '--pipeline', 'app')).stdout).toContain('compiled');
    expect((await three.run('artifacts', 'list', ...there, '--pipeline', 'app')).status).toBe(0);
  });

  test('are approved by the command that status prints, typed in a folder below', async () => {
    await using three = makeProject();
    await runThree(three);
    mkdirSync(join(three.folder, 'app', 'src'));
    const below = join(three.folder, 'app', 'src');
    const { stdout } = type(below, 'slipway status --state ../../all/.state');
    const command = /slipway approve Release SignOff --pipeline app --state \S+/.exec(stdout)?.[0];
    const approved = type(below, command ?? 'false');
    expect(approved.stderr).toBe('');
    expect(approved.stdout).toContain('app: Approved Release › SignOff');
    expect(approved.status).toBe(0);
  });
});

test('reports are those of the pipeline that --pipeline names', async () => {
  await using two = makeProject();
  for (const name of ['app', 'api']) {
    const stages = [sourceStage, { name: 'Build', actions: [buildAction(`${name}-build`)] }];
    two.write(`${name}/pipeline.json`, pipeline(stages, { name }));
    two.write(`${name}/junit.xml`, '<testsuite name="s"><testcase name="works" time="0.1"/></testsuite>');
    const buildspec = {
      phases: { build: { commands: ['true'] } },
      reports: { unit: { files: ['junit.xml'] } },
    };
    two.write(`${name}/project.json`, project(`${name}-build`, buildspec));
    expect((await two.run('run', name, ...there, '--exit')).status).toBe(0);
  }
  const groupsOf = async (...words: readonly string[]) => {
    const { stdout } = await two.run('reports', ...there, '--json', ...words);
    const { reportGroups } = JSON.parse(stdout) as { reportGroups: readonly { reportGroup: string }[] };
    return reportGroups.map(({ reportGroup }) => reportGroup);
  };
  expect(await groupsOf()).toEqual(['api-build-unit', 'app-build-unit']);
  expect(await groupsOf('--pipeline', 'app')).toEqual(['app-build-unit']);
  const other = await two.run('reports', 'api-build-unit', ...there, '--pipeline', 'app');
  expect(other.status).toBe(2);
  expect(other.stderr).toContain('There is no report group "api-build-unit"');
  expect((await two.run('reports', ...there, '--pipeline', 'apo')).stderr).toContain('Did you mean');
});

describe('commands that a failed run prints', () => {
  test('work when typed where the run was called, whatever the state folder', async () => {
    await using app = makeProject();
    app.write(
      'pipe/pipeline.json',
      pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]),
    );
    app.write('pipe/project.json', project('compile', { phases: { build: { commands: ['exit 7'] } } }));
    const run = type(app.folder, "slipway run pipe --state 'my state'");
    expect(run.status).toBe(1);
    const next = run.stdout.split('\n').flatMap((line) => /^ {2}(slipway .*?) {3}/.exec(line)?.[1] ?? []);
    expect(next.map((command) => command.split(' ')[1])).toEqual(['logs', 'run', 'retry']);
    const [logs = '', again = '', retry = ''] = next;
    // After a new execution, the one before cannot be retried.
    for (const command of [logs, retry, again]) {
      const typed = type(app.folder, command);
      expect({ command, stderr: typed.stderr, status: typed.status }).toEqual({
        command,
        stderr: '',
        status: command.includes(' logs ') ? 0 : 1,
      });
    }
  });

  test('name the reason of the failure once before the card', async () => {
    await using app = makeProject();
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
    app.write('project.json', project('compile', { phases: { build: { commands: ['exit 7'] } } }));
    const { stdout } = await app.run('run');
    const [before = ''] = stdout.split('\n\n');
    expect(before.match(/exit status 7/g)).toHaveLength(1);
  });
});

describe('a folder below that of a state and its definition', () => {
  test('is as good a place for every command', async () => {
    await using app = makeProject();
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
    app.write('project.json', project('compile', { phases: { build: { commands: ['echo compiled'] } } }));
    app.write('src/deep/.keep', '');
    const deep = join(app.folder, 'src', 'deep');
    const run = type(deep, 'slipway run');
    expect(run.stderr).toContain('The definition is the one in ../..');
    expect(run.stdout).toContain('Build/compile | compiled');
    expect(run.status).toBe(0);
    expect(type(deep, 'slipway logs').stdout).toContain('compiled');
    expect(type(deep, 'slipway lint').status).toBe(0);
    expect(type(deep, 'slipway plan').status).toBe(0);
  });

  test('is not, when it is a repository of its own', async () => {
    await using app = makeProject();
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
    app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
    expect((await app.run('run')).status).toBe(0);
    app.write('vendor/other/.git/HEAD', 'ref: refs/heads/main\n');
    const other = join(app.folder, 'vendor', 'other');
    expect(type(other, 'slipway status').stderr).toContain('There is no state in');
    expect(type(other, 'slipway run').stderr).toContain('There is no definition in');
  });

  test('above a state says where one is, with the command that reads it', async () => {
    await using app = makeProject();
    app.write(
      'deploy/pipeline.json',
      pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]),
    );
    app.write('deploy/project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
    expect((await app.run('run', 'deploy')).status).toBe(0);
    const { stderr } = await app.run('history');
    const command = /slipway history --state \S+/.exec(stderr)?.[0];
    expect(type(app.folder, command ?? 'false').stdout).toContain('Succeeded');
  });
});
