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
  expect(usedSecrets(state, 'other')).toEqual([]);
  expect(JSON.stringify(state.records.list('used-secrets'))).not.toContain('password');
});
