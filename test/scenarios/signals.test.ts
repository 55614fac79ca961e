// Ctrl-C, SIGTERM, a terminal that is closed, Ctrl-Z and fg: what is shown, the exit status, and that nothing is left.
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  application,
  approvalAction,
  buildAction,
  deployAction,
  deploymentGroup,
  fleet,
  pipeline,
  project,
  sourceStage,
} from '../rig/definitions.ts';
import { hasTerminals, startOnTerminal } from '../rig/on-terminal.ts';
import { makeProject, type Project } from '../rig/project.ts';

/** A command that ends only when it is ended, and can be found among all processes. */
function endless(): { readonly command: string; readonly isRunning: () => boolean } {
  const command = `sleep ${randomInt(100_000, 999_999)}.5`;
  const words = `${command.replace(' ', '\0')}\0`;
  const hasWords = (pid: string): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8') === words;
    } catch {
      return false;
    }
  };
  return { command, isRunning: () => readdirSync('/proc').some((pid) => /^\d+$/.test(pid) && hasWords(pid)) };
}

function writeBuild(app: Project, command: string): void {
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
  app.write('compile.json', project('compile', { phases: { build: { commands: ['echo begun', command] } } }));
}

function writeApproval(app: Project): void {
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Release', actions: [approvalAction('SignOff')] }]),
  );
}

describe('a signal', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends a build in good order with status %i', async (signal, expected) => {
    await using app = makeProject();
    const work = endless();
    writeBuild(app, work.command);
    const run = app.start('run');
    await run.line((line) => line.endsWith('| begun'));
    // A launcher passes on what its whole group gets: the two are one.
    run.kill(signal);
    run.kill(signal);
    const { status, stderr } = await run.ended;
    expect(stderr).toContain('Interrupted: ending what runs. Once more ends at once. To resume: slipway run');
    expect(status).toBe(expected);
    expect(work.isRunning()).toBe(false);
  });

  test('ends a hook that does not listen, and the next run resumes its deployment', async () => {
    await using app = makeProject();
    const work = endless();
    app.write(
      'pipeline.json',
      pipeline([sourceStage, { name: 'Deploy', actions: [deployAction('SourceOutput')] }]),
    );
    app.write('application.json', application);
    app.write('group.json', deploymentGroup());
    app.write('fleet.json', fleet(1));
    app.write(
      'appspec.yml',
      'version: 0.0\nos: linux\nhooks:\n  ApplicationStart:\n    - location: start.sh\n',
    );
    app.write('start.sh', `#!/bin/sh\ntrap '' TERM INT\necho begun\n${work.command}\n`, 0o755);
    const run = app.start('run');
    await run.line((line) => line.endsWith('[stdout]begun'));
    run.kill('SIGINT');
    expect((await run.ended).status).toBe(130);
    expect((await app.run('status')).stdout).toContain('To resume: slipway run');
    expect((await app.run('down')).status).toBe(0);
    expect(work.isRunning()).toBe(false);
  });

  test('ends the server in good order, and what runs in it is resumed by the next', async () => {
    await using app = makeProject();
    writeApproval(app);
    const server = app.start('up', '--port', '0');
    await server.line((line) => line.includes('"msg":"up"'));
    const watched = app.start('run', '--json');
    await watched.line((line) => line.includes('"type":"ApprovalRequested"'));
    watched.kill('SIGINT');
    const { status, stderr } = await watched.ended;
    expect(stderr).toMatch(/Not watched any more: the execution goes on in process \d+\./);
    expect(status).toBe(130);
    server.kill('SIGTERM');
    expect((await server.ended).status).toBe(0);
    expect((await app.run('run', '--approve', 'SignOff')).stdout).toMatch(/^resuming execution/);
  });
});

describe.skipIf(!hasTerminals)('on a terminal', () => {
  test('Ctrl-Z stops the live view that waits for a key, and fg brings both back', async () => {
    await using app = makeProject();
    writeApproval(app);
    await using shell = startOnTerminal(app.folder, ['run', '--exit'], { inShell: true });
    await shell.shows('press a to approve');
    shell.type('\u001A');
    await shell.shows('Stopped: what has been started goes on, and nothing new begins before fg.');
    // The shell has the terminal: it shows and understands what is typed.
    shell.type('echo $((40 + 2)) here\n');
    await shell.shows('42 here');
    shell.type('fg\n');
    await shell.shows('press a to approve');
    shell.type('a');
    await shell.shows('app succeeded');
    shell.type('exit\n');
    const { status, raw } = await shell.ended;
    expect(status).toBe(0);
    expect(raw.lastIndexOf('\u001B[?25h')).toBeGreaterThan(raw.lastIndexOf('\u001B[?25l'));
  });

  test('Ctrl-C leaves a picture in which nothing turns, and Ctrl-Z as well', async () => {
    await using app = makeProject();
    const work = endless();
    writeBuild(app, work.command);
    await using shell = startOnTerminal(app.folder, ['run', '--exit'], { inShell: true });
    await shell.shows('│ begun');
    shell.type('\u001A');
    await shell.shows('Stopped: what has been started goes on');
    shell.type('fg\n');
    await shell.shows('│ begun');
    shell.type('\u0003');
    await shell.shows('Interrupted: ending what runs.');
    shell.type('exit\n');
    const { raw } = await shell.ended;
    for (const said of ['Stopped: ', 'Interrupted: ']) {
      const before = raw.slice(0, raw.indexOf(said));
      const picture = stripVTControlCharacters(before.slice(before.lastIndexOf('\u001B[?2026h')));
      expect(picture).toMatch(/● .*Build/);
      expect(picture).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
    }
    while (work.isRunning()) await delay(20);
  });

  test('a terminal that is closed ends the run in good order, also while it waits for a key', async () => {
    await using app = makeProject();
    writeApproval(app);
    await using run = startOnTerminal(app.folder, ['run', '--exit']);
    await run.shows('press a to approve');
    await run.hangUp();
    const again = await app.run('run', '--approve', 'SignOff');
    expect(again.stdout).toMatch(/^resuming execution \w{8}, which waits for approval/);
    expect(again.status).toBe(0);
  });

  test('a terminal that is closed ends the shell of --pause with what it has started', async () => {
    await using app = makeProject();
    const work = endless();
    writeBuild(app, 'false');
    await using run = startOnTerminal(app.folder, ['run', '--pause', '--exit']);
    await run.shows('exit leaves it');
    run.type(`echo $((40 + 2)) here; ${work.command}\n`);
    await run.shows('42 here');
    await run.hangUp();
    expect((await app.run('history')).stdout).toContain('InProgress');
    while (work.isRunning()) await delay(20);
  });

  test('Ctrl-C at the question of init writes nothing and says so', async () => {
    await using app = makeProject();
    app.write('package.json', { name: 'site', scripts: { build: 'true' }, devDependencies: { vite: '^7' } });
    await using asked = startOnTerminal(app.folder, ['init']);
    await asked.shows('Write these files?');
    asked.type('\u0003');
    const { shown, status } = await asked.ended;
    expect(shown).toContain('Nothing was written.');
    expect(status).toBe(130);
    expect(readdirSync(app.folder)).toEqual(['package.json']);
  });
});
