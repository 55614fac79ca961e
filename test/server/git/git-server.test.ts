// The git server, asked by git: which repositories and refs it takes, and what a client that goes away leaves behind.
// Git runs next to this process, which is the server: so it is never waited for in a blocking way.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { git, makeClone } from '../../rig/git.ts';
import { allOf, openHttp, type HttpRig } from '../../rig/http-server.ts';
import { makeFolder } from '../../rig/temporary-folder.ts';

interface Ran {
  readonly ok: boolean;
  readonly text: string;
}

async function run(folder: string, ...args: readonly string[]): Promise<Ran> {
  const { promise, resolve } = Promise.withResolvers<Ran>();
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
  execFile('git', [...args], { cwd: folder, env }, (error, stdout, stderr) =>
    resolve({ ok: error === null, text: `${stdout}${stderr}` }),
  );
  return promise;
}

function remoteOf({ port }: HttpRig, secret: string, name: string): string {
  return `http://x:${secret}@127.0.0.1:${port}/v1/repos/${name}`;
}

describe('a push', () => {
  test.each([
    ['refs/replace/{commit}', 'only branches and tags are taken here'],
    ['refs/notes/commits', 'only branches and tags are taken here'],
    ['refs/pull/1/head', 'only branches and tags are taken here'],
    ['refs/stash', 'only branches and tags are taken here'],
    ['refs/headsx/main', 'only branches and tags are taken here'],
    ['refs/heads/HEAD', 'this is no name of a branch or tag'],
    ['refs/heads/-x', 'this is no name of a branch or tag'],
    ['refs/tags/--upload-pack', 'this is no name of a branch or tag'],
    ['refs/heads/refs/heads/main', 'this is no name of a branch or tag'],
    ['refs/heads/{commit}', 'this name would be taken for a commit'],
    ['refs/tags/{commit}', 'this name would be taken for a commit'],
  ])('of %s is refused, and with it all that came along', async (pattern, reason) => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'app');
    const ref = pattern.replace('{commit}', git(clone, 'rev-parse', 'HEAD'));
    const pushed = await run(clone, 'push', remote, 'HEAD:refs/heads/main', `HEAD:${ref}`);
    expect(pushed.ok).toBe(false);
    expect(pushed.text).toContain(`[remote rejected] HEAD -> ${ref.replace(/^refs\/(heads|tags)\//, '')}`);
    expect(pushed.text).toContain(reason);
    expect(pushed.text).toContain('another ref of this push is refused');
    expect((await run(clone, 'ls-remote', remote)).text).toBe('');
  });

  test('to a repository that no pipeline takes says so to who pushes, with what to do', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'other');
    await run(clone, 'push', '--quiet', remote, 'HEAD:main');
    const pushed = await run(clone, 'push', remote, 'HEAD:refs/heads/topic');
    expect(pushed.ok).toBe(true);
    expect(pushed.text).toContain(
      'remote: topic: no pipeline here takes the repository "other", so nothing was started',
    );
    expect(pushed.text).toMatch(/remote: (The pipelines here take|No pipeline here has a repository)/);
    // A deletion starts nothing, and needs no word.
    const deleted = await run(clone, 'push', remote, ':refs/heads/topic');
    expect(deleted).toMatchObject({ ok: true, text: expect.not.stringContaining('remote:') });
  });

  // shows: S3-130
  test('of branches and tags with odd names is taken, and can be deleted again', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'app');
    const refs = [
      'refs/heads/feature/ü-1',
      'refs/heads/main',
      'refs/tags/v1.0',
      'refs/heads/#1',
      'refs/tags/a/b',
    ];
    expect(await run(clone, 'push', remote, ...refs.map((ref) => `HEAD:${ref}`))).toMatchObject({ ok: true });
    const listed = (await run(clone, 'ls-remote', remote)).text;
    for (const ref of refs) expect(listed).toContain(`\t${ref}\n`);
    const others = refs.filter((ref) => ref !== 'refs/heads/main');
    expect(await run(clone, 'push', remote, ...others.map((ref) => `:${ref}`))).toMatchObject({ ok: true });
    const left = (await run(clone, 'ls-remote', remote)).text.matchAll(/\t(\S+)\n/g);
    expect([...left].map(([, ref]) => ref)).toEqual(['HEAD', 'refs/heads/main']);
  });

  test('to a repository that holds replacements shows and serves what the ids say', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'app');
    const good = git(clone, 'rev-parse', 'HEAD');
    git(clone, 'commit', '--quiet', '--amend', '--message', 'Bad');
    const bad = git(clone, 'rev-parse', 'HEAD');
    await run(clone, 'push', '--quiet', remote, `${good}:refs/heads/main`, `${bad}:refs/heads/other`);
    const hosted = join(rig.served.state.path, 'repositories', 'app.git');
    git(hosted, 'update-ref', `refs/replace/${good}`, bad);
    git(hosted, 'config', 'uploadpack.packObjectsHook', `touch ${folder.path}/ran #`);
    expect((await run(clone, 'ls-remote', remote)).text).not.toContain('refs/replace');
    await run(folder.path, 'clone', '--quiet', '--branch', 'main', remote, 'again');
    expect(git(join(folder.path, 'again'), 'log', '--format=%s')).toBe('First');
  });

  test('of many megabytes is taken', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    await writeFile(join(clone, 'large'), randomBytes(20_000_000));
    git(clone, 'add', '.');
    git(clone, 'commit', '--quiet', '--message', 'Large');
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'app');
    expect(await run(clone, 'push', remote, 'HEAD:main')).toMatchObject({ ok: true });
    expect(await run(clone, 'push', remote, 'HEAD:refs/notes/x')).toMatchObject({ ok: false });
  });
});

