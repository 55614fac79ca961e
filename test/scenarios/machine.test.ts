// A build that does to its machine what builds do to machines that are thrown away: nothing of it reaches the repository
// or this machine, and the artifact holds what CodeBuild would have given.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { namespaceSupport } from '../../src/process/machine/namespace-support.ts';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { launcher as slipway } from '../rig/program.ts';
import { makeProject, type Project } from '../rig/project.ts';

const { missing } = await namespaceSupport(join(tmpdir(), `slipway-support-${process.getuid?.() ?? 0}`));
const isRoot = process.getuid?.() === 0;

/** Every file, folder and link below a folder with what it holds, as one text. */
function stateOf(folder: string, except: RegExp = /^$/): string {
  const lines: string[] = [];
  const walk = (path: string, name: string): void => {
    if (except.test(name)) return;
    const stats = lstatSync(path);
    const mode = (stats.mode & 0o7777).toString(8);
    if (stats.isDirectory()) {
      lines.push(`${name}/ ${mode}`);
      for (const child of readdirSync(path).sort()) walk(join(path, child), `${name}/${child}`);
    } else if (stats.isSymbolicLink()) lines.push(`${name} -> ${readlinkSync(path)}`);
    else if (stats.isFile()) lines.push(`${name} ${mode} ${stats.mtimeMs} ${hash(readFileSync(path))}`);
  };
  walk(folder, '');
  return lines.join('\n');
}

function hash(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function git(folder: string, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' });
}

/** A repository with a commit, a change that is not committed, and a file that git does not know. */
function makeRepository(app: Project, commands: readonly string[], more: object = {}): void {
  app.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', actions: [buildAction('app', 'BuildOutput')] }]),
  );
  app.write('project.json', {
    ...project('app', { phases: { build: { commands } }, artifacts: { files: ['**/*'] }, ...more }),
  });
  app.write('.gitignore', '.slipway\n');
  app.write('kept.txt', 'committed\n');
  app.write('script.sh', '#!/bin/sh\necho script\n', 0o755);
  git(app.folder, 'init', '--quiet', '--initial-branch=main');
  git(app.folder, 'add', '.');
  git(app.folder, 'commit', '--quiet', '--message', 'First');
  app.write('kept.txt', 'changed and not committed\n');
  app.write('unknown.txt', 'not known to git\n');
}

const destructive = (outside: string): readonly string[] => [
  'git reset --hard || echo "git reset: $?"',
  'git tag built-by-ci || echo "git tag: $?"',
  'git config --global user.email ci@example.com',
  `rm -rf '${outside}'`,
  'echo "127.0.0.1 made.example" > /etc/made-by-the-build',
  'echo secret > /root/.made-by-the-build',
  'echo "$HOME" > home.txt; cat /root/.made-by-the-build /etc/made-by-the-build > read.txt',
  'printf "#!/bin/sh\\necho tool\\n" > tool.sh; chmod 755 tool.sh; mkdir -p made/deep; echo made > made/deep/file',
  'rm script.sh; echo more >> kept.txt; ln -s kept.txt link',
  'mkdir package; echo \'{"name":"made-tool","version":"1.0.0","bin":"cli.js"}\' > package/package.json',
  'printf "#!/usr/bin/env node\\nconsole.log(7)\\n" > package/cli.js',
  'npm install --global --no-audit --no-fund ./package >/dev/null 2>npm.log && made-tool > tool.txt || cat npm.log',
  'rm -f npm.log; pwd > pwd.txt',
];

/** What the artifact holds after these commands on a machine of CodeBuild's. */
function expectArtifact(folder: string): void {
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  expect(read('home.txt')).toBe('/root\n');
  expect(read('read.txt')).toBe('secret\n127.0.0.1 made.example\n');
  expect(read('kept.txt')).toBe('changed and not committed\nmore\n');
  expect(read('made/deep/file')).toBe('made\n');
  expect(read('link')).toBe('changed and not committed\nmore\n');
  expect(read('tool.txt')).toBe('7\n');
  expect(read('pwd.txt')).toMatch(/^\/codebuild\/output\/src\d+\/src\n$/);
  expect(lstatSync(join(folder, 'tool.sh')).mode & 0o777).toBe(0o755);
  expect(existsSync(join(folder, 'script.sh'))).toBe(false);
}

