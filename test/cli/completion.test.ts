// What shells complete: the real scripts in bash, zsh and fish, and what they ask the program for.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { approvalAction, buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { launcher } from '../rig/program.ts';
import { installed, makeProject, type Project } from '../rig/project.ts';

function writeShop(app: Project): void {
  app.write(
    'pipeline.json',
    pipeline([
      sourceStage,
      { name: 'Build', actions: [buildAction('compile'), buildAction('check')] },
      { name: 'Release', actions: [approvalAction('SignOff')] },
    ]),
  );
  for (const name of ['compile', 'check'])
    app.write(`${name}.json`, project(name, { phases: { build: { commands: ['true'] } } }));
}

const workflow = `name: ci
on:
  push:
  workflow_dispatch:
    inputs:
      target: { type: choice, options: [ecs, lambda], description: where to }
jobs:
  lint:
    runs-on: ubuntu-latest
    steps: [{ run: 'true' }]
  test:
    runs-on: ubuntu-latest
    strategy: { matrix: { python: ['3.11', '3.12'] } }
    steps: [{ run: 'true' }]
`;

async function nextOf(app: Project, ...words: readonly string[]): Promise<readonly string[]> {
  const { status, stdout, stderr } = await app.run('completion', 'next', '--', ...words);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '');
}

test('stages and actions of the definition follow the options that take them', async () => {
  await using app = makeProject();
  writeShop(app);
  expect(await nextOf(app, 'run', '--only', '')).toEqual([
    'Source\ta stage',
    'Source/Checkout\tCodeStarSourceConnection',
    'Build\ta stage',
    'Build/compile\tCodeBuild',
    'Build/check\tCodeBuild',
    'Release\ta stage',
    'Release/SignOff\tManual',
  ]);
  expect(await nextOf(app, 'run', '.', '--exit', '--skip', 'Build/c')).toHaveLength(2);
  expect(await nextOf(app, 'run', '--until=Rel')).toEqual(['Release\ta stage', 'Release/SignOff\tManual']);
  expect(await nextOf(app, 'run', '--approve', '')).toEqual(['SignOff\tof the stage Release']);
  expect(await nextOf(app, 'run', '--source', '')).toEqual(['Checkout=\tof the stage Source']);
});

test('jobs, inputs and values of a matrix follow the options of a workflow', async () => {
  await using app = makeProject();
  app.write('.github/workflows/ci.yml', workflow);
  const file = '.github/workflows/ci.yml';
  expect(await nextOf(app, 'run', file, '--job', '')).toEqual(['lint', 'test']);
  expect(await nextOf(app, 'run', file, '--event', 'w')).toEqual(['workflow_dispatch']);
  expect(await nextOf(app, 'run', file, '--input', '')).toEqual([
    'target=\twhere to',
    'target=ecs',
    'target=lambda',
  ]);
  expect(await nextOf(app, 'run', file, '--job', 'test', '--matrix', 'python=3.12')).toEqual(['python=3.12']);
});

test('pipelines, executions, stages and approvals are those of the state folder', async () => {
  await using app = makeProject();
  writeShop(app);
  expect(await nextOf(app, 'logs', '')).toEqual([]);
  await app.run('run', '--approve', 'SignOff');
  const { executions } = JSON.parse((await app.run('history', '--json')).stdout) as {
    readonly executions: readonly { readonly executionId: string }[];
  };
  const id = executions[0]?.executionId.slice(0, 8) ?? '';
  for (const words of [
    ['logs', ''],
    ['explain', ''],
    ['rollback', 'Build', '--to', ''],
    ['approve', '--execution', ''],
  ])
    expect(await nextOf(app, ...words)).toEqual([expect.stringMatching(`^${id}\tapp Succeeded .* ago$`)]);
  expect(await nextOf(app, 'history', '--pipeline', '')).toEqual(['app']);
  expect(await nextOf(app, 'disable', 'B')).toEqual(['Build']);
  expect(await nextOf(app, 'approve', 'Release', '')).toEqual(['SignOff\tof the stage Release']);
  expect(await nextOf(app, 'logs', '--action', 'c')).toEqual([
    'compile\tof the stage Build',
    'check\tof the stage Build',
  ]);
});

