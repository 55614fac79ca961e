import { expect, test } from 'vitest';
import { roleOfProfile, sessionOfRole } from '../../src/account/principals.ts';
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

test('what outlives a command has the same session each time', async () => {
  await using folder = await makeFolder();
  using sessions = openSessions(folder.path);
  const [one, other] = ['i-1', 'i-2'].map((id) => sessionOfRole('arn:aws:iam::111122223333:role/web', id));
  if (one === undefined || other === undefined) throw new Error('this is a role');
  const at = Date.now();
  const first = sessions.lastingSession(one, at);
  expect(sessions.lastingSession(one, at + 1000)).toEqual(first);
  expect(sessions.lastingSession(other, at).accessKeyId).not.toBe(first.accessKeyId);
  // Half of its time is over: a program that is started now may run for as long.
  expect(sessions.lastingSession(one, (at + (first.expiresAt ?? 0)) / 2)).not.toEqual(first);
});

test.each([
  ['web', 'arn:aws:iam::111122223333:role/web'],
  ['arn:aws:iam::999999999999:instance-profile/of/web', 'arn:aws:iam::999999999999:role/web'],
])('the instance profile %s has the role %s', (profile, role) => {
  expect(roleOfProfile(profile, { partition: 'aws', account: '111122223333', region: 'eu-west-1' })).toBe(
    role,
  );
});
