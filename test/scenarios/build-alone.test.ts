// A buildspec or a CodeBuild project that is run by itself, without a pipeline around it.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { launcher } from '../rig/program.ts';
import { makeProject, type Project } from '../rig/project.ts';

function buildspec(commands: readonly string[], more: object = {}): object {
  return { version: '0.2', phases: { build: { commands } }, ...more };
}

function git(app: Project, ...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: app.folder, encoding: 'utf8' }).trim();
}

function commit(app: Project): void {
  git(app, 'init', '--quiet');
  git(app, 'add', '.');
  git(app, 'commit', '--quiet', '--message', 'First');
}

describe('a buildspec alone', () => {
  test('runs in a folder that has nothing else, and its exit status is that of the build', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec(['echo "built in $(ls)"']));
    const good = await app.run('run');
    expect(good.stdout).toContain('Build/Build | built in buildspec.yml');
    expect(good.status).toBe(0);
    app.write('buildspec.yml', buildspec(['exit 3']));
    const bad = await app.run('run', '.');
    expect(bad.stdout).toContain('exit 3 ended with exit code 3');
    expect(bad.status).toBe(1);
  });

  test('in a folder of its own starts its commands in the root of the source, as on AWS', async () => {
    await using app = makeProject();
    app.write('ci/test.yml', buildspec(['cat marker.txt']));
    app.write('marker.txt', 'in the root\n');
    const { stdout, status } = await app.run('run', 'ci/test.yml');
    expect(stdout).toContain('| in the root');
    expect(status).toBe(0);
  });

  test('with mistakes starts nothing and names each with its place', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', 'version: 0.2\nphases:\n  biuld:\n    commands: [ls]\n');
    const { stderr, status } = await app.run('run');
    expect(stderr).toContain('buildspec.yml:3:3');
    expect(stderr).toContain('build');
    expect(status).toBe(2);
    expect(existsSync(join(app.folder, '.slipway'))).toBe(false);
  });

  test('takes variables, files of variables and sources from the call', async () => {
    await using app = makeProject();
    const show = 'echo "$ONE $TWO $THREE $QUOTED $(cat $CODEBUILD_SRC_DIR_lib/lib.txt)"';
    app.write('buildspec.yml', buildspec([show], { env: { variables: { ONE: 'spec', TWO: 'spec' } } }));
    app.write('vars.env', '# comment\nTWO=file\nTHREE=file\nQUOTED="q"\n');
    app.write('other/lib.txt', 'library');
    const given = ['--env-file', 'vars.env', '--env', 'THREE=call', '--secondary-source', 'lib=other'];
    const { stdout } = await app.run('run', ...given);
    expect(stdout).toContain('| spec file call "q" library');
  });

  test('hides what --secret hands over, and keeps it only encrypted', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec(['echo "it is $SLIPWAY_TEST_TOKEN"']));
    process.env['SLIPWAY_TEST_TOKEN'] = 'hushhush1234';
    try {
      const { stdout } = await app.run('run', '--secret', 'SLIPWAY_TEST_TOKEN');
      expect(stdout).toContain('| it is ***');
    } finally {
      delete process.env['SLIPWAY_TEST_TOKEN'];
    }
    const entries = readdirSync(join(app.folder, '.slipway'), { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    expect(files.filter((file) => readFileSync(file, 'latin1').includes('hushhush1234'))).toEqual([]);
  });

  test('writes its artifacts as they would lie in the bucket, each time anew', async () => {
    await using app = makeProject();
    const artifacts = {
      name: 'app-$STAGE-$(echo 7)',
      'base-directory': 'dist',
      files: ['**/*'],
      'secondary-artifacts': { docs: { files: ['doc.txt'] } },
    };
    const env = { variables: { STAGE: 'test' } };
    const commands = ['mkdir -p dist/sub', 'date +%N > dist/sub/a.txt', 'echo doc > doc.txt'];
    app.write('buildspec.yml', buildspec(commands, { env, artifacts }));
    await app.run('run', '--artifacts', 'out');
    const first = app.read('out/app-test-7/sub/a.txt');
    const second = await app.run('run', '--artifacts', 'out');
    expect(app.read('out/app-test-7/sub/a.txt')).not.toBe(first);
    expect(app.read('out/docs/doc.txt')).toBe('doc\n');
    expect(second.stdout).toContain('1 file in out/app-test-7');
  });

  test('gives what it uploads although its commands failed, as pictures of failed tests', async () => {
    await using app = makeProject();
    const commands = ['mkdir shots && echo picture > shots/one.png', 'exit 1'];
    app.write('buildspec.yml', buildspec(commands, { artifacts: { files: ['shots/*'], name: 'pictures' } }));
    const { stdout, status } = await app.run('run', '--artifacts', 'out');
    expect(status).toBe(1);
    expect(stdout).toContain('1 file in out/pictures');
    expect(app.read('out/pictures/shots/one.png')).toBe('picture\n');
  });

  test('has the repository and the changes of the working tree, and pushes nowhere', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec(['git log --format=%s', 'git status --short', 'git remote']));
    commit(app);
    app.write('new.txt', 'new');
    git(app, 'remote', 'add', 'origin', 'https://user:hushhush@example.com/a/b.git');
    app.write(
      'ci.yml',
      buildspec([
        'git log --format=%s',
        'git status --short',
        'git remote get-url origin',
        'git rev-parse HEAD',
      ]),
    );
    const { stdout, status } = await app.run('run', 'ci.yml');
    expect(status).toBe(0);
    const said = stdout
      .split('\n')
      .flatMap((line) => / {2}Build\/Build \| (?!\$ )(.+)$/.exec(line)?.[1] ?? []);
    expect(said).toEqual([
      'First',
      '?? ci.yml',
      '?? new.txt',
      'https://example.com/a/b.git',
      git(app, 'rev-parse', 'HEAD'),
    ]);
  });

  test('names each phase before what its commands print', async () => {
    await using app = makeProject();
    const phases = { install: { commands: ['echo one'] }, build: { commands: ['echo two'] } };
    app.write('buildspec.yml', { version: '0.2', phases });
    const { stdout } = await app.run('run');
    const shown = ['› INSTALL', '| $ echo one', '› BUILD', '| $ echo two'].map((text) =>
      stdout.indexOf(text),
    );
    expect(shown).not.toContain(-1);
    expect(shown).toEqual(shown.toSorted((a, b) => a - b));
  });

  test('ends after --phase and reports that the rest did not run', async () => {
    await using app = makeProject();
    const phases = { install: { commands: ['echo one'] }, build: { commands: ['echo two'] } };
    app.write('buildspec.yml', { version: '0.2', phases, artifacts: { files: ['none.txt'] } });
    const { stdout, status } = await app.run('run', '--phase', 'install');
    expect(stdout).toContain('| one');
    expect(stdout).not.toContain('| two');
    expect(stdout).toContain('the build was to end after INSTALL');
    expect(status).toBe(0);
  });

  test('is stopped for good by Ctrl-C, and the next call builds the source of then', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec(['echo waiting; sleep 600']));
    const first = app.start('run');
    await first.line((line) => line.includes('| waiting'));
    first.kill('SIGINT');
    expect((await first.ended).status).toBe(130);
    app.write('buildspec.yml', buildspec(['echo built anew']));
    const second = await app.run('run');
    expect(second.stdout).toContain('| built anew');
    expect(second.stdout).not.toContain('waiting');
    expect(JSON.parse((await app.run('history', '--json')).stdout)).toMatchObject({
      executions: [{ status: 'Succeeded' }, { status: 'Stopped' }],
    });
  });

  test('that a kill -9 left is not taken up again', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec(['echo waiting; sleep 600']));
    const first = app.start('run', '--json');
    await first.line((line) => line.includes('"phaseType":"BUILD"'));
    first.kill('SIGKILL');
    await first.ended;
    app.write('buildspec.yml', buildspec(['echo built anew']));
    const second = await app.run('run');
    expect(second.stdout).toContain('| built anew');
    expect(second.status).toBe(0);
  });

  test.skipIf(spawnSync('script', ['--version']).error !== undefined).each(['/bin/sh', 'bash'])(
    'opens a shell of %s where it failed, which ends without a complaint',
    async (shell) => {
      await using app = makeProject();
      const env = { shell, variables: { WORD: 'kept' } };
      app.write('buildspec.yml', { ...buildspec(['MORE=yes; cd /tmp', 'false']), env });
      const call = `${process.execPath} ${launcher} run --shell --no-color`;
      const input = 'echo "said $WORD $MORE in $PWD"\nexit\n';
      // Slipway opens no shell on a terminal that cannot show one.
      const terminal = { ...process.env, TERM: 'xterm' };
      const options = { cwd: app.folder, input, encoding: 'utf8', env: terminal } as const;
      const { stdout } = spawnSync('script', ['-qec', call, '/dev/null'], options);
      const shown = stdout.slice(stdout.indexOf('exit leaves it'));
      expect(shown).toContain('said kept yes in /tmp');
      expect(shown).not.toMatch(/[Cc]annot set|job control|No such process/);
    },
  );

  test('has no place for options of pipelines, and a pipeline none for its own', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', buildspec(['true']));
    const { stderr, status } = await app.run('run', '--shell');
    expect(stderr).toContain('--shell needs a terminal');
    expect(status).toBe(2);
  });
});

