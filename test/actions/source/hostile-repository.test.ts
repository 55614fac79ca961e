// Repositories that try to run programs or to reach out of themselves.
import { existsSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { connection as provider } from '../../../src/actions/connection/provider.ts';
import { withoutCredentials } from '../../../src/actions/source/remote-address.ts';
import { SourceGround } from '../../rig/source-ground.ts';

const connection = {
  provider,
  configuration: { ConnectionArn: 'arn', FullRepositoryId: 'octo/shop', BranchName: 'main' },
};

test('no hook, filter, monitor or signature program of a repository runs', async () => {
  await using ground = await SourceGround.open();
  const files = { 'app.js': 'run()', '.gitattributes': '* filter=evil diff=evil\n' };
  const commitId = await ground.repository('shop', files);
  const program = `touch ${ground.folder}/ran; cat`;
  const settings = {
    'core.fsmonitor': program,
    'core.sshCommand': program,
    'core.pager': program,
    'diff.external': program,
    'diff.evil.textconv': program,
    'filter.evil.clean': program,
    'filter.evil.smudge': program,
    'filter.evil.process': program,
    'log.showSignature': 'true',
    'gpg.program': program,
    'tar.tar.command': program,
    'uploadpack.packObjectsHook': program,
    'remote.origin.uploadpack': program,
  };
  for (const [name, value] of Object.entries(settings)) ground.git('shop', 'config', name, value);
  const hooks = ['post-checkout', 'post-index-change', 'pre-auto-gc', 'reference-transaction'];
  await ground.write(
    Object.fromEntries(hooks.map((name) => [`shop/.git/hooks/${name}`, `#!/bin/sh\n${program}`])),
  );
  for (const name of hooks) await chmod(`${ground.folder}/shop/.git/hooks/${name}`, 0o755);
  await ground.write({ 'shop/app.js': 'run()' });
  for (const sources of [{}, { Fetch: `${ground.folder}/shop#${commitId}` }]) {
    const sourced = await ground.run({ ...connection, folder: 'shop', sources });
    expect(sourced.files['app.js']).toBe('run()');
  }
  expect(existsSync(`${ground.folder}/ran`)).toBe(false);
  // The traps are set: git by itself would have stepped into one.
  ground.git('shop', 'status');
  expect(existsSync(`${ground.folder}/ran`)).toBe(true);
});

test('a tracked file below a folder that has become a symlink is not followed', async () => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', { 'app.js': 'run()', 'data/passwords': 'mine' });
  await ground.write({ 'elsewhere/passwords': 'not yours' });
  await rm(`${ground.folder}/shop/data`, { recursive: true });
  await ground.write({ 'shop/data': '-> ../elsewhere' });
  const { files } = await ground.run({ ...connection, folder: 'shop' });
  expect(Object.values(files).join('\n')).not.toContain('not yours');
  expect(files['app.js']).toBe('run()');
});

test('credentials of a URL go into the environment of git, and nowhere else', async () => {
  const url = 'https://robot:s3cret%21@127.0.0.1:1/octo/shop.git';
  const address = withoutCredentials(url);
  expect(address.url).toBe('https://127.0.0.1:1/octo/shop.git');
  expect(address.environment).toMatchObject({
    GIT_CONFIG_KEY_0: 'http.https://127.0.0.1:1/.extraHeader',
    GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from('robot:s3cret!').toString('base64')}`,
  });
  await using ground = await SourceGround.open();
  const { result, log } = await ground.run({ ...connection, sources: { Fetch: url } });
  expect(result.status).toBe('Failed');
  expect(JSON.stringify(result) + log).not.toMatch(/s3cret/);
});

test('the user of an ssh address stays in it', () => {
  for (const url of ['ssh://git@example.com/octo/shop.git', 'git@example.com:octo/shop.git'])
    expect(withoutCredentials(url)).toEqual({ url, secrets: [], environment: {} });
});

test('an abort ends the fetch and what git started for it', async () => {
  await using ground = await SourceGround.open();
  const asked = Promise.withResolvers<void>();
  // Accepts and never answers.
  const server = createServer((socket) => {
    socket.on('error', () => {});
    asked.resolve();
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  try {
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const abort = new AbortController();
    const run = ground.run({
      ...connection,
      sources: { Fetch: `http://127.0.0.1:${port}/shop.git` },
      signal: abort.signal,
    });
    await asked.promise;
    abort.abort();
    await expect(run).rejects.toThrow('aborted');
  } finally {
    server.close();
  }
});
