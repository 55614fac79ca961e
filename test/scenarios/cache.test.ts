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