describe('the submodules of a source', () => {
  const source = { type: 'GITHUB', location: 'https://github.com/example/app.git' };
  const project = (more: object) => ({
    name: 'service',
    source: {
      ...source,
      ...more,
      buildspec: JSON.stringify(
        buildspec(['find vendor -name "*.txt"', 'echo "$(ls -A vendor)"', 'git status --short']),
      ),
    },
    artifacts: { type: 'NO_ARTIFACTS' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
    },
    serviceRole: 'arn:aws:iam::111122223333:role/build',
  });

  /** `app` with the submodule `vendor`, which has one itself. */
  function nested(app: Project, at: { readonly isCheckedOut: boolean }): void {
    const allowed = ['-c', 'protocol.file.allow=always'];
    for (const [name, inner] of [
      ['deep', undefined],
      ['inner', 'deep'],
      ['outer', 'inner'],
    ] as const) {
      app.write(`${name}/${name}.txt`, name);
      git(app, 'init', '--quiet', name);
      if (inner !== undefined)
        git(
          app,
          '-C',
          name,
          ...allowed,
          'submodule',
          '--quiet',
          'add',
          `../${inner}`,
          inner === 'inner' ? 'vendor' : inner,
        );
      if (name === 'outer') app.write('outer/project.json', project({}));
      git(app, '-C', name, 'add', '.');
      git(app, '-C', name, 'commit', '--quiet', '--message', name);
    }
    if (at.isCheckedOut)
      git(app, '-C', 'outer', ...allowed, 'submodule', '--quiet', 'update', '--init', '--recursive');
    else git(app, '-C', 'outer', 'submodule', '--quiet', 'deinit', '--force', '--all');
  }

  test.each([true, false])(
    'are fetched with fetchSubmodules, checked out before: %s',
    async (isCheckedOut) => {
      await using app = makeProject();
      nested(app, { isCheckedOut });
      app.write('outer/project.json', project({ gitSubmodulesConfig: { fetchSubmodules: true } }));
      const { stdout, status } = await app.run('run', 'outer/project.json', '--source', 'outer');
      expect(stdout).toContain('Build/Build | vendor/inner.txt');
      expect(stdout).toContain('Build/Build | vendor/deep/deep.txt');
      expect(stdout).toContain('Build/Build |  M project.json');
      expect(stdout).not.toContain('M vendor');
      expect(status).toBe(0);
    },
  );

  test.each([
    ['a ref of a folder', () => 'outer#HEAD'],
    ['a repository elsewhere', (app: Project) => `file://${app.folder}/outer#HEAD`],
  ])('are fetched, and there is a history, when the source is %s', async (_, sourceOf) => {
    await using app = makeProject();
    nested(app, { isCheckedOut: false });
    const commands = ['find vendor -name "*.txt"', 'git log --format=%s', 'git status --short'];
    const fetching = project({ gitSubmodulesConfig: { fetchSubmodules: true } });
    const fetched = { ...fetching.source, buildspec: JSON.stringify(buildspec(commands)) };
    app.write('outer/project.json', { ...fetching, source: fetched });
    const { stdout, status } = await app.run('run', 'outer/project.json', '--source', sourceOf(app));
    expect(stdout).toContain('Build/Build | vendor/inner.txt');
    expect(stdout).toContain('Build/Build | vendor/deep/deep.txt');
    expect(stdout).toContain('Build/Build | outer');
    expect(stdout).not.toMatch(/Build\/Build \| .M /);
    expect(stdout).not.toMatch(/left out|not executed|finds no \.git/i);
    expect(status).toBe(0);
  });

  test.each([{}, { gitSubmodulesConfig: { fetchSubmodules: false } }])(
    'are empty folders with %j',
    async (more) => {
      await using app = makeProject();
      nested(app, { isCheckedOut: true });
      app.write('outer/project.json', project(more));
      const { stdout, status } = await app.run('run', 'outer/project.json', '--source', 'outer');
      expect(status).toBe(0);
      expect(stdout).not.toContain('inner.txt');
      expect(stdout).toContain('The folder of the submodule vendor is empty, as on AWS');
      expect(stdout).not.toContain('left out');
    },
  );

  test('fail the build when they cannot be fetched', async () => {
    await using app = makeProject();
    nested(app, { isCheckedOut: false });
    app.write('outer/project.json', project({ gitSubmodulesConfig: { fetchSubmodules: true } }));
    rmSync(join(app.folder, 'inner'), { recursive: true });
    rmSync(join(app.folder, 'outer', '.git', 'modules'), { recursive: true });
    const { stdout, status } = await app.run('run', 'outer/project.json', '--source', 'outer');
    expect(status).toBe(1);
    expect(stdout).toContain('git submodule:');
  });
});

