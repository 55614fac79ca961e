// Test reports and coverage, from the files that a build leaves to what people see, and the gates over them.
import { describe, expect, test } from 'vitest';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { makeProject, type Project } from '../rig/project.ts';

const junit = (failing: readonly string[], names: readonly string[]) =>
  `<testsuite name="app">${names
    .map((name) =>
      failing.includes(name)
        ? `<testcase classname="app" name="${name}" time="0.1"><failure message="expected 1">at test/${name}.js:7</failure></testcase>`
        : `<testcase classname="app" name="${name}" time="0.2"/>`,
    )
    .join('')}</testsuite>`;

/** `covered` of ten lines. */
const lcov = (covered: number) =>
  `SF:src/app.js\n${Array.from({ length: 10 }, (_, line) => `DA:${line + 1},${line < covered ? 1 : 0}\n`).join('')}end_of_record\n`;

const reports = {
  unit: { files: ['unit.xml'] },
  coverage: { files: ['lcov.info'], 'file-format': 'LCOV' },
};

function write(
  app: Project,
  given: { readonly failing?: readonly string[]; readonly covered: number },
): void {
  app.write('unit.xml', junit(given.failing ?? [], ['one', 'two']));
  app.write('lcov.info', lcov(given.covered));
}

describe('the reports of a build', () => {
  // shows: S3-095, S4-026
  test('are shown with the failed tests first, and kept with their trend', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands: ['true'] } }, reports });
    write(app, { covered: 9 });
    const first = await app.run('run');
    expect(first.stdout).toMatch(/✔ \S+-unit {2}2 passed/);
    expect(first.stdout).toMatch(/✔ \S+-coverage {2}lines 90 %/);
    write(app, { failing: ['two'], covered: 7 });
    const second = await app.run('run');
    // A failed test does not fail a build; only its commands do.
    expect(second.status).toBe(0);
    expect(second.stdout).toContain('✖ app › two  expected 1  test/two.js:7');
    const groups = await app.run('reports');
    expect(groups.stdout).toMatch(/-coverage {2}lines 70 %.*−20\.0 points/);
    const { reportGroups } = JSON.parse((await app.run('reports', '--json')).stdout) as {
      readonly reportGroups: readonly { readonly reportGroup: string }[];
    };
    const [coverage = '', unit = ''] = reportGroups.map(({ reportGroup }) => reportGroup);
    expect((await app.run('reports', unit)).stdout).toContain('✖ app › two');
    expect((await app.run('reports', coverage)).stdout).toContain('src/app.js  not run: 8–10');
    expect((await app.run('reports', 'unit')).stderr).toContain(`Did you mean ${unit}?`);
  });

  test('that fail now and then are called so', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands: ['true'] } }, reports });
    for (const failing of [[], ['two'], []]) {
      write(app, { failing, covered: 9 });
      await app.run('run');
    }
    const { stdout } = await app.run('reports', `${app.folder.split('/').at(-1) ?? ''}-unit`);
    expect(stdout).toContain('~ app › two  failed in 1 of 3 builds');
  });

  test('are reported as incomplete when a file is missing or broken, and the build continues', async () => {
    await using app = makeProject();
    const broken = { ...reports, none: { files: ['none.xml'] } };
    app.write('buildspec.yml', {
      version: '0.2',
      phases: { build: { commands: ['true'] } },
      reports: broken,
    });
    app.write('unit.xml', '<testsuite>\n<testcase name="a">\n');
    app.write('lcov.info', lcov(9));
    const { stdout, status } = await app.run('run');
    expect(status).toBe(0);
    expect(stdout).toContain('-none incomplete: no file matches none.xml');
    expect(stdout).toMatch(/unit\.xml:2:\d+ +error +The XML is not well-formed/);
  });

  test('of JSON have a limit, which is said, and a pipe is not waited for', async () => {
    await using app = makeProject();
    app.write('buildspec.yml', {
      version: '0.2',
      phases: { build: { commands: ['truncate -s 51000000 big.json', 'mkfifo pipe.xml'] } },
      reports: {
        features: { files: ['big.json'], 'file-format': 'CUCUMBERJSON' },
        pipe: { files: ['pipe.xml'] },
      },
    });
    const { stdout, status } = await app.run('run');
    expect(status).toBe(0);
    expect(stdout).toContain(
      '-features incomplete: big.json has 51.0 MB, and a report in JSON can have at most 50.0 MB. Let the tool write several files, or XML (up to 200.0 MB).',
    );
    expect(stdout).toMatch(/-pipe incomplete: (pipe\.xml is no file|no file matches pipe\.xml)/);
  });
});

