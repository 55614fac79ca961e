// Secrets from the command line into builds, and nowhere else.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { secretForms } from '../../src/process/secret-forms.ts';
import { makeProject, type Project } from '../rig/project.ts';

/** The files of the state folder that hold a text in any of the forms in which programs print it. */
function leaks({ folder }: Project, value: string): readonly string[] {
  const entries = readdirSync(join(folder, '.slipway'), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const forms = secretForms(value).map((form) => Buffer.from(form));
  return files.filter((file) => {
    const bytes = readFileSync(file);
    return forms.some((form) => bytes.includes(form));
  });
}

function buildspec(commands: readonly string[], env: object, more: object = {}): object {
  return { version: '0.2', env, phases: { build: { commands } }, ...more };
}

describe('slipway secret', () => {
  test('puts, lists, and removes; the values are never shown', async () => {
    await using app = makeProject();
    expect((await app.feed('s3cret-value\n', 'secret', 'set', 'prod/token')).status).toBe(0);
    expect((await app.feed('one', 'secret', 'set', '--parameter', '/app/url')).status).toBe(0);
    const { stdout } = await app.run('secret', 'list', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      secrets: [
        { kind: 'parameter', name: '/app/url' },
        { kind: 'secret', name: 'prod/token' },
      ],
    });
    expect(stdout).not.toContain('s3cret-value');
    expect(leaks(app, 's3cret-value')).toEqual([]);
    expect(statSync(join(app.folder, '.slipway', 'secrets.key')).mode & 0o777).toBe(0o600);
    expect((await app.run('secret', 'rm', 'prod/tokn')).stderr).toContain('Did you mean "prod/token"?');
    expect((await app.run('secret', 'rm', 'prod/token')).status).toBe(0);
    expect((await app.run('secret', 'list')).stdout).not.toContain('prod/token');
  });

  test('refuses an empty value', async () => {
    await using app = makeProject();
    const { status, stderr } = await app.feed('\n', 'secret', 'set', 'a');
    expect(status).toBe(2);
    expect(stderr).toContain('The value is empty');
  });

  // shows: S4-076
  test('sets keys of a secret one by one, imports files, and builds take them all', async () => {
    await using app = makeProject();
    await app.feed('ann-the-user', 'secret', 'set', 'db', '--json-key', 'user');
    await app.feed('pass-the-word', 'secret', 'set', 'db', '--json-key', 'password');
    app.write('.env', '# keys\nAPI_KEY="key-of-the-api"\nEMPTY=\n');
    await app.run('secret', 'import', '.env', '--parameter', '--prefix', '/app/');
    await app.run('secret', 'import', '.env', '--into', 'all');
    const env = {
      'parameter-store': { KEY: '/app/API_KEY' },
      'secrets-manager': { USER_NAME: 'db:user', PASSWORD: 'db:password', ALL: 'all:API_KEY' },
    };
    const check =
      'test "$USER_NAME $PASSWORD $KEY $ALL" = "ann-the-user pass-the-word key-of-the-api key-of-the-api"';
    app.write('buildspec.yml', buildspec([check, 'echo "<$PASSWORD>"'], env));
    const { stdout, status } = await app.run('run');
    expect(stdout).toContain('| <***>');
    expect(status).toBe(0);
  });
});

test('doctor finds nothing wrong where nothing has run yet', async () => {
  await using app = makeProject();
  const { stdout, status } = await app.run('doctor');
  expect({ status, stdout }).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('nothing was run in'),
  });
});

test('a lost key is refused with the way out by every command, and doctor finds it', async () => {
  await using app = makeProject();
  await app.feed('value', 'secret', 'set', 'db');
  rmSync(join(app.folder, '.slipway', 'secrets.key'));
  const listed = await app.run('secret', 'list');
  expect(listed.status).toBe(2);
  expect(listed.stderr).toContain('SecretsKeyMissing');
  expect(listed.stderr).toContain('from a backup');
  expect((await app.feed('value', 'secret', 'set', 'other')).status).toBe(2);
  const { stdout, status } = await app.run('doctor');
  expect(stdout).toContain('✖ secrets');
  expect(status).toBe(2);
});

test('a missing secret is reported with the command that sets it', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', buildspec(['true'], { 'secrets-manager': { A: 'prod/none' } }));
  const { stderr, status } = await app.run('run');
  expect(status).toBe(2);
  expect(stderr).toContain('slipway secret set prod/none');
});

