// What the platform does with a bundle on an instance: real processes, by the scripts alone.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Bundle } from '../../src/actions/beanstalk/bundle.ts';
import { revisionScripts } from '../../src/actions/beanstalk/platform.ts';
import { makeBeanstalkHost } from '../rig/beanstalk-host.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

/** Answers with what `expression` comes to; `/die` ends it. */
const server = (expression: string) => `
require('node:http').createServer((request, response) => {
  if (request.url === '/die') process.exit(3);
  response.end(String(${expression}));
}).listen(process.env.PORT, '127.0.0.1');
`;

describe('a line of the Procfile is run by a shell', () => {
  test.each([
    ['cd backend && node app.js', 'undefined'],
    ['GREETING=hello node backend/app.js', 'hello'],
    ['export GREETING="a b"; node backend/app.js', 'a b'],
    ['GREETING=$(echo made) node backend/app.js # a note', 'made'],
    ['test -d nowhere || node backend/app.js', 'undefined'],
    ['exec node backend/app.js', 'undefined'],
    ['[[ 1 < 2 ]] && node backend/app.js', 'undefined'],
  ])('%s', async (line, answer) => {
    await using host = await makeBeanstalkHost();
    const files = { Procfile: `web: ${line}\n`, 'backend/app.js': server('process.env.GREETING') };
    const { failedAt } = await host.deploy(files);
    expect(failedAt).toBeUndefined();
    expect(await host.answer()).toBe(answer);
  });
});

describe('a process', () => {
  test('that ends is started again, and again', async () => {
    await using host = await makeBeanstalkHost();
    await host.deploy({ 'server.js': server('process.pid') });
    const seen = new Set<string | undefined>([await host.answer()]);
    for (const round of [1, 2]) {
      await fetch(`${host.url}/die`).catch(() => undefined);
      await expect
        .poll(
          async () => {
            const answer = await host.answer();
            return answer !== undefined && !seen.has(answer);
          },
          { timeout: 20_000 },
        )
        .toBe(true);
      seen.add(await host.answer());
      expect(seen.size).toBe(round + 1);
    }
    expect(host.read('/var/log/web.stdout.log')).toContain(
      'web has ended with exit code 3 and is started again',
    );
  });

  test('that is no web process is started again too', async () => {
    await using host = await makeBeanstalkHost();
    await host.deploy({
      Procfile: 'worker: echo begun >> runs; exit 1\nweb: node server.js\n',
      'server.js': server(`require('node:fs').readFileSync('runs', 'utf8').split('begun').length > 3`),
    });
    await expect.poll(async () => await host.answer()).toBe('true');
  });

  test('of the version before is gone for good when the next one starts', async () => {
    await using host = await makeBeanstalkHost();
    await host.deploy({ 'server.js': server('"one"') });
    const { failedAt } = await host.deploy({ 'server.js': server('"two"') });
    expect(failedAt).toBeUndefined();
    expect(await host.answer()).toBe('two');
    await fetch(`${host.url}/die`).catch(() => undefined);
    await expect.poll(async () => await host.answer()).toBe('two');
  });

  test('that ends once before it listens is given another try; one that ends always fails with what it printed', async () => {
    await using host = await makeBeanstalkHost();
    const once = { Procfile: 'web: if [ -e tried ]; then node server.js; else touch tried; exit 1; fi\n' };
    expect((await host.deploy({ ...once, 'server.js': server('"up"') })).failedAt).toBeUndefined();
    const { failedAt, lines } = await host.deploy({ 'server.js': 'throw new Error("no database")' });
    expect(failedAt).toBe('ValidateService');
    expect(lines.join('\n')).toContain('no database');
    expect(lines.join('\n')).toContain('The process web has ended 3 times before it listened');
  });
});

test.each([
  [{ 'app.js': server('"app"'), 'server.js': server('"server"') }, 'app'],
  [{ 'server.js': server('"server"') }, 'server'],
  [
    {
      'package.json': '{"scripts":{"start":"node main.js"}}',
      'main.js': server('"main"'),
      'app.js': server('"app"'),
    },
    'main',
  ],
])('without a Procfile the platform for Node.js starts what it finds, case %#', async (files, answer) => {
  await using host = await makeBeanstalkHost();
  expect((await host.deploy(files)).failedAt).toBeUndefined();
  expect(await host.answer()).toBe(answer);
});