describe('a gate', () => {
  function gated(app: Project, gate: object): void {
    const stages = [sourceStage, { name: 'Build', actions: [buildAction('compile')] }];
    app.write('pipeline.json', pipeline(stages));
    app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } }, reports }));
    app.write('gates.json', { gates: [{ projectName: 'compile', ...gate }] });
  }

  // shows: S3-095
  test('that is missed fails the action and says by how much', async () => {
    await using app = makeProject();
    gated(app, { lineCoverage: 80, passRate: 100 });
    write(app, { covered: 8 });
    expect((await app.run('run')).status).toBe(0);
    write(app, { failing: ['one'], covered: 7 });
    const { stdout, status } = await app.run('run');
    expect(status).toBe(1);
    expect(stdout).toContain('GateMissed');
    expect(stdout).toContain('line coverage 70 % is 10 points below the required 80 %');
    expect(stdout).toContain('pass rate 50 % is 50 points below the required 100 %');
  });

  test('holds a build against the last one that succeeded', async () => {
    await using app = makeProject();
    gated(app, { notBelowLast: true });
    for (const [covered, expected] of [
      [8, 0],
      [7, 1],
      [7, 1],
      [9, 0],
      [8, 1],
    ] as const) {
      write(app, { covered });
      expect((await app.run('run')).status).toBe(expected);
    }
  });

  test('for a figure that no report has is missed', async () => {
    await using app = makeProject();
    gated(app, { branchCoverage: 50 });
    write(app, { covered: 9 });
    const { stdout, status } = await app.run('run');
    expect(status).toBe(1);
    expect(stdout).toContain('branch coverage is not known');
  });

  test('for a project that does not exist, or with unknown keys, is reported by lint', async () => {
    await using app = makeProject();
    gated(app, {});
    app.write('gates.json', { gates: [{ projectName: 'compiler', lineCoverrage: 80 }] });
    const { stdout, status } = await app.run('lint');
    expect(stdout).toContain('Did you mean "compile"?');
    expect(stdout).toContain('Did you mean "lineCoverage"?');
    expect(status).toBe(2);
  });
});

test('paths of the folder in which the build ran are shown as those of the source', async () => {
  await using app = makeProject();
  const commands = [
    'printf "SF:%s/src/app.js\\nDA:1,0\\nend_of_record\\n" "$PWD" > lcov.info',
    `printf '<testsuite><testcase classname="a" name="a b"><failure message="at %s/src/app.js:3"/></testcase></testsuite>' "$PWD" > unit.xml`,
  ];
  app.write('buildspec.yml', { version: '0.2', phases: { build: { commands } }, reports });
  const { stdout } = await app.run('run');
  expect(stdout).toContain('✖ a b  at src/app.js:3');
  const [coverage = ''] = (await app.run('reports')).stdout.match(/\S+-coverage/) ?? [];
  expect((await app.run('reports', coverage)).stdout).toMatch(/0 % {2}src\/app\.js/);
});

describe('reports that the buildspec does not name', () => {
  test('are found by what the files hold, unless a variable forbids it', async () => {
    await using app = makeProject();
    const commands = [
      'mkdir -p out node_modules/x',
      'mv unit.xml lcov.info out/',
      'cp out/unit.xml node_modules/x/',
    ];
    app.write('buildspec.yml', { version: '0.2', phases: { build: { commands } } });
    app.write('other.xml', '<project/>');
    write(app, { covered: 8, failing: ['two'] });
    const { stdout, status } = await app.run('run');
    expect(stdout).toMatch(/\S+-JUNITXML-AutoDiscovered {2}1 passed, 1 failed/);
    expect(stdout).toMatch(/\S+-LCOV-AutoDiscovered {2}lines 80 %/);
    expect(status).toBe(0);
    const off = await app.run('run', '--env', 'CODEBUILD_CONFIG_AUTO_DISCOVER=false');
    expect(off.stdout).not.toContain('AutoDiscovered');
    const elsewhere = await app.run('run', '--env', 'CODEBUILD_CONFIG_AUTO_DISCOVER_DIR=out/none');
    expect(elsewhere.stdout).not.toContain('AutoDiscovered');
  });
});
