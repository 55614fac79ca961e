// A run that pauses where a command fails: a shell in its place, and then what the user wants.
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
import { hasTerminals, startOnTerminal } from '../rig/on-terminal.ts';
import { makeProject } from '../rig/project.ts';

const question = 'How to go on?';

describe.skipIf(!hasTerminals)('--pause', () => {
  test('runs the failed command again after a fix, in the folder and with the variables that it had', async () => {
    await using app = makeProject();
    const commands = [
      'export WORD=kept',
      'mkdir sub',
      'cd sub && test -f ../fixed',
      'echo "then $WORD in ${PWD##*/}"',
    ];
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands } } });
    await using run = startOnTerminal(app.folder, ['run', 'buildspec.yml', '--pause', '--exit']);
    await run.shows('BUILD is paused: cd sub && test -f ../fixed');
    await run.shows('exit leaves it');
    run.type('echo "in a shell $WORD"; touch ../fixed\n');
    await run.shows('in a shell kept');
    run.type('exit\n');
    await run.shows(question);
    run.type('\r');
    const { shown, status } = await run.ended;
    expect(status).toBe(0);
    expect(shown).toMatch(/BUILD was paused at .* and went on after a shell/);
    expect((await app.run('logs')).stdout).toContain('then kept in sub');
  });

  test('begins the phase again, skips a command and says so, or leaves it failed', async () => {
    await using app = makeProject();
    const commands = [
      'cd "$CODEBUILD_SRC_DIR" && echo x >>begun',
      'cd / && false',
      'cat $CODEBUILD_SRC_DIR/begun | wc -l; exit 7',
    ];
    app.write('buildspec.yml', {
      version: '0.2',
      phases: { build: { commands, finally: ['echo at last'] } },
    });
    await using run = startOnTerminal(app.folder, ['run', 'buildspec.yml', '--pause', '--exit']);
    for (const [command, answer] of [
      ['cd / && false', 'b'],
      ['cd / && false', 's'],
      ['exit 7', 'x'],
    ] as const) {
      await run.shows(command);
      await run.shows('exit leaves it');
      run.type('exit\n');
      await run.shows(question);
      run.type(`${answer}\r`);
    }
    await run.shows('There is no "x"');
    run.type('f\r');
    const { shown, status } = await run.ended;
    expect(status).toBe(1);
    expect(shown).toContain('BUILD: cd / && false');
    const { stdout } = await app.run('logs');
    expect(stdout).toMatch(/\b2\b/);
    expect(stdout).toContain('at last');
  });

  test('runs a step of a job again', async () => {
    await using app = makeProject();
    app.write(
      '.github/workflows/ci.yml',
      'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - {name: Check, run: test -f fixed, env: {WORD: of the step}}\n',
    );
    await using run = startOnTerminal(app.folder, ['run', '.github/workflows/ci.yml', '--pause', '--exit']);
    await run.shows('the step "Check" is paused: test -f fixed');
    await run.shows('exit leaves it');
    run.type('echo "$WORD of $GITHUB_JOB"; touch fixed\n');
    await run.shows('of the step of test');
    run.type('exit\n');
    await run.shows(question);
    run.type('\r');
    expect((await run.ended).status).toBe(0);
  });

  test('runs an action again, and asks about a step in a composite action once', async () => {
    await using app = makeProject();
    app.write('.github/actions/program/action.yml', {
      name: 'Program',
      runs: { using: 'node24', main: 'main.js', post: 'post.js' },
    });
    app.write(
      '.github/actions/program/main.js',
      "if (!require('node:fs').existsSync('fixed')) process.exit(3); console.log('the program ran');\n",
    );
    app.write('.github/actions/program/post.js', "console.log('afterwards');\n");
    app.write('.github/actions/steps/action.yml', {
      name: 'Steps',
      runs: { using: 'composite', steps: [{ run: 'exit 4', shell: 'bash' }] },
    });
    const steps = [
      { uses: 'actions/checkout@v4' },
      { uses: './.github/actions/program' },
      { name: 'Several', uses: './.github/actions/steps' },
      { run: 'echo never' },
    ];
    app.write('.github/workflows/ci.yml', {
      on: 'push',
      jobs: { test: { 'runs-on': 'ubuntu-latest', steps } },
    });
    await using run = startOnTerminal(app.folder, ['run', '.github/workflows/ci.yml', '--pause', '--exit']);
    await run.shows('is paused: ./.github/actions/program');
    await run.shows('exit leaves it');
    run.type('touch fixed; exit\n');
    await run.shows(question);
    run.type('\r');
    await run.shows('is paused: exit 4');
    await run.shows('exit leaves it');
    run.type('exit\n');
    await run.shows(question);
    run.type('f\r');
    const { status, shown } = await run.ended;
    expect(status).toBe(1);
    expect(shown.split('is paused: ')).toHaveLength(3);
    const { stdout } = await app.run('logs');
    expect(stdout).toContain('the program ran');
    expect(stdout.match(/afterwards/g)).toHaveLength(1);
    expect(stdout).not.toContain('echo never');
  });

  test('goes on from the script of a hook that failed, after a shell in its host', async () => {
    await using app = makeProject();
    app.write(
      'pipeline.json',
      pipeline([sourceStage, { name: 'Deploy', actions: [deployAction('SourceOutput')] }]),
    );
    app.write('application.json', application);
    app.write('group.json', deploymentGroup());
    app.write('fleet.json', fleet(1));
    app.write(
      'appspec.yml',
      'version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: one.sh\n    - location: two.sh\n',
    );
    app.write('one.sh', '#!/bin/sh\necho "one ran"\n', 0o755);
    app.write('two.sh', '#!/bin/sh\ntest -f /opt/fixed && echo "two ran"\n', 0o755);
    await using run = startOnTerminal(app.folder, ['run', '--pause', '--exit']);
    await run.shows('ApplicationStart on i-web1 is paused: two.sh');
    await run.shows('exit leaves it');
    run.type('echo "in $LIFECYCLE_EVENT of $DEPLOYMENT_GROUP_NAME"; touch /opt/fixed\n');
    await run.shows('in ApplicationStart of fleet');
    run.type('exit\n');
    await run.shows(question);
    run.type('\r');
    expect((await run.ended).status).toBe(0);
    const { stdout } = await app.run('logs');
    expect(stdout.match(/\[stdout\]one ran/g)).toHaveLength(1);
    expect(stdout).toContain('[stdout]two ran');
  });

  test('ends as by Ctrl-C when that is the answer', async () => {
    await using app = makeProject();
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
    app.write('compile.json', project('compile', { phases: { build: { commands: ['false'] } } }));
    await using run = startOnTerminal(app.folder, ['run', '--pause', '--exit']);
    await run.shows('exit leaves it');
    run.type('exit\n');
    await run.shows(question);
    run.type('\u0003');
    const { shown, status } = await run.ended;
    expect(status).toBe(130);
    expect(shown).toContain('Interrupted');
    expect(JSON.parse((await app.run('history', '--json')).stdout)).toMatchObject({
      executions: [{ status: 'InProgress' }],
    });
  });

  test('is for a terminal alone', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands: ['true'] } } });
    const { stderr, status } = await app.run('run', '--pause');
    expect(stderr).toContain('--pause needs a terminal');
    expect(status).toBe(2);
  });
});
