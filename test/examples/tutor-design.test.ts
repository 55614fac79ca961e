// The design's own files, word for word in examples/tutor/design, and where what they ask has gone.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { example } from '../rig/example.ts';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const tutor = example('tutor');

interface Buildspec {
  readonly phases: Readonly<
    Record<
      string,
      {
        readonly commands: readonly string[];
        readonly 'runtime-versions'?: Readonly<Record<string, number>>;
      }
    >
  >;
  readonly artifacts: {
    readonly 'secondary-artifacts': Readonly<Record<string, { readonly files: readonly string[] }>>;
  };
}

const buildspec = (file: string): Buildspec => tutor.read(file) as Buildspec;

const commandsOf = (file: string, phase: string): readonly string[] =>
  buildspec(file).phases[phase]?.commands ?? [];

async function withDesign(use: (app: Project) => Promise<void>): Promise<void> {
  await using app = makeProject();
  for (const name of ['buildspec.yml', 'buildspec-dev.yml', 'test-configuration.yml'])
    app.write(name, tutor.text(`design/${name}`));
  await use(app);
}

describe("the design's buildspec", () => {
  // shows: S0-021
  test('is taken as it is, and all its commands are those of the buildspec at the root, which drives the build', async () => {
    await withDesign(async (app) => {
      expect((await app.run('lint', 'buildspec.yml')).stdout).toContain('No findings');
    });
    const { projects } = tutor.read('build-projects.json') as {
      readonly projects: readonly { readonly name: string; readonly source: object }[];
    };
    expect(projects.find(({ name }) => name === 'tutor-system-build')?.source).toMatchObject({
      buildspec: 'buildspec.yml',
    });
    const kept = (command: string) =>
      command.replace('zip -r', 'zip -qr').replace('sentence transformer', 'similarity');
    for (const phase of ['install', 'pre_build', 'build', 'post_build'])
      for (const command of commandsOf('design/buildspec.yml', phase))
        expect(commandsOf('buildspec.yml', phase).some((each) => each.startsWith(kept(command)))).toBe(true);
  });

  // shows: S0-032, S0-044, S0-045, S0-046, S0-048
  test('has versions that its image lacks and names of artifacts that nothing takes, and lint says so', async () => {
    await using app = makeProject();
    const { environment } = project('tutor-system-build', {}) as { readonly environment: object };
    app.write('buildspec.yml', tutor.text('design/buildspec.yml'));
    app.write('project.json', {
      name: 'tutor-system-build',
      source: { type: 'CODEPIPELINE' },
      artifacts: { type: 'CODEPIPELINE' },
      environment: { ...environment, image: 'aws/codebuild/amazonlinux2-x86_64-standard:4.0' },
      serviceRole: 'arn:aws:iam::111122223333:role/build',
    });
    const build = buildAction('tutor-system-build', 'BuildOutput');
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [build] }]));
    const { stdout } = await app.run('lint');
    const found = [...stdout.matchAll(/^\S+\.\w+:\d+:\d+ +warning +(.*)$/gm)].map(([, text]) => text);
    expect(found).toEqual([
      'nodejs 18 has reached its end of life [RuntimeEnded]',
      expect.stringMatching(/does not carry python 3.11 \[RuntimeUnavailable\]/),
      ...['lambda-package', 'model-package', 'infrastructure'].map(
        (name) => `The secondary artifact "${name}" is no output of the action [ArtifactsUnused]`,
      ),
      'The image aws/codebuild/amazonlinux2-x86_64-standard:4.0 is no longer updated [ImageRetired]',
    ]);
    // The names of the artifacts are the design's, as far as CodeBuild takes them; the zips are in BuildOutput, and the packages
    // hold what is in them, because actions take an artifact as the code.
    expect(buildspec('buildspec.yml').artifacts['secondary-artifacts']).toMatchObject({
      BuildOutput: { files: ['lambda-functions.zip', 'model.zip'] },
      lambda_package: { 'base-directory': 'src/lambda', files: ['**/*'] },
      model_package: { 'base-directory': 'final_similarity_model', files: ['python/**/*'] },
      infrastructure: { files: ['infrastructure/**/*'] },
    });
  });
});

