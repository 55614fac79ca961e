// The results service that an action for Node meets: artifacts and caches by GitHub's own calls. SLIPWAY_ACTIONS is a folder of
// clones, `OWNER/NAME` each: those actions run unmodified.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Project } from '../rig/project.ts';
import { makeRepository } from '../rig/workflow-repository.ts';

/** What a client does, without one. */
const client = `
import { createHash } from 'node:crypto';
const { ACTIONS_RESULTS_URL: base, ACTIONS_RUNTIME_TOKEN: token } = process.env;
const claims = JSON.parse(Buffer.from(token.split('.')[1], 'base64url'));
const [, run, job] = /^Actions\\.Results:(\\d+):(.+)$/.exec(claims.scp);
const ids = { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
async function call(method, body, bearer = token) {
  const answer = await fetch(new URL('/twirp/github.actions.results.api.v1.' + method, base), {
    method: 'POST', body: JSON.stringify({ ...ids, ...body }),
    headers: { authorization: 'Bearer ' + bearer, 'content-type': 'application/json' },
  });
  return { status: answer.status, ...(await answer.json()) };
}
const content = 'a page';
const hash = 'sha256:' + createHash('sha256').update(content).digest('hex');
async function upload(name, sent) {
  const made = await call('ArtifactService/CreateArtifact', { name, version: 7, mime_type: 'text/html' });
  if (!made.ok) return made;
  await fetch(made.signed_upload_url, { method: 'PUT', headers: { 'x-ms-blob-type': 'BlockBlob' }, body: content });
  return await call('ArtifactService/FinalizeArtifact', { name, ...sent });
}
const good = { size: String(content.length), hash };
console.log('short', (await upload('page.html', { ...good, size: '3' })).msg);
console.log('other', (await upload('page.html', { ...good, hash: 'sha256:0' })).status);
console.log('kept', (await upload('page.html', good)).ok);
console.log('twice', (await upload('page.html', good)).status);
console.log('name', (await upload('a/b', good)).status);
console.log('stranger', (await call('ArtifactService/ListArtifacts', {}, 'x')).status);
console.log('route', (await call('ArtifactService/Nothing', {})).code);
const { artifacts: [artifact] } = await call('ArtifactService/ListArtifacts', { name_filter: 'page.html' });
console.log('listed', artifact.size, artifact.digest === hash);
const { signed_url } = await call('ArtifactService/GetSignedArtifactURL', { name: 'page.html' });
console.log('read', await (await fetch(signed_url)).text());
const entry = { key: 'k-1', version: 'v' };
console.log('miss', (await call('CacheService/GetCacheEntryDownloadURL', { ...entry, restore_keys: ['k-'] })).ok);
const { signed_upload_url } = await call('CacheService/CreateCacheEntry', entry);
await fetch(signed_upload_url, { method: 'PUT', body: content });
console.log('saved', (await call('CacheService/FinalizeCacheEntryUpload', { ...entry, size_bytes: '6' })).ok);
const hit = await call('CacheService/GetCacheEntryDownloadURL', { key: 'k-2', version: 'v', restore_keys: ['k-'] });
console.log('hit', hit.matched_key, await (await fetch(hit.signed_download_url)).text());
console.log('version', (await call('CacheService/GetCacheEntryDownloadURL', { key: 'k-1', version: 'w' })).ok);
console.log('again', (await call('CacheService/CreateCacheEntry', entry)).ok);
`;

test('an action for Node keeps artifacts and caches by the results service, and steps with run do not have it', async () => {
  await using app = makeRepository(
    `
on: push
jobs:
  client:
    runs-on: ubuntu-latest
    steps:
      - uses: $/.github/actions/client
      - run: test -z "$ACTIONS_RUNTIME_TOKEN"
      - uses: actions/download-artifact@v4
        with: {name: page.html, path: got}
      - run: cat got/page.html
`,
    {
      '.github/actions/client/action.yml': 'name: Client\nruns: {using: node24, main: main.mjs}\n',
      '.github/actions/client/main.mjs': client,
    },
  );
  const { stdout, status } = await app.run('run');
  for (const line of [
    'short 6 bytes have been uploaded, and not 3',
    'other 400',
    'kept true',
    'twice 409',
    'name 400',
    'stranger 401',
    'route bad_route',
    'listed 6 true',
    'read a page',
    'miss false',
    'saved true',
    'hit k-1 a page',
    'version false',
    'again false',
  ])
    expect(stdout).toContain(`| ${line}\n`);
  expect(stdout).toContain('| a page\n');
  expect(status).toBe(0);
});

const clones = process.env['SLIPWAY_ACTIONS'] ?? '';

function gitOf(action: string, ...words: readonly string[]): Buffer {
  return execFileSync('git', ['-C', join(clones, action), ...words], { maxBuffer: 2 ** 28 });
}

function pinned(action: string): string {
  return `${action}@${gitOf(action, 'rev-parse', 'HEAD').toString('utf8').trim()}`;
}

/** As a fetched action is kept: by its commit. */
function keep(app: Project, action: string): void {
  const [, commit = ''] = pinned(action).split('@');
  const folder = join(app.folder, '.slipway', 'cache', 'workflow-actions', action, commit);
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-x', '-C', folder], {
    input: gitOf(action, 'archive', 'HEAD', 'action.yml', 'dist'),
  });
}

test.skipIf(!existsSync(join(clones, 'actions', 'cache')))('actions/cache runs unmodified', async () => {
  await using repository = makeRepository(`
on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - uses: ${pinned('actions/cache')}
        id: cache
        with: {path: kept, key: k-1}
      - run: |
          echo "hit \${{ steps.cache.outputs.cache-hit }}"
          mkdir -p kept && echo value > kept/a.txt
`);
  keep(repository, 'actions/cache');
  const first = await repository.run('run', '--actions=real');
  expect(first.stdout).toContain('Cache saved with key: k-1');
  expect(first.status).toBe(0);
  const second = await repository.run('run', '--actions=real');
  expect(second.stdout).toContain('| hit true');
  expect(second.status).toBe(0);
});
