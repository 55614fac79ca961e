// Repositories that try to pass off one commit as another.
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connection as provider } from '../../../src/actions/connection/provider.ts';
import { SourceGround, type SourceCall } from '../../rig/source-ground.ts';

const connection = {
  provider,
  configuration: { ConnectionArn: 'arn', FullRepositoryId: 'octo/shop', BranchName: 'main' },
};

async function contentAt(ground: SourceGround, call: Partial<SourceCall>): Promise<string | undefined> {
  const { files, result } = await ground.run({ ...connection, folder: 'shop', ...call });
  return result.status === 'Succeeded' ? files['app.js'] : result.status;
}

const disguises: Readonly<Record<string, (ground: SourceGround, ids: Ids) => unknown>> = {
  'a replaced commit': (ground, { good, bad }) => ground.git('shop', 'replace', good, bad),
  'a replaced tree': (ground, { good, bad }) =>
    ground.git('shop', 'replace', tree(ground, good), tree(ground, bad)),
  'a replaced file': (ground, { good, bad }) =>
    ground.git('shop', 'replace', blob(ground, good), blob(ground, bad)),
  'a graft': async (ground, { good, bad }) => {
    await mkdir(join(ground.folder, 'shop/.git/info'), { recursive: true });
    await writeFile(join(ground.folder, 'shop/.git/info/grafts'), `${good} ${bad}\n`);
  },
  'a tag with the name of the branch': (ground, { good, bad }) => {
    ground.git('shop', 'update-ref', 'refs/heads/main', good);
    ground.git('shop', 'tag', 'main', bad);
  },
  'a branch with the name of the commit': (ground, { good, bad }) =>
    ground.git('shop', 'update-ref', `refs/heads/${good}`, bad),
};

interface Ids {
  readonly good: string;
  readonly bad: string;
}

const tree = (ground: SourceGround, commit: string) => ground.git('shop', 'rev-parse', `${commit}^{tree}`);
const blob = (ground: SourceGround, commit: string) => ground.git('shop', 'rev-parse', `${commit}:app.js`);

test.each(Object.keys(disguises))('%s does not stand in for the commit that was requested', async (name) => {
  await using ground = await SourceGround.open();
  const good = await ground.repository('shop', { 'app.js': 'good' });
  const bad = await ground.commit('shop', { 'app.js': 'bad' }, 'Second');
  ground.git('shop', 'update-ref', 'refs/heads/main', good);
  await disguises[name]?.(ground, { good, bad });
  const shop = `${ground.folder}/shop`;
  expect(await contentAt(ground, { sourceRevision: good })).toBe('good');
  expect(await contentAt(ground, { sources: { Fetch: `${shop}#main` } })).toBe('good');
  expect(await contentAt(ground, { sources: { Fetch: `file://${shop}#main` } })).toBe('good');
});

test('an address that would run a program is no address', async () => {
  await using ground = await SourceGround.open();
  await ground.repository('shop', { 'app.js': 'run()' });
  const mark = join(ground.folder, 'ran');
  for (const url of [
    `ext::touch% ${mark}`,
    `ext://touch ${mark}`,
    `fd::17`,
    `ssh://-oProxyCommand=touch%20${mark}/x`,
  ])
    expect(await contentAt(ground, { sources: { Fetch: url } })).toBe('Failed');
  expect(existsSync(mark)).toBe(false);
});