describe("the design's keys that no buildspec has", () => {
  // shows: S0-080, S0-081
  test('for the environments are reported with what to write, and are variables of the pipelines', async () => {
    await withDesign(async (app) => {
      const { stdout, status } = await app.run('lint', 'buildspec-dev.yml');
      expect(status).toBe(2);
      expect(stdout).toContain('"environment_variables" is the spelling of version 0.1 [UnknownKey]');
      expect(stdout).toContain('Write env: and below it variables:, with the same entries');
    });
    const files = {
      'pipeline.json': 'design/buildspec-dev.yml',
      'pipeline-prod.json': 'design/buildspec-prod.yml',
    };
    for (const [file, design] of Object.entries(files)) {
      const { environment_variables: listed } = tutor.read(design) as {
        readonly environment_variables: readonly { readonly name: string; readonly value: unknown }[];
      };
      const given = variablesOf(file);
      for (const { name, value } of listed)
        // Development may pause: the one value that the design has otherwise.
        expect([file, name, given[name]]).toEqual([
          file,
          name,
          file === 'pipeline.json' && name === 'AURORA_MIN_CAPACITY' ? '0' : String(value),
        ]);
    }
  });

  // shows: S0-098
  test('for the tests are commands, a gate and a limit of time now', async () => {
    await withDesign(async (app) => {
      app.write(
        'buildspec.yml',
        `${tutor.text('design/buildspec.yml')}\n${tutor.text('design/test-configuration.yml')}`,
      );
      const { stdout, status } = await app.run('lint', 'buildspec.yml');
      expect(status).toBe(0);
      for (const key of ['test_commands', 'coverage_threshold', 'test_timeout'])
        expect(stdout).toMatch(new RegExp(`buildspec.yml:\\d+:\\d+ +warning +"?${key}.*\\[UnknownKey\\]`));
    });
    const { scripts } = tutor.read('package.json') as { readonly scripts: Readonly<Record<string, string>> };
    const { test_commands: asked } = tutor.read('design/test-configuration.yml') as {
      readonly test_commands: readonly string[];
    };
    const commands = ['buildspec.yml', 'buildspec-e2e.yml'].flatMap((file) =>
      Object.keys(buildspec(file).phases).flatMap((phase) => commandsOf(file, phase)),
    );
    for (const command of asked) {
      // The coverage is always measured.
      const kept = command.replace(' -- --coverage', '');
      expect(commands.some((each) => each.startsWith(kept))).toBe(true);
    }
    expect(scripts['test:unit']).toContain('--test-coverage-lines=80');
    expect(commands.join('\n')).toContain('--cov-fail-under=80');
    for (const name of ['test:unit', 'test:integration', 'test:e2e:headless'])
      expect(scripts[name]).toContain('timeout ${TEST_TIMEOUT:-10m}');
    expect(tutor.text('setup.cfg')).toContain('session_timeout = 600');
  });
});

/** What a build of the pipeline has when a start gives no other values. */
function variablesOf(file: string): Readonly<Record<string, string>> {
  const { pipeline: declared } = tutor.read(file) as {
    readonly pipeline: {
      readonly variables: readonly { readonly name: string; readonly defaultValue: string }[];
      readonly stages: readonly {
        readonly actions: readonly {
          readonly name: string;
          readonly configuration: Readonly<Record<string, string>>;
        }[];
      }[];
    };
  };
  const build = declared.stages.flatMap(({ actions }) => actions).find(({ name }) => name === 'Build');
  const given = JSON.parse(build?.configuration['EnvironmentVariables'] ?? '[]') as readonly {
    readonly name: string;
    readonly value: string;
  }[];
  const defaults = Object.fromEntries(
    declared.variables.map(({ name, defaultValue }) => [`#{variables.${name}}`, defaultValue]),
  );
  return Object.fromEntries(given.map(({ name, value }) => [name, defaults[value] ?? value]));
}

describe('the tests of the system', () => {
  const run = (folder: string, script: string, variables: object = {}) =>
    spawnSync('npm', ['run', '--silent', script], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...variables },
    });

  // shows: S0-100
  test('are ended when their time is up, whatever the build still has', async () => {
    await using app = makeProject();
    app.write('package.json', tutor.text('package.json'));
    app.write(
      'tests/unit/hangs.test.js',
      "const test = require('node:test');\ntest('hangs', () => new Promise(() => setInterval(() => {}, 1000)));\n",
    );
    expect(run(app.folder, 'test:unit', { TEST_TIMEOUT: '2s' }).status).toBe(124);
  });

  // shows: S0-186
  test('run side by side, a process for each file', async () => {
    await using app = makeProject();
    app.write('package.json', tutor.text('package.json'));
    // Each waits until the other has begun.
    const meets = (own: string, other: string) => `
      const { existsSync, writeFileSync } = require('node:fs');
      require('node:test')('meets', async () => {
        writeFileSync('${own}.begun', '');
        while (!existsSync('${other}.begun')) await new Promise((resolve) => setTimeout(resolve, 20));
      });`;
    app.write('tests/integration/a.test.js', meets('a', 'b'));
    app.write('tests/integration/b.test.js', meets('b', 'a'));
    const { status, stdout } = run(app.folder, 'test:integration', { TEST_TIMEOUT: '60s' });
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('pass 2') as string,
    });
  });

  // shows: S0-096
  test('have one coverage over JavaScript and Python, which is a gate', async () => {
    await using app = makeProject();
    const report = (file: string, hits: readonly number[]) =>
      `SF:${join(app.folder, file)}\n${hits.map((count, line) => `DA:${line + 1},${count}`).join('\n')}\nend_of_record\n`;
    app.write('scripts/coverage.js', tutor.text('scripts/coverage.js'));
    app.write('package.json', tutor.text('package.json'));
    app.write('coverage.lcov', report('a.js', [1, 2, 3, 0]));
    app.write('python.lcov', report('b.py', [1, 1, 1, 1, 1, 1]));
    const good = run(app.folder, 'coverage');
    expect([good.status, good.stdout]).toEqual([0, expect.stringContaining('All together: 90.0 %')]);
    const merged = JSON.parse(readFileSync(join(app.folder, 'coverage.json'), 'utf8')) as object;
    expect(merged).toMatchObject({
      tests: { coverage: { 'a.js': { lines: [1, 2, 3, 0] }, 'b.py': { lines: [1, 1, 1, 1, 1, 1] } } },
    });
    app.write('python.lcov', report('b.py', [1, 1, 1, 1, 0, 0]));
    const bad = run(app.folder, 'coverage');
    expect([bad.status, bad.stderr]).toEqual([1, expect.stringContaining('less than 80 %')]);
  });
});
