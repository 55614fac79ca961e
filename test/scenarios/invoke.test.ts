// slipway invoke: one function of a definition, by itself.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openAccount } from '../../src/account/open-account.ts';
import { buildAction, pipeline, project, sourceStage } from '../rig/definitions.ts';
import { isAlive, lambda } from '../rig/functions.ts';
import { launcher as slipway } from '../rig/program.ts';
import { makeProject, type Project } from '../rig/project.ts';
import { makeFolder, makeFolderForFunctions } from '../rig/temporary-folder.ts';

const approval = {
  name: 'Ok',
  actionTypeId: { category: 'Approval', owner: 'AWS', provider: 'Manual', version: '1' },
};

function write(app: Project, code: string): void {
  app.write('pipeline.json', pipeline([sourceStage, { name: 'Ask', actions: [approval] }]));
  app.write('check-green.json', {
    FunctionName: 'check-green',
    Runtime: 'nodejs22.x',
    Handler: 'check.handler',
    Role: 'arn:aws:iam::111122223333:role/check',
    Environment: { Variables: { STAGE: 'test' } },
  });
  app.write('hooks/check.mjs', code);
}

const echo = `export const handler = async (event) => {
  console.log('looking at', event.color);
  if (event.color === 'red') throw new Error('red');
  return { color: event.color, stage: process.env.STAGE };
};`;

const otherUser = { uid: 65_534, gid: 65_534 };
/** A user without rights, where there is one who can read this program and has views of the files. */
const canRunAsOther =
  process.getuid?.() === 0 &&
  spawnSync(process.execPath, [slipway, '--version'], { ...otherUser, cwd: '/', env: {} }).status === 0 &&
  spawnSync('unshare', ['--user', '--map-root-user', '--mount', 'true'], otherUser).status === 0;

describe('invoke', () => {
  test('prints what the function gives, and its log separately', async () => {
    await using app = makeProject();
    write(app, echo);
    const { stdout, stderr, status } = await app.run(
      'invoke',
      'check-green',
      '--payload',
      '{"color":"green"}',
    );
    expect(JSON.parse(stdout)).toEqual({ color: 'green', stage: 'test' });
    expect(stderr).toMatch(/^START RequestId: .*\n.*\tINFO\tlooking at green\nEND RequestId: .*\nREPORT /);
    expect(status).toBe(0);
  });

  test('runs a function that a call of AWS’s API has made, where there is no definition', async () => {
    await using app = makeProject();
    app.write('code/check.mjs', echo);
    const stateFolder = join(app.folder, '.slipway');
    mkdirSync(stateFolder);
    {
      using account = openAccount(stateFolder);
      account.put({
        account: '111122223333',
        region: 'eu-west-1',
        partition: 'aws',
        type: 'AWS::Lambda::Function',
        name: 'made',
        values: {
          ...lambda({ functionName: 'made', variables: { STAGE: 'api' } }),
          code: { folder: join(app.folder, 'code'), path: '.' },
        },
        madeBy: { kind: 'api', operation: 'CreateFunction' },
        at: 0,
      });
    }
    const { stdout, status } = await app.run('invoke', 'made', '--payload', '{"color":"green"}');
    expect([status, JSON.parse(stdout)]).toEqual([0, { color: 'green', stage: 'api' }]);
  });

  test('gives one document with --json, and status 1 when the function fails', async () => {
    await using app = makeProject();
    write(app, echo);
    app.write('event.json', { color: 'red' });
    const call = ['invoke', 'check-green', '--json', '--payload', 'file://event.json'];
    const { stdout, stderr, status } = await app.run(...call);
    expect(JSON.parse(stdout)).toMatchObject({
      functionName: 'check-green',
      functionError: 'Error: red',
      payload: { errorType: 'Error', errorMessage: 'red' },
      log: expect.arrayContaining([expect.stringMatching(/^START /)]),
      durationMs: expect.any(Number),
    });
    expect(stderr).toBe('');
    expect(status).toBe(1);
  });

  test('refuses a function that the definition has not, and a payload that is no JSON', async () => {
    await using app = makeProject();
    write(app, echo);
    const unknown = await app.run('invoke', 'check-gren');
    expect(unknown.stderr).toContain('FunctionUnknown');
    expect(unknown.stderr).toContain('Did you mean "check-green"?');
    expect(unknown.status).toBe(2);
    const wrong = await app.run('invoke', 'check-green', '--payload', '{color}');
    expect(wrong.stderr).toContain('The payload is not JSON');
    expect(wrong.status).toBe(2);
  });

  test('that is interrupted leaves nothing behind', async () => {
    await using app = makeProject();
    await using folder = await makeFolderForFunctions();
    write(
      app,
      `import { writeFileSync } from 'node:fs';
      export const handler = () => new Promise(() => {
        writeFileSync('${folder.path}/pid', String(process.pid));
        setInterval(() => {}, 1000);
      });`,
    );
    app.write('check-green.json', { ...(JSON.parse(app.read('check-green.json')) as object), Timeout: 900 });
    const running = app.start('invoke', 'check-green');
    const written = () => {
      const file = join(folder.path, 'pid');
      return existsSync(file) ? readFileSync(file, 'utf8') : '';
    };
    await expect.poll(written).toMatch(/^\d+$/);
    const pid = Number(written());
    running.kill('SIGINT');
    expect((await running.ended).status).toBe(130);
    expect(isAlive(pid)).toBe(false);
  });

  test('finds a function that another definition of the state folder has declared', async () => {
    await using app = makeProject();
    write(app, echo);
    app.write('pipeline.json', pipeline([sourceStage, { name: 'Build', actions: [buildAction('compile')] }]));
    app.write('project.json', project('compile', { phases: { build: { commands: ['true'] } } }));
    app.write('other/pipeline.json', pipeline([sourceStage, { name: 'Ask', actions: [approval] }]));
    const call = ['invoke', 'check-green', 'other', '--state', '.slipway'];
    const missing = await app.run(...call);
    expect(missing.status).toBe(2);
    expect(missing.stderr).toContain('Neither the definition nor the account has a function "check-green"');
    expect((await app.run('run')).status).toBe(0);
    const { stdout, status } = await app.run(...call);
    expect([status, JSON.parse(stdout)]).toEqual([0, { stage: 'test' }]);
  });
});