test('what an option or a page names itself is offered, and nothing where nothing is known', async () => {
  await using app = makeProject();
  expect(await nextOf(app, 'run', '--isolation', '')).toEqual(['namespace', 'process', 'none']);
  expect(await nextOf(app, 'docs', 'first')).toEqual([expect.stringMatching(/^first-steps\t/)]);
  expect(await nextOf(app, 'init', '--template', 'fl')).toEqual([expect.stringMatching(/^fleet\t/)]);
  app.write('pipeline.json', '{ broken');
  for (const words of [['run', '--only', ''], ['frobnicate', ''], ['run'], ['run', '--reason', ''], []])
    expect(await nextOf(app, ...words)).toEqual([]);
});

/** @param shell a script that prints what is completed at the end of the line, one a line */
function completes(app: Project, shell: readonly string[]): readonly string[] {
  const [file = '', ...args] = shell;
  const { stdout, stderr } = spawnSync(file, args, {
    cwd: app.folder,
    encoding: 'utf8',
    env: { ...process.env, ...installed, SLIPWAY_STATE: undefined },
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

const slipwayFunction = `slipway() { '${process.execPath}' -- '${launcher}' "$@"; }`;

function inBash(app: Project, ...words: readonly string[]): readonly string[] {
  const line = words.map((word) => `'${word}'`).join(' ');
  return completes(app, [
    'bash',
    '-c',
    `${slipwayFunction}; source <(slipway completion bash); COMP_WORDS=(slipway ${line}); COMP_CWORD=${words.length}; _slipway; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ]);
}

test('bash completes what the program knows, also after the equals sign that it takes for a word', async () => {
  await using app = makeProject();
  writeShop(app);
  app.write('.github/workflows/ci.yml', workflow);
  expect(inBash(app, 'run', '--only', 'Build/')).toEqual(['Build/compile', 'Build/check']);
  expect(inBash(app, 'run', '--until', '=', 'Rel')).toEqual(['Release', 'Release/SignOff']);
  const input = ['run', '.github/workflows/ci.yml', '--input'];
  expect(inBash(app, ...input, 'tar')).toEqual(['target=', 'target=ecs', 'target=lambda']);
  expect(inBash(app, ...input, 'target', '=')).toEqual(['ecs', 'lambda']);
  expect(inBash(app, ...input, 'target', '=', 'l')).toEqual(['lambda']);
  expect(inBash(app, 'run', '--ski')).toEqual(['--skip']);
  expect(inBash(app, 'help', 'roll')).toEqual(['rollback']);
});

const has = (shell: string): boolean => spawnSync(shell, ['--version']).error === undefined;

test.skipIf(!has('zsh'))('zsh completes it, with what each is', async () => {
  await using app = makeProject();
  writeShop(app);
  // _describe of zsh needs its line editor: what it is given is shown instead.
  const zsh = (...words: readonly string[]) =>
    completes(app, [
      'zsh',
      '-f',
      '-c',
      [
        slipwayFunction,
        'compdef() { : }; compset() { : }; compadd() { shift; print -l -- "$@" }; _files() { print files }',
        '_describe() { print -l -- "${(@)found}" }',
        'source <(slipway completion zsh)',
        `words=(slipway ${words.map((word) => `'${word}'`).join(' ')}); CURRENT=${words.length + 1}; PREFIX='${words.at(-1)}'; _slipway`,
      ].join('\n'),
    ]);
  expect(zsh('run', '--only', 'Build/')).toEqual(['Build/compile:CodeBuild', 'Build/check:CodeBuild']);
  expect(zsh('run', '--env-file', '')).toEqual(['files']);
  expect(zsh('artifacts', '')).toContain('extract');
});

test.skipIf(!has('fish'))('fish completes it, with what each is', async () => {
  await using app = makeProject();
  writeShop(app);
  const fish = (line: string) =>
    completes(app, [
      'fish',
      '--no-config',
      '-c',
      `function slipway; '${process.execPath}' -- '${launcher}' $argv; end; slipway completion fish | source; complete --do-complete '${line}'`,
    ]);
  expect(fish('slipway run --only Build/')).toEqual(['Build/check\tCodeBuild', 'Build/compile\tCodeBuild']);
  expect(fish('slipway run --unt')).toContain('--until');
  expect(fish('slipway roll')).toEqual(['rollback']);
});
