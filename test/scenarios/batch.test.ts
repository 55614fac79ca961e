// Batch builds, alone and in a pipeline.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const commands = ['echo "$CODEBUILD_BATCH_BUILD_IDENTIFIER has $V"', 'test "$V" != bad', 'echo $V > $V.txt'];
const artifacts = { files: ['*.txt'] };

function write(app: Project, batch: object): void {
  app.write('buildspec.yml', { version: '0.2', batch, phases: { build: { commands } }, artifacts });
}

const list = (...values: readonly string[]) =>
  values.map((V, index) => ({ identifier: `b${index}`, env: { variables: { V } } }));

describe('a batch alone', () => {
  test('runs every build with its variables, and gives the artifacts of each', async () => {
    await using app = makeProject();
    write(app, { 'build-list': list('one', 'two') });
    const { stdout, status } = await app.run('run', '--batch', '--artifacts', 'out');
    expect(status).toBe(0);
    expect(stdout).toContain('b0 | b0 has one');
    expect(stdout).toContain('b1 | b1 has two');
    expect([app.read('out/b0/one.txt'), app.read('out/b1/two.txt')]).toEqual(['one\n', 'two\n']);
  });

  test('fails with its first build that fails, and what waits for that one never starts', async () => {
    await using app = makeProject();
    const [first, second] = list('bad', 'two');
    write(app, { 'build-graph': [first, { ...second, 'depend-on': ['b0'] }] });
    const { stdout, status } = await app.run('run', '--batch');
    expect(status).toBe(1);
    expect(stdout).toContain('✖ b0 failed');
    expect(stdout).toContain('■ b1 cancelled');
    expect(stdout).not.toContain('b1 has two');
    expect(stdout).toContain('Build b0:');
  });

  test('succeeds when the failure of the build is to be ignored', async () => {
    await using app = makeProject();
    const [first, second] = list('bad', 'two');
    write(app, {
      'build-graph': [
        { ...first, 'ignore-failure': true },
        { ...second, 'depend-on': ['b0'] },
      ],
    });
    const { stdout, status } = await app.run('run', '--batch');
    expect(stdout).toContain('b1 | b1 has two');
    expect(status).toBe(0);
  });

  test.each([
    ['image', { image: 'aws/codebuild/windows-base:2022-1.0' }, 'Windows'],
    ['type', { type: 'WINDOWS_SERVER_2022_CONTAINER' }, 'Windows'],
    ['image', { image: 'aws/codebuild/macos-arm-base:14' }, 'macOS'],
  ])('fails with a build whose %s is of another system, before its first command', async (_, env, system) => {
    await using app = makeProject();
    const [first, second] = list('one', 'two');
    write(app, { 'fast-fail': false, 'build-list': [first, { ...second, env: { ...second?.env, ...env } }] });
    const { stdout, status } = await app.run('run', '--batch');
    expect(status).toBe(1);
    expect(stdout).toContain('b0 | b0 has one');
    expect(stdout).toContain(`Build b1: The build needs ${system} (`);
    expect(stdout).not.toContain('b1 | ');
  });

  test('with fast-fail ends what runs when one fails', async () => {
    await using app = makeProject();
    const hangs = ['test "$V" != bad', 'echo hanging; sleep 600'];
    app.write('buildspec.yml', {
      version: '0.2',
      batch: { 'fast-fail': true, 'build-list': list('slow', 'bad') },
      phases: { build: { commands: hangs } },
    });
    const { stdout, status } = await app.run('run', '--batch');
    expect(status).toBe(1);
    expect(stdout).toContain('■ b0 cancelled');
  });

  test('as a matrix runs every combination', async () => {
    await using app = makeProject();
    write(app, { 'build-matrix': { dynamic: { env: { variables: { V: ['one', 'two', 'three'] } } } } });
    const { stdout, status } = await app.run('run', '--batch');
    expect(status).toBe(0);
    for (const line of ['build0 | build0 has one', 'build1 | build1 has two', 'build2 | build2 has three'])
      expect(stdout).toContain(line);
  });
});

test('a fan-out shares the tests among its builds: each is run once', async () => {
  await using app = makeProject();
  const search = `codebuild-glob-search 'test/*.js'`;
  const command = `codebuild-tests-run --test-command 'echo ran' --files-search "${search}"`;
  for (const name of ['a', 'b', 'c', 'd', 'e']) app.write(`test/${name}.js`, '');
  app.write('buildspec.yml', {
    version: '0.2',
    batch: { 'build-fanout': { parallelism: 2 } },
    phases: { build: { commands: [command] } },
  });
  const { stdout, status } = await app.run('run', '--batch');
  expect(status).toBe(0);
  expect(stdout).toContain('build0 | ran test/a.js test/c.js test/e.js');
  expect(stdout).toContain('build1 | ran test/b.js test/d.js');
});