describe('the platform for Python', () => {
  const scripts = (files: readonly string[], processes: Bundle['processes'] = []) =>
    revisionScripts({
      platform: { language: 'python', port: 8000 },
      bundle: {
        files: new Set(files),
        processes,
        optionSettings: [],
        containerCommands: [],
        notExecuted: [],
        hooks: { prebuild: [], predeploy: [], postdeploy: [] },
      },
      wsgiPath: 'shop.wsgi',
      numProcesses: 3,
      numThreads: 20,
      variablesFile: 'none.env',
      timeoutSeconds: 30,
    });

  test.each([
    [['requirements.txt', 'Pipfile', 'Pipfile.lock'], / gunicorn -r requirements\.txt\n/, 'pipenv'],
    [['Pipfile', 'Pipfile.lock'], / pipenv sync\n/, 'requirements.txt'],
    [['Pipfile'], / pipenv install --skip-lock\n/, 'requirements.txt'],
    [[], / gunicorn\n/, 'pipenv'],
  ])('installs what the first list of dependencies says, of %j', (files, installs, not) => {
    const text = scripts(files)['scripts/stage.sh'];
    expect(text).toMatch(installs);
    expect(text).not.toContain(not);
  });

  test('makes a virtual environment that finds its library, of a python3 that is a link next to another library', async () => {
    await using folder = await makeFolder();
    const text = scripts([])['scripts/stage.sh'];
    const made = text.slice(text.indexOf('venv='), text.indexOf('\nif python3 -m pip'));
    const run = (script: string): string =>
      execFileSync('bash', ['--norc', '-euc', script], {
        encoding: 'utf8',
        env: {
          PATH: `${folder.path}/bin:${process.env['PATH'] ?? ''}`,
          app: folder.path,
          DEPLOYMENT_ID: 'one',
        },
      });
    const about = `python3 -c 'import os, sys; print(os.path.realpath(sys.executable), "python%d.%d" % sys.version_info[:2])'`;
    const [real = '', library = ''] = run(about).trim().split(' ');
    mkdirSync(join(folder.path, 'bin'));
    symlinkSync(real, join(folder.path, 'bin/python3'));
    mkdirSync(join(folder.path, 'lib', library), { recursive: true });
    writeFileSync(join(folder.path, 'lib', library, 'os.py'), '');
    expect(run(`${made}\n"$venv/bin/python" -c 'import subprocess; print("found")'`)).toBe('found\n');
  });

  test('starts as many processes and threads as the environment says, unless the Procfile has a command', () => {
    expect(scripts([])['scripts/start.sh']).toContain('--workers=3 --threads=20 shop.wsgi');
    const own = scripts([], [{ name: 'web', command: 'uvicorn app:app' }])['scripts/start.sh'];
    expect(own).toContain("start 'web' 'uvicorn app:app'");
    expect(own).not.toContain('gunicorn');
  });
});

describe('a container command', () => {
  /** The value of `container_commands` in JSON, which YAML is too. */
  async function deploy(commands: Readonly<Record<string, object>>) {
    await using host = await makeBeanstalkHost({ STAGE: 'test', EB_IS_COMMAND_LEADER: 'true' });
    const config = JSON.stringify({ container_commands: commands });
    const files = { '.ebextensions/app.config': config, 'server.js': server('1'), 'sub/file': '' };
    const { failedAt, lines } = await host.deploy(files);
    return { failedAt, text: lines.join('\n') };
  }

  test.each([
    ['an unset variable', { command: 'echo "[$UNDEF]"' }, '[]'],
    ['a note at its end', { command: 'echo done # and a note' }, 'done'],
    ['a failure before its last line', { command: 'false\necho "last"' }, 'last'],
    ['a pipe whose first part fails', { command: 'false | echo piped' }, 'piped'],
    ['an open here document', { command: 'cat <<END\nheld\nEND' }, 'held'],
    ['quotes and backslashes', { command: `echo "it's" 'a "b"' \\\\n` }, `it's a "b"`],
    ['a property of the environment', { command: 'echo "$STAGE"' }, 'test'],
    ['variables of its own', { command: 'echo "$A/$B"', env: { A: "it's", B: 2 } }, "it's/2"],
    ['a folder', { command: 'ls', cwd: 'sub' }, 'file'],
    ['words', { command: ['echo', '$STAGE', 'a b'] }, '$STAGE a b'],
    [
      'a test that holds, in its folder',
      { command: 'echo tested', test: '[ -e file ] # note', cwd: 'sub' },
      'tested',
    ],
    ['the leader alone', { command: 'echo led', leader_only: true }, 'led'],
    [
      'a failure that may be',
      { command: 'exit 3', ignoreErrors: true },
      'exit code 3, which ignoreErrors lets pass',
    ],
  ])('with %s goes on', async (_, command, printed) => {
    const { failedAt, text } = await deploy({ '01_it': command, '02_next': { command: 'echo next' } });
    expect(text).toContain(printed);
    expect(text).toContain('[stdout]next');
    expect(failedAt).toBeUndefined();
  });

  test.each([
    [
      'fails',
      { command: 'exit 9' },
      'container_command 01_it in .ebextensions/app.config failed with exit code 9',
    ],
    ['fails in its last line', { command: 'true\nls /nowhere-at-all' }, 'failed with exit code 2'],
    ['has no such folder', { command: 'echo wrong place', cwd: 'nowhere' }, 'failed with exit code 1'],
    ['is not complete', { command: 'if true; then' }, 'failed with exit code'],
  ])('that %s ends the deployment with its name', async (_, command, printed) => {
    const { failedAt, text } = await deploy({ '01_it': command, '02_next': { command: 'echo next' } });
    expect(failedAt).toBe('AfterInstall');
    expect(text).toContain(printed);
    expect(text).not.toContain('[stdout]next');
    expect(text).not.toContain('[stdout]wrong place');
  });

  test('whose test fails is not run, and nothing that one sets reaches the next', async () => {
    const { failedAt, text } = await deploy({
      '01': { command: 'echo never', test: 'false' },
      '02': { command: 'export LEFT=behind; cd /; set -e' },
      '03': { command: 'echo "[$LEFT]"; ls server.js' },
    });
    expect(text).not.toContain('[stdout]never');
    expect(text).toContain('[stdout][]');
    expect(failedAt).toBeUndefined();
  });
});