describe('a repository', () => {
  test.each(['app', 'acme/app', 'group/sub/deeper/app', 'a.b_c-d/e'])(
    'called %s is pushed, found with and without .git and with its slashes encoded, and cloned',
    async (name) => {
      await using folder = await makeFolder();
      await using rig = await openHttp();
      const clone = makeClone(folder.path);
      const { secret } = rig.tokenFor('run');
      expect(await run(clone, 'push', remoteOf(rig, secret, name), 'HEAD:main')).toMatchObject({ ok: true });
      for (const asked of [name, `${name}.git`, `${name}/`, name.replaceAll('/', '%2F'), name.toUpperCase()])
        expect((await run(clone, 'ls-remote', remoteOf(rig, secret, asked))).text).toContain(
          'refs/heads/main',
        );
    },
  );

  test('has the first branch that is pushed as its default, and keeps it', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'app');
    const headOf = async () => (await run(clone, 'ls-remote', '--symref', remote, 'HEAD')).text;
    for (const branch of ['dev', 'main'])
      expect(await run(clone, 'push', remote, `HEAD:refs/heads/${branch}`)).toMatchObject({ ok: true });
    expect(await headOf()).toContain('ref: refs/heads/dev\tHEAD');
    await run(folder.path, 'clone', '--quiet', remote, 'again');
    expect(git(join(folder.path, 'again'), 'log', '--format=%s')).toBe('First');
  });

  test('that does not exist is named together with those that do', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const { secret } = rig.tokenFor('run');
    const headers = { authorization: `Bearer ${secret}` };
    const ask = async () => rig.get('/v1/repos/none/info/refs?service=git-upload-pack', { headers });
    expect(await (await ask()).text()).toContain('Nothing was pushed yet');
    for (const name of ['beta', 'acme/app'])
      await run(clone, 'push', remoteOf(rig, secret, name), 'HEAD:main');
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([
      404,
      'There is no repository "none": push to it, and it is made. There are: acme/app, beta\n',
    ]);
  });

  test('may be requested without its owner as long as the name is unique', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const { secret } = rig.tokenFor('run');
    await run(clone, 'push', remoteOf(rig, secret, 'acme/app'), 'HEAD:main');
    expect((await run(clone, 'ls-remote', remoteOf(rig, secret, 'app'))).text).toContain('refs/heads/main');
    await run(clone, 'push', remoteOf(rig, secret, 'beta/app'), 'HEAD:main');
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await rig.get('/v1/repos/app/info/refs?service=git-upload-pack', { headers });
    expect(await answer.text()).toBe('"app" may be acme/app or beta/app: name one of them\n');
  });

  test.each(['..', '%2e%2e', '..%2f..%2fapp', 'a//b', 'a b', '%zz', 'x'.repeat(101), 'a.git/b', '%00'])(
    'cannot be called %s',
    async (name) => {
      await using rig = await openHttp();
      const headers = { authorization: `Bearer ${rig.tokenFor('run').secret}` };
      const answer = await rig.get(`/v1/repos/${name}/info/refs?service=git-receive-pack`, { headers });
      expect(answer.status).toBe(404);
    },
  );

  test('is made once when two push to it for the first time', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'app');
    const clone = makeClone(folder.path);
    const pushed = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => run(clone, 'push', remote, `HEAD:refs/heads/${name}`)),
    );
    expect(pushed.map(({ ok }) => ok)).toEqual([true, true, true]);
  });

  test('is served by git alone: a configuration or hook in it runs nothing', async () => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    const remote = remoteOf(rig, rig.tokenFor('run').secret, 'app');
    await run(clone, 'push', '--quiet', remote, 'HEAD:main');
    const hosted = join(rig.served.state.path, 'repositories', 'app.git');
    const program = join(folder.path, 'program');
    const mark = join(folder.path, 'ran');
    await writeFile(program, `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    await mkdir(join(hosted, 'hooks'), { recursive: true });
    for (const hook of ['pre-receive', 'update', 'post-receive', 'post-update', 'reference-transaction'])
      await writeFile(join(hosted, 'hooks', hook), `#!/bin/sh\ntouch ${mark}\n`, { mode: 0o755 });
    for (const key of ['core.fsmonitor', 'core.sshCommand', 'core.alternateRefsCommand', 'core.hooksPath'])
      git(hosted, 'config', key, key === 'core.hooksPath' ? join(hosted, 'hooks') : program);
    git(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Second');
    expect(await run(clone, 'push', remote, 'HEAD:main')).toMatchObject({ ok: true });
    await run(folder.path, 'clone', '--quiet', remote, 'again');
    expect((await run(folder.path, 'ls-files', '--error-unmatch', mark)).ok).toBe(false);
    await expect(writeFile(mark, '', { flag: 'wx' })).resolves.toBe(undefined);
  });
});

