import { expect, test } from 'vitest';
import { sessionOfRole } from '../../src/account/principals.ts';
import { openSessions } from '../../src/account/sessions.ts';
import { makeFolder } from '../rig/temporary-folder.ts';

test('an expired session is known for a day, and forgotten then', async () => {
  await using folder = await makeFolder();
  using sessions = openSessions(folder.path);
  const role = sessionOfRole('arn:aws:iam::111122223333:role/build', 'one');
  if (role === undefined) throw new Error('this is a role');
  const hour = 60 * 60 * 1000;
  const [old, recent] = [-25, -1].map((hours) => sessions.issue(role, Date.now() + hours * hour));
  const now = sessions.issue(role, Date.now() + hour);
  const known = [old, recent, now].map((each) => sessions.find(each?.accessKeyId ?? '') !== undefined);
  expect(known).toEqual([false, true, true]);
});