/** Mounts of this machine that are ours; others come and go. */
function mounts(): readonly string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => line.includes(' - overlay slipway '));
}

/** Files of executions that are over. */
/** A user without rights, where there is one who can read this program. */
const nobody = { uid: 65_534, gid: 65_534 };
const canRun =
  isRoot &&
  spawnSync(process.execPath, [slipway, '--version'], { ...nobody, cwd: '/', env: {} }).status === 0;
const users = isRoot ? (canRun ? ['root', 'a plain user'] : ['root']) : ['a plain user'];

describe.skipIf(missing !== undefined)('a build with a machine of its own', () => {
  test.each(users)('leaves the repository and the machine of %s as they were', async (who) => {
    await using app = makeProject();
    await using outside = makeProject();
    outside.write('precious', 'precious');
    makeRepository(app, destructive(outside.folder));
    const user = who === 'root' || !isRoot ? undefined : nobody;
    if (user !== undefined)
      for (const folder of [app.folder, outside.folder])
        execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, folder]);
    const command = (...args: readonly string[]): string => {
      const { stdout, stderr, status } = spawnSync(process.execPath, [slipway, ...args], {
        cwd: app.folder,
        encoding: 'utf8',
        env: {
          PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
          NO_COLOR: '1',
          HOME: outside.folder,
        },
        ...user,
      });
      expect(`${status ?? 'killed'} ${status === 0 ? '' : stdout + stderr}`).toBe('0 ');
      return stdout;
    };
    const seen = () => ({
      repository: stateOf(app.folder, /^\/\.slipway$/),
      etc: readdirSync('/etc').join(' '),
      outside: stateOf(outside.folder),
      mounts: mounts(),
      tags: git(app.folder, '-c', 'safe.directory=*', 'tag', '--list'),
    });
    const before = seen();
    expect(command('run', '.', '--exit')).toContain('git tag: 128');
    expect(seen()).toEqual(before);
    expect(existsSync(join(app.folder, '.slipway', 'work'))).toBe(false);
    const artifact = join(app.folder, '.slipway', 'artifact');
    command('artifacts', 'extract', 'BuildOutput', artifact);
    expectArtifact(artifact);
  });
});

describe.skipIf(missing !== undefined)('a build with a machine of its own that is killed', () => {
  test.each(['SIGKILL', 'SIGTERM'] as const)(
    'by %s leaves no process, no mount and no file',
    async (signal) => {
      await using app = makeProject();
      makeRepository(app, [
        `setsid sh -c 'trap "" TERM HUP INT; while :; do sleep 1; done' &`,
        'echo under way; while :; do sleep 1; done',
      ]);
      const before = mounts();
      const running = app.start('run', '.', '--exit');
      await running.line((line) => line.includes('under way') && !line.includes('$ '));
      running.kill(signal);
      await running.ended;
      await expect.poll(() => processesOf(app.folder)).toEqual([]);
      expect(mounts()).toEqual(before);
      app.write(
        'project.json',
        project('app', { phases: { build: { commands: ['echo again'] } }, artifacts: { files: ['**/*'] } }),
      );
      const next = await app.run('run', '.', '--exit', '--new');
      expect(`${next.status ?? 'killed'} ${next.status === 0 ? '' : next.stdout + next.stderr}`).toBe('0 ');
      expect(existsSync(join(app.folder, '.slipway', 'work'))).toBe(false);
      expect(mounts()).toEqual(before);
    },
  );
});

/** Processes whose file tree is one of a build below that folder. */
function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d/.test(pid)) return false;
    try {
      return (
        readFileSync(`/proc/${pid}/mountinfo`, 'utf8').includes(`upperdir=`) &&
        readFileSync(`/proc/${pid}/mountinfo`, 'utf8').includes(folder)
      );
    } catch {
      return false;
    }
  });
}