test.each(['git-upload-pack', 'git-receive-pack'])(
  'a client of %s that goes away in the middle leaves the server as it was',
  async (service) => {
    await using folder = await makeFolder();
    await using rig = await openHttp();
    const clone = makeClone(folder.path);
    await writeFile(join(clone, 'large'), randomBytes(5_000_000));
    git(clone, 'add', '.');
    git(clone, 'commit', '--quiet', '--message', 'Large');
    const { secret } = rig.tokenFor('run');
    await run(clone, 'push', '--quiet', remoteOf(rig, secret, 'app'), 'HEAD:main');
    const head = git(clone, 'rev-parse', 'HEAD');
    const line = (text: string) => `${(text.length + 4).toString(16).padStart(4, '0')}${text}`;
    const asked =
      service === 'git-upload-pack'
        ? `${line(`want ${head} no-progress\n`)}0000${line('done\n')}`
        : `${line(`${'0'.repeat(40)} ${head} refs/heads/x\0report-status`)}0000PACK`;
    const socket = rig.raw(
      [
        `POST /v1/repos/app/${service} HTTP/1.1`,
        'Host: localhost',
        `Authorization: Bearer ${secret}`,
        `Content-Type: application/x-${service}-request`,
        `Content-Length: ${asked.length + (service === 'git-receive-pack' ? 1000 : 0)}`,
        '',
        asked,
      ].join('\r\n'),
    );
    if (service === 'git-upload-pack') await new Promise((resolve) => socket.once('readable', resolve));
    socket.destroy();
    await allOf(socket);
    const again = await run(clone, 'push', remoteOf(rig, secret, 'app'), 'HEAD:refs/heads/x');
    expect(again).toMatchObject({ ok: true });
  },
);
