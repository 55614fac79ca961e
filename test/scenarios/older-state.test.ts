// What the commands show of a state folder that an earlier version of Slipway wrote.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';
import { placeState } from '../rig/stored-state.ts';

test('a state folder from before events had versions is shown by history, status, logs and reports', async () => {
  await using app = makeProject();
  await placeState('first', join(app.folder, '.slipway'));
  const history = await app.run('history');
  expect(history.status).toBe(0);
  expect(history.stdout).toContain('rollback to e7eb0c42 by root');
  expect(history.stdout).toContain('Deploy › Deploy: HEALTH_CONSTRAINTS');
  const status = await app.run('status');
  expect(status.stdout).toContain('Approved by root: Version bad 3');
  expect(status.stdout).toContain('no execution enters Deploy: disabled by root  holiday');
  expect((await app.run('logs', 'a4571326')).stdout).toContain('check.sh');
  expect((await app.run('reports')).stdout).toContain('compile-unit');
});

test('a state folder of a newer version is a problem with exit status 2', async () => {
  await using app = makeProject();
  await placeState('first', join(app.folder, '.slipway'));
  const database = new DatabaseSync(join(app.folder, '.slipway', 'slipway.db'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  for (const args of [['history'], ['status'], ['events']]) {
    const { status, stderr } = await app.run(...args);
    expect([args, status]).toEqual([args, 2]);
    expect(stderr).toContain('was written by a newer Slipway: its tables have version 99');
  }
});
