// Work that has not changed is taken from an earlier execution, when that is enabled, and reported as such.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

function write(app: Project): void {
  const first = { ...buildAction('compile', 'Compiled'), namespace: 'Compile' };
  const second = {
    ...buildAction('check', 'Checked'),
    inputArtifacts: [{ name: 'Compiled' }],
  };
  const stages = [sourceStage, { name: 'Build', actions: [first] }, { name: 'Check', actions: [second] }];
  app.write('pipeline.json', pipeline(stages));
  app.write(
    'compile.json',
    project('compile', {
      env: { 'exported-variables': ['WHEN'] },
      phases: { build: { commands: ['echo compiling', 'WHEN=$(date +%N)', 'mkdir out && cp src/* out/'] } },
      artifacts: { files: ['**/*'], 'base-directory': 'out' },
    }),
  );
  app.write(
    'check.json',
    project('check', {
      phases: { build: { commands: ['echo checking', 'ls > list'] } },
      artifacts: { files: ['list'] },
    }),
  );
  app.write('src/app.js', 'one\n');
}

interface Plan {
  readonly stages: readonly {
    readonly actions: readonly { readonly what: string; readonly because?: readonly string[] }[];
  }[];
}

async function planned(app: Project) {
  const { stdout } = await app.run('plan', '--json');
  return (JSON.parse(stdout) as Plan).stages.slice(1).map(({ actions }) => actions[0]);
}

describe('reuse', () => {
  test('happens only with the option, and is never shown as having run', async () => {
    await using app = makeProject();
    write(app);
    await app.run('run');
    expect((await app.run('run')).stdout).toContain('| compiling');
    const { stdout, status } = await app.run('run', '--reuse');
    expect(status).toBe(0);
    expect(stdout).not.toContain('| compiling');
    expect(stdout).toMatch(/↺ Build › compile reused from execution [0-9a-f]{8}/);
    expect(stdout).not.toContain('✔ Build › compile');
    const shown = await app.run('artifacts', 'show', 'Compiled');
    expect(shown.stdout).toContain('app.js');
  });

  test('of one project is enabled next to its definition, and is not done for others', async () => {
    await using app = makeProject();
    write(app);
    app.write('reuse.json', { reuse: [{ projectName: 'compile' }] });
    await app.run('run');
    const { stdout } = await app.run('run');
    expect(stdout).toMatch(/↺ Build › compile reused from execution [0-9a-f]{8}/);
    expect(stdout).toContain('| checking');
  });

  test('of a project that does not exist is a mistake in the definition', async () => {
    await using app = makeProject();
    write(app);
    app.write('reuse.json', { reuse: [{ projectName: 'compiel' }] });
    const { stderr, status } = await app.run('run');
    expect(stderr).toContain('ProjectUnknown');
    expect(stderr).toContain('Did you mean "compile"?');
    expect(status).toBe(2);
  });

  test('ends where something has changed, and begins again behind it when the outcome is the same', async () => {
    await using app = makeProject();
    write(app);
    await app.run('run');
    app.write('unrelated.txt', 'not part of what is compiled\n');
    const { stdout } = await app.run('run', '--reuse');
    // The source has changed, so the first build runs; what it gives has not, so the second does not.
    expect(stdout).toContain('| compiling');
    expect(stdout).toContain('↺ Check › check reused');
  });

  test('is not possible when what was given is gone', async () => {
    await using app = makeProject();
    write(app);
    await app.run('run');
    rmSync(join(app.folder, '.slipway', 'artifacts', 'trees'), { recursive: true });
    const { stdout, status } = await app.run('run', '--reuse');
    expect(stdout).toContain('| compiling');
    expect(status).toBe(0);
  });

  test('ends when a secret that the build takes gets another value, and not for those of others', async () => {
    await using app = makeProject();
    write(app);
    const project = JSON.parse(app.read('compile.json')) as {
      readonly environment: object;
    };
    const environmentVariables = [{ name: 'TOKEN', value: 'token', type: 'SECRETS_MANAGER' }];
    app.write('compile.json', {
      ...project,
      environment: { ...project.environment, environmentVariables },
    });
    await app.feed('one', 'secret', 'set', 'token');
    await app.run('run');
    await app.feed('one', 'secret', 'set', 'another');
    expect((await app.run('run', '--reuse')).stdout).toContain('compile reused from execution');
    await app.feed('two', 'secret', 'set', 'token');
    expect((await app.run('run', '--reuse')).stdout).toContain('| compiling');
  });

  test('reads the files that reuse.json names, and no others', async () => {
    await using app = makeProject();
    write(app);
    app.write('reuse.json', { reuse: [{ projectName: 'compile', paths: ['src/**'] }] });
    app.write('src/main.txt', 'one');
    await app.run('run');
    app.write('docs/readme.txt', 'new');
    expect((await app.run('run')).stdout).toContain('compile reused from execution');
    app.write('src/main.txt', 'two');
    expect(await planned(app)).toMatchObject([
      { what: 'Run', because: ['what SourceOutput has in src/** changed'] },
      {},
    ]);
    expect((await app.run('run')).stdout).toContain('| compiling');
  });
});

describe('slipway plan', () => {
  test('says what would run and why, without running anything', async () => {
    await using app = makeProject();
    write(app);
    expect(await planned(app)).toMatchObject([
      { what: 'Run', because: ['it has not succeeded here before'] },
      { what: 'Run', because: ['it waits for Compiled'] },
    ]);
    await app.run('run');
    expect(await planned(app)).toMatchObject([{ what: 'Reused' }, { what: 'Reused' }]);
    app.write('src/app.js', 'two\n');
    app.write('src/more.js', 'new\n');
    expect((await planned(app))[0]).toMatchObject({
      what: 'Run',
      because: ['src/app.js changed', 'src/more.js is new'],
    });
    const { stdout, status } = await app.run('plan');
    expect(stdout).toContain('compile  runs: src/app.js changed, src/more.js is new');
    expect(status).toBe(0);
    const { executions } = JSON.parse((await app.run('history', '--json')).stdout) as {
      readonly executions: readonly object[];
    };
    expect(executions).toHaveLength(1);
  });

  test('names the part that changed besides the source', async () => {
    await using app = makeProject();
    write(app);
    await app.run('run');
    app.write(
      'compile.json',
      project('compile', {
        phases: { build: { commands: ['echo otherwise', 'mkdir out && cp src/* out/'] } },
        artifacts: { files: ['**/*'], 'base-directory': 'out' },
      }),
    );
    expect((await planned(app))[0]?.because).toContain('the build project changed');
  });
});