test('lint reports a function whose code does not exist, in a file of its own', async () => {
  await using app = makeProject();
  write(app, echo);
  app.write('code.json', { functionCode: [{ functionName: 'check-green', path: 'lost' }] });
  const { stdout, status } = await app.run('lint');
  expect(stdout).toMatch(/code\.json:5:15 +warning +The code of the function "check-green" is not found/);
  expect(stdout).toContain('FunctionCodeMissing');
  expect(status).toBe(0);
});

test('lint reads the file of one function by itself', async () => {
  await using app = makeProject();
  app.write('check.json', { FunctionName: 'check', Runtime: 'nodejs22.x', Role: 'arn:…', Timeout: 901 });
  const { stdout, status } = await app.run('lint', 'check.json');
  expect(stdout).toContain('"Timeout" is 901');
  expect(status).toBe(2);
});

test.skipIf(!canRunAsOther)(
  'a function that a user without rights invokes runs as that user, and leaves nothing of its /tmp',
  async () => {
    await using app = makeProject();
    await using temporary = await makeFolder();
    write(
      app,
      `import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
      const tried = (work) => { try { work(); return 'done'; } catch ({ code }) { return code; } };
      export const handler = async () => {
        mkdirSync('/tmp/kept');
        writeFileSync('/tmp/kept/file', '');
        chmodSync('/tmp/kept', 0o555);
        return [process.getuid(), tried(() => writeFileSync('new', '')), tried(() => writeFileSync('check.mjs', ''))];
      };`,
    );
    for (const folder of [app.folder, temporary.path])
      execFileSync('chown', ['-R', `${otherUser.uid}:${otherUser.gid}`, folder]);
    const { stdout } = spawnSync(process.execPath, [slipway, 'invoke', 'check-green'], {
      cwd: app.folder,
      encoding: 'utf8',
      env: { PATH: '/usr/bin:/bin', NO_COLOR: '1', HOME: temporary.path, TMPDIR: temporary.path },
      ...otherUser,
    });
    expect(JSON.parse(stdout)).toEqual([otherUser.uid, 'EROFS', 'EROFS']);
    expect(readdirSync(temporary.path).filter((name) => name.startsWith('slipway-function-'))).toEqual([]);
  },
);