// shows: S4-076
test('a secret that a build prints in every way appears nowhere under the state folder', async () => {
  await using app = makeProject();
  const value = `pa$$ "w'ord/+ % with-many\\characters`;
  await app.feed(value, 'secret', 'set', 'prod/db');
  const commands = [
    'echo "$PASSWORD"',
    'printf %s "$PASSWORD" | base64; printf "user:%s@host" "$PASSWORD" | base64',
    'env; export -p; set -x; : "$PASSWORD"',
    `node -e 'const p = process.env.PASSWORD; console.log(JSON.stringify({p}), encodeURIComponent(p), new URLSearchParams({p}).toString())'`,
    `node -e 'const p = process.env.PASSWORD; process.stdout.write(p.slice(0, 9), () => process.stdout.write(p.slice(9)))'`,
    'printf %s "$PASSWORD" > leftover.txt',
    'printf "%s\\n" "cannot log in as $PASSWORD" >&2; exit 7',
  ];
  const env = { 'secrets-manager': { PASSWORD: 'prod/db' }, 'exported-variables': ['PASSWORD'] };
  app.write('buildspec.yml', buildspec(commands, env));
  const { stdout, stderr, status } = await app.run('run');
  expect(status).toBe(1);
  expect(stdout).toContain('cannot log in as ***');
  for (const form of secretForms(value)) expect(stdout + stderr).not.toContain(form);
  expect(leaks(app, value)).toEqual([]);
  for (const args of [
    ['status', '--json'],
    ['history', '--json'],
    ['logs', 'latest'],
  ]) {
    const shown = await app.run(...args);
    for (const form of secretForms(value)) expect(shown.stdout).not.toContain(form);
  }
});

test('what a build leaves behind holds no secret: reports, coverage, exported variables, names', async () => {
  await using app = makeProject();
  const value = 'Pa55-of-the-<"database">';
  await app.feed(value, 'secret', 'set', 'prod/db');
  const junit = `
    const { PASSWORD } = process.env;
    const xml = PASSWORD.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const fs = require('node:fs');
    fs.writeFileSync('junit.xml', '<testsuite name="' + xml + '"><testcase classname="' + xml + '" name="logs in as ' + xml + '">' +
      '<failure message="not ' + xml + '">not ' + xml + '</failure></testcase></testsuite>');
    fs.writeFileSync('lcov.info', 'SF:a/' + PASSWORD + '\\nDA:1,0\\nend_of_record\\n');`;
  app.write('make.cjs', junit);
  const commands = [
    'node make.cjs',
    'cat junit.xml; env | grep --color=always Pa55-of-the',
    `export PLAIN="x$PASSWORD" CODED="$(printf 'user:%s' "$PASSWORD" | base64 -w0)" URL="$(node -p 'encodeURIComponent(process.env.PASSWORD)')"`,
    `export HEX="$(printf %s "$PASSWORD" | od -An -v -tx1 | tr -d ' \n')" FREE=free`,
  ];
  const env = {
    'secrets-manager': { PASSWORD: 'prod/db' },
    'exported-variables': ['PLAIN', 'CODED', 'URL', 'HEX', 'FREE'],
  };
  app.write(
    'buildspec.yml',
    buildspec(commands, env, {
      reports: {
        '$PASSWORD-tests': { files: ['junit.xml'] },
        coverage: { files: ['lcov.info'], 'file-format': 'LCOV' },
      },
      artifacts: { name: '$PASSWORD-out', files: ['junit.xml'] },
    }),
  );
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('logs in as ***');
  expect(stdout).toContain('***-tests');
  for (const name of ['PLAIN', 'CODED', 'URL', 'HEX'])
    expect(stdout).toContain(`${name} is not exported: it holds a secret`);
  expect(stdout).not.toContain('FREE is not exported');
  expect(status).toBe(0);
  // What is uploaded is the user's own file.
  expect(leaks(app, value).filter((file) => !file.includes('/artifacts/'))).toEqual([]);
  for (const args of [
    ['run', '--json'],
    ['status', '--json'],
    ['history', '--json'],
    ['logs', 'latest'],
    ['reports'],
    ['reports', '--json'],
    ['events', '--json'],
  ]) {
    const shown = await app.run(...args);
    for (const form of secretForms(value)) expect(shown.stdout + shown.stderr).not.toContain(form);
  }
});

test('a secret of three characters is shown, and that is reported once; one that is a word of ours changes nothing', async () => {
  await using app = makeProject();
  await app.feed('123', 'secret', 'set', 'pin');
  await app.feed('SUCCEEDED', 'secret', 'set', 'word');
  const env = { 'secrets-manager': { PIN: 'pin', WORD: 'word' } };
  app.write('buildspec.yml', buildspec(['echo "<$PIN>"', 'echo "<$WORD>"'], env));
  const { stdout, status } = await app.run('run');
  expect(stdout).toContain('<123>');
  expect(stdout).toContain('<***>');
  // While it runs, and at the end.
  expect(stdout.match(/The value of PIN has fewer than 4 characters/g)).toHaveLength(2);
  expect(status).toBe(0);
  expect(stdout).toContain('succeeded');
});
