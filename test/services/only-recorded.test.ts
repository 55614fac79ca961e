// What is only recorded fails nothing when it cannot be recorded.
import { expect, test } from 'vitest';
import { holdPassedRoles } from '../../src/services/passed-role-trust.ts';

const place = { partition: 'aws', account: '111122223333', region: 'eu-central-1' };
const role = 'arn:aws:iam::111122223333:role/work';
const ground = {
  stateFolder: '/nowhere',
  keep: () => {
    throw new Error('nothing is kept');
  },
} as unknown as Parameters<typeof holdPassedRoles>[0]['ground'];

test('a call gives its role all the same, where its caller is not held to its own', async () => {
  const passed = [
    { action: 'iam:PassRole', resource: role, context: { 'iam:PassedToService': ['lambda.amazonaws.com'] } },
  ];
  const callOf = (use: object) =>
    ({ caller: { use }, place, now: 0, ground }) as unknown as Parameters<typeof holdPassedRoles>[0];
  await expect(holdPassedRoles(callOf({}), passed)).resolves.toBeUndefined();
  await expect(holdPassedRoles(callOf({ iam: 'enforce' }), passed)).rejects.toThrow('nothing is kept');
});
