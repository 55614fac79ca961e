// Commands that want one state folder at the same time: each ends with its own result, whatever becomes of the others.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project, type Running } from '../rig/project.ts';

/** Commands wait for files of the test, which a machine of their own would not show them. */
const open = ['--isolation', 'none'] as const;

const build = (...commands: readonly string[]) => ({ version: '0.2', phases: { build: { commands } } });

/** A pipeline whose build waits for the file that its execution names, and fails when that file says so. */
function writePipeline(into: Project, more: object = {}): void {
  const variables = JSON.stringify([{ name: 'NAME', value: '#{variables.Name}' }]);
  const action = {
    ...buildAction('compile'),
    configuration: { ProjectName: 'compile', EnvironmentVariables: variables },
  };
  const file = `'${into.folder}'/"$NAME"`;
  into.write(
    'pipeline.json',
    pipeline([sourceStage, { name: 'Build', actions: [action] }], {
      executionMode: 'PARALLEL',
      variables: [{ name: 'Name' }],
      ...more,
    }),
  );
  const commands = [`echo "begun $NAME"`, `until test -e ${file}; do sleep 0.02; done`, `grep good ${file}`];
  into.write('project.json', project('compile', build(...commands)));
}

async function begin(app: Project, name: string, ...more: readonly string[]): Promise<Running> {
  const run = app.start('run', ...open, '--variable', `Name=${name}`, ...more);
  await run.line((line) => line.endsWith(`begun ${name}`));
  return run;
}

describe('two runs of a build', () => {
  test('take turns, and each has its own variables, artifacts and result', async () => {
    await using app = makeProject();
    const spec = {
      ...build(
        'echo begun',
        `until test -e '${app.folder}/go'; do sleep 0.02; done`,
        'echo $NAME > out.txt',
        '[ $NAME != bad ]',
      ),
      artifacts: { files: ['out.txt'] },
    };
    app.write('build/buildspec.yml', spec);
    const first = app.start('run', 'build', ...open, '--env', 'NAME=one', '--artifacts', 'a');
    await first.line((line) => line.endsWith('| begun'));
    const others = [
      app.start('run', 'build', ...open, '--env', 'NAME=two', '--artifacts', 'b'),
      app.start('run', 'build', ...open, '--env', 'NAME=bad'),
    ];
    app.write('go', '');
    const ends = await Promise.all([first, ...others].map(async ({ ended }) => ended));
    expect(ends.map(({ status }) => status)).toEqual([0, 0, 1]);
    const artifact = (folder: string) => app.read(join(folder, 'build', 'out.txt'));
    expect([artifact('a'), artifact('b')]).toEqual(['one\n', 'two\n']);
  });

  test('of six that begin at once each ends with its own result', async () => {
    await using app = makeProject();
    app.write('build/buildspec.yml', build('echo "I am $NAME"', '[ $NAME != bad ]'));
    const names = ['one', 'bad', 'two', 'bad', 'three', 'bad'];
    const ends = await Promise.all(
      names.map(async (name) => app.run('run', 'build', ...open, '--env', `NAME=${name}`)),
    );
    expect(ends.map(({ status }) => status)).toEqual([0, 1, 0, 1, 0, 1]);
    for (const [index, { stdout }] of ends.entries()) {
      expect(stdout).toContain(`I am ${names[index]}`);
      expect(stdout.match(/I am \w+$/gm)).toHaveLength(1);
    }
  });

  test('go on after the first was killed', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', build('echo begun', `until test -e '${app.folder}/go'; do sleep 0.02; done`));
    const first = app.start('run', ...open);
    await first.line((line) => line.endsWith('| begun'));
    const second = app.start('run', ...open);
    first.kill('SIGKILL');
    await second.line((line) => line.endsWith('| begun'));
    app.write('go', '');
    expect((await second.ended).status).toBe(0);
  });
});

describe('two runs of a pipeline', () => {
  test.each([
    ['the first ends first', ['one', 'two']],
    ['the second ends first', ['two', 'one']],
  ])('have their own results when %s', async (_, order) => {
    await using app = makeProject();
    writePipeline(app);
    const runs = { one: await begin(app, 'one'), two: await begin(app, 'two') };
    for (const name of order) {
      app.write(name, name === 'one' ? 'good' : 'bad');
      await runs[name as 'one' | 'two'].line((line) => /[✔✖] app (succeeded|failed)/.test(line));
    }
    const [one, two] = await Promise.all([runs.one.ended, runs.two.ended]);
    expect([one.status, two.status]).toEqual([0, 1]);
    expect(one.stdout).not.toContain('begun two');
    expect(two.stdout).not.toContain('begun one');
  });

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'the second carries its own on when the first gets %s',
    async (signal) => {
      await using app = makeProject();
      writePipeline(app);
      const first = await begin(app, 'one');
      const second = await begin(app, 'two');
      first.kill(signal);
      await first.ended;
      app.write('two', 'good');
      const { status, stdout, stderr } = await second.ended;
      expect(stderr).toContain('it goes on here');
      expect(stdout).toContain('app succeeded');
      expect(status).toBe(0);
    },
  );

  test('a third does not take for interrupted what the second waits for', async () => {
    await using app = makeProject();
    writePipeline(app);
    const first = await begin(app, 'one');
    const second = await begin(app, 'two');
    first.kill('SIGKILL');
    const third = await begin(app, 'three', '--new');
    app.write('two', 'good');
    app.write('three', 'bad');
    expect((await second.ended).status).toBe(0);
    expect((await third.ended).status).toBe(1);
  });

  test('wait for each other when they are of different pipelines', async () => {
    await using app = makeProject();
    writePipeline(app);
    const first = await begin(app, 'one');
    app.write('other/buildspec.yml', build('echo other'));
    const second = app.start('run', 'other', '--state', '.slipway');
    app.write('one', 'good');
    expect((await first.ended).status).toBe(0);
    const { status, stdout } = await second.ended;
    expect(stdout).toContain('| other');
    expect(status).toBe(0);
  });
});

describe('an owner that was stopped', () => {
  test('is named by every command that needs it, and no other needs it', async () => {
    await using app = makeProject();
    writePipeline(app);
    const first = await begin(app, 'one');
    process.kill(first.pid, 'SIGSTOP');
    try {
      for (const args of [
        ['run', ...open, '--variable', 'Name=two'],
        ['stop', 'latest'],
        ['disable', 'Build'],
        ['down'],
        ['up', '--port', '0'],
      ]) {
        const { status, stderr } = await app.run(...args);
        expect({ args, status }).toEqual({ args, status: 2 });
        expect(stderr).toContain(`rocess ${first.pid} owns the state folder`);
        expect(stderr).toContain('does not answer');
      }
      for (const args of [
        ['status'],
        ['history'],
        ['logs', '--action', 'compile'],
        ['events'],
        ['reports'],
        ['artifacts', 'list'],
      ]) {
        const { status, stderr } = await app.run(...args);
        expect({ args, status, stderr }).toEqual({ args, status: 0, stderr: '' });
      }
      expect((await app.run('status')).stdout).toContain(
        `Process ${first.pid} owns this state folder and does not answer`,
      );
      const { stdout } = await app.run('doctor');
      expect(stdout).toContain(`process ${first.pid} owns the state folder and does not answer`);
    } finally {
      process.kill(first.pid, 'SIGCONT');
    }
    app.write('one', 'good');
    expect((await first.ended).status).toBe(0);
    expect(existsSync(join(app.folder, '.slipway', 'owner-address.json'))).toBe(false);
  });
});