describe('a CodeBuild project alone', () => {
  test('gives its variables and packs its artifact as the project says', async () => {
    await using app = makeProject();
    app.write(
      'buildspec.yml',
      buildspec(['echo "$FROM_PROJECT" > out.txt'], { artifacts: { files: ['out.txt'] } }),
    );
    app.write('project.json', {
      name: 'service',
      source: { type: 'GITHUB', location: 'https://github.com/example/app.git' },
      artifacts: { type: 'S3', location: 'bucket', path: 'releases', name: 'app.zip', packaging: 'ZIP' },
      environment: {
        type: 'LINUX_CONTAINER',
        image: 'aws/codebuild/standard:7.0',
        computeType: 'BUILD_GENERAL1_SMALL',
        environmentVariables: [{ name: 'FROM_PROJECT', value: 'yes' }],
      },
      serviceRole: 'arn:aws:iam::111122223333:role/build',
    });
    // By its name, and as the only one of the folder.
    expect((await app.run('run', 'project.json', '--artifacts', 'first')).status).toBe(0);
    expect((await app.run('run', '.', '--artifacts', 'out')).status).toBe(0);
    expect(app.read('first/releases/app.zip')).toBe(app.read('out/releases/app.zip'));
    execFileSync('unzip', ['-q', 'app.zip'], { cwd: join(app.folder, 'out', 'releases') });
    expect(app.read('out/releases/out.txt')).toBe('yes\n');
  });
});

test('the name of a build is that of its folder', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', buildspec(['echo $CODEBUILD_BUILD_ID']));
  const { stdout } = await app.run('run');
  expect(stdout).toContain(`| ${basename(app.folder)}:`);
});