describe('a buildspec without phases', () => {
  const one = { version: '0.2', phases: { build: { commands: 'echo one ran' } } };

  test('is enough for a batch whose builds have buildspecs of their own', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', {
      version: '0.2',
      batch: { 'build-list': [{ identifier: 'one', buildspec: 'ci/one.yml' }] },
    });
    app.write('ci/one.yml', one);
    const { stdout, status } = await app.run('run', 'buildspec.yml', '--batch');
    expect(stdout).toContain('one | one ran');
    expect(status).toBe(0);
  });

  test('is refused for a build by itself, and fails the builds of a batch that would use it', async () => {
    await using app = makeProject();
    const batch = { 'build-list': [{ identifier: 'one', buildspec: 'ci/one.yml' }, { identifier: 'two' }] };
    app.write('buildspec.yml', { version: '0.2', batch });
    app.write('ci/one.yml', one);
    const alone = await app.run('run', 'buildspec.yml');
    expect(alone.status).toBe(2);
    expect(alone.stderr).toContain('The buildspec has no "phases"');
    const together = await app.run('run', 'buildspec.yml', '--batch');
    expect(together.status).toBe(1);
    expect(together.stdout).toContain('one | one ran');
    expect(together.stdout).toContain('✖ two failed');
  });
});

describe('a batch in a pipeline', () => {
  function inPipeline(app: Project, batch: object, outputs: readonly string[], configuration: object): void {
    const build = {
      ...buildAction('compile'),
      configuration: { ProjectName: 'compile', BatchEnabled: 'true', ...configuration },
      outputArtifacts: outputs.map((name) => ({ name })),
    };
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [build] }]));
    app.write('project.json', project('compile', { batch, phases: { build: { commands } }, artifacts }));
  }

  async function filesOf(app: Project, artifact: string): Promise<readonly string[]> {
    const { stdout } = await app.run('artifacts', 'show', artifact, '--json');
    const { entries } = JSON.parse(stdout) as { readonly entries: readonly { readonly path: string }[] };
    return entries.map(({ path }) => path);
  }

  test('gives an artifact of each build under its name', async () => {
    await using app = makeProject();
    inPipeline(app, { 'build-list': list('one', 'two') }, ['b0', 'b1'], {});
    expect((await app.run('run')).status).toBe(0);
    expect(await filesOf(app, 'b1')).toEqual(['two.txt']);
  });

  test('gives one artifact of all builds when they are to be combined', async () => {
    await using app = makeProject();
    inPipeline(app, { 'build-list': list('one', 'two') }, ['All'], { CombineArtifacts: 'true' });
    expect((await app.run('run')).status).toBe(0);
    expect(await filesOf(app, 'All')).toEqual(['one.txt', 'two.txt']);
  });

  test('is refused before anything runs when its section is wrong', async () => {
    await using app = makeProject();
    inPipeline(app, { 'build-graph': [{ identifier: 'a', 'depend-on': ['a'] }] }, [], {});
    const { stderr, status } = await app.run('run');
    expect(stderr).toContain('These builds wait for each other: a');
    expect(status).toBe(2);
  });

  test('that was killed runs again from its beginning, and nothing of it is left', async () => {
    await using app = makeProject();
    inPipeline(app, { 'build-list': list('one') }, [], {});
    const seconds = `600.${process.pid}`;
    app.write(
      'project.json',
      project('compile', {
        batch: { 'build-list': list('one') },
        phases: { build: { commands: [`echo begun; sleep ${seconds}`] } },
      }),
    );
    const first = app.start('run');
    await first.line((line) => line.includes('b0 | begun'));
    first.kill('SIGKILL');
    await first.ended;
    const second = app.start('run');
    await second.line((line) => line.includes('b0 | begun'));
    const running = () =>
      spawnSync('pgrep', ['--full', '--count', `^sleep ${seconds}`])
        .stdout.toString()
        .trim();
    await expect.poll(running).toBe('1');
    second.kill('SIGINT');
    expect((await second.ended).status).toBe(130);
    expect(running()).toBe('0');
  });
});
