// What starts pipelines of the server: changes of a remote branch and of files, and schedules.
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';
import { startServer } from '../rig/server.ts';
import { ended, executions, git, writeTriggered } from '../rig/triggers.ts';

describe('a change elsewhere', () => {
  // shows: S1-105
  test('of a branch of a remote repository is found by looking, and starts the pipeline with its commit', async () => {
    await using app = makeProject();
    writeTriggered(app);
    app.write('clone/file.txt', 'one\n');
    const folder = join(app.folder, 'clone');
    git(folder, 'init', '--quiet');
    git(folder, 'add', '.');
    git(folder, 'commit', '--quiet', '--message', 'First');
    git(app.folder, 'clone', '--quiet', '--bare', 'clone', 'remote.git');
    const url = `file://${join(app.folder, 'remote.git')}`;
    const server = await startServer(app, { args: ['--source', url, '--poll', '0.05'] });
    git(folder, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
    // The first poll learns where the branch is, whenever it comes; a push after it is a change.
    const commits: string[] = [];
    await expect
      .poll(
        async () => {
          git(folder, 'commit', '--quiet', '--allow-empty', '--message', `More ${commits.length}`);
          git(folder, 'push', '--quiet', url, 'main');
          commits.push(git(folder, 'rev-parse', 'HEAD'));
          return (await executions(server)).length;
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBeGreaterThan(0);
    await ended(server, 1);
    const done = (await executions(server)).find(({ status }) => status === 'Succeeded');
    expect(done?.trigger.triggerDetail).toMatch(/^push of [0-9a-f]{8} to main by polling$/);
    expect(commits).toContain(done?.sourceRevisions[0]?.revisionId);
  });

  test('of files in the folder of the source starts it when the server watches, but not of ignored ones', async () => {
    await using app = makeProject();
    writeTriggered(app);
    git(app.folder, 'init', '--quiet');
    app.write('.gitignore', '.slipway\nignored.txt\n');
    const server = await startServer(app, { args: ['--source', '.', '--watch'] });
    app.write('ignored.txt', 'not part of the source');
    app.write('seen.txt', 'new');
    await ended(server, 1);
    expect((await executions(server)).map(({ trigger }) => trigger.triggerDetail)).toEqual([
      'change of seen.txt',
    ]);
    expect((await app.run('logs')).stdout).toContain('seen.txt');
  });

  test('runs a pipeline again when it was started with --watch', async () => {
    await using app = makeProject();
    writeTriggered(app);
    const run = app.start('run', '--watch');
    await run.line((line) => line.includes('Serving, and listening'));
    app.write('again.txt', 'new');
    await run.line((line) => line.includes('has') && line.includes('again.txt'));
    run.kill('SIGINT');
    expect((await run.ended).stderr).toContain('change of again.txt');
  });
});

test('a schedule that EventBridge would not take is a mistake in the definition', async () => {
  await using app = makeProject();
  writeTriggered(app);
  app.write('schedules.json', { schedules: [{ name: 'daily', scheduleExpression: 'cron(0 8 * * *)' }] });
  const { stdout, stderr, status } = await app.run('lint');
  expect(`${stdout}${stderr}`).toContain('ScheduleInvalid');
  expect(`${stdout}${stderr}`).toContain('needs six fields');
  expect(status).toBe(2);
});
