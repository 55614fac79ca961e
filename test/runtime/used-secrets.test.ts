import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noteUsedSecrets, usedSecrets } from '../../src/runtime/used-secrets.ts';
import { openState } from '../../src/state/open-state.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test('what a pipeline has used is hidden when it is opened again, with its other keys and versions, and nothing else', async () => {
  await using folder = await makeFolder();
  await using state = await openState(join(folder.path, 'state'), { owner: true });
  const { secrets } = state;
  secrets.putSecret('db', JSON.stringify({ user: 'admin-user', password: 'first-password' }));
  secrets.putParameter('/stage', 'production');
  noteUsedSecrets(state, 'app', ['first-password', 'of another store']);
  secrets.putSecret('db', JSON.stringify({ user: 'admin-user', password: 'second-password', pin: '123' }));
  const used = usedSecrets(state, 'app');
  expect(used).toEqual(expect.arrayContaining(['admin-user', 'first-password', 'second-password']));
  expect(used).not.toContain('production');
  expect(used).not.toContain('123');
  expect(used).toContain('of another store');
  expect(usedSecrets(state, 'other')).toEqual([]);
  expect(JSON.stringify(state.records.list('used-secrets'))).not.toContain('password');
});

test('what came from elsewhere, and what was removed from the store, stays hidden, and lies nowhere in clear', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'state');
  {
    await using state = await openState(path, { owner: true });
    state.secrets.putParameter('/token', 'removed-since');
    noteUsedSecrets(state, 'app', ['from-the-real-store', 'removed-since']);
    noteUsedSecrets(state, 'app', ['from-the-real-store']);
    state.secrets.remove('parameter', '/token');
  }
  await using state = await openState(path, { owner: true });
  expect(usedSecrets(state, 'app').toSorted()).toEqual(['from-the-real-store', 'removed-since']);
  expect(usedSecrets(state, 'other')).toEqual([]);
  expect(state.secrets.list()).toEqual([]);
  expect(state.secrets.parameter('/token')).toBeUndefined();
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const { parentPath, name } of files) {
    const text = readFileSync(join(parentPath, name), 'latin1');
    expect({ name, shows: /from-the-real-store|removed-since/.test(text) }).toEqual({ name, shows: false });
  }
});

test('a lost key opens no value that was used, and is not replaced', async () => {
  await using folder = await makeFolder();
  const path = join(folder.path, 'state');
  {
    await using state = await openState(path, { owner: true });
    noteUsedSecrets(state, 'app', ['from-the-real-store']);
  }
  rmSync(join(path, 'secrets.key'));
  await using state = await openState(path, { owner: true });
  expect(() => state.secrets.putParameter('/a', 'b')).toThrow('is gone, and');
  expect(usedSecrets(state, 'app')).toEqual([]);
});
