// The cache of a build from the command line.
import { expect, test } from 'vitest';
import { makeProject } from '../rig/project.ts';

// shows: S4-098
test('a buildspec alone is cached; what is kept is listed, and cleared', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', {
    version: '0.2',
    phases: { build: { commands: ['test -e deps/a || (mkdir deps && echo slow > deps/a)'] } },
    cache: { paths: ['deps/**/*'] },
  });
  expect((await app.run('run')).stdout).toContain('cache missed');
  expect((await app.run('run')).stdout).toContain('cache restored, 1 file, 5 B');
  expect((await app.run('cache', 'list')).stdout).toMatch(/slipway-test-\S+ +5 B +1 file\b/);
  expect(JSON.parse((await app.run('cache', 'clear', '--json')).stdout)).toEqual({
    removed: 1,
    sizeBytes: 5,
  });
  expect((await app.run('cache', 'list')).stdout).toContain('Nothing is cached');
  expect((await app.run('run')).stdout).toContain('cache missed');
});

test('artifacts are collected by a command, which changes nothing in a dry run and takes whole numbers', async () => {
  await using app = makeProject();
  app.write('buildspec.yml', {
    version: '0.2',
    phases: { build: { commands: ['echo built > out.txt'] } },
    artifacts: { files: ['out.txt'] },
  });
  expect((await app.run('run')).status).toBe(0);
  const dry = await app.run('gc', '--dry-run');
  expect(dry.stdout).toContain('Would remove 0 artifacts, 0 B; would compress 0 files, 0 B');
  expect(JSON.parse((await app.run('gc', '--compress-after', '0', '--json')).stdout)).toMatchObject({
    removedTrees: 0,
    removedBytes: 0,
  });
  const refused = await app.run('gc', '--days', '0');
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('--days takes a whole number from 1, not "0"');
});
