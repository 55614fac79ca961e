// Cache paths of a buildspec that no package manager uses.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cacheFolders } from '../../src/load/buildspec/cache-folders.ts';
import { cacheNeverHit } from '../../src/load/buildspec/cache-never-hit.ts';

test.each([
  ['/root/.cache_client/pip/**/*', 'pip', '/root/.cache/pip/**/*'],
  ['/root/.cache_client/pip', 'pip', '/root/.cache/pip'],
  ['/root/pip-cache/*', 'pip', '/root/.cache/pip/*'],
  ['/root/.npm-cache/**', 'npm', '/root/.npm/**'],
  ['/root/.cache/npm/**/*', 'npm', '/root/.npm/**/*'],
  ['~/npm/', 'npm', '~/.npm/'],
  ['/root/.maven/**/*', 'Maven', '/root/.m2/**/*'],
  ['/root/m2/repository/**/*', 'Maven', '/root/.m2/**/*'],
  ['/home/node/.cache/npm/**/*', 'npm', '/home/node/.npm/**/*'],
  ['/root/.cache/gradle/**/*', 'Gradle', '/root/.gradle/caches/**/*'],
  ['/root/.cache/cargo/**/*', 'Cargo', '/root/.cargo/registry/**/*'],
  ['/root/.cache/poetry/**/*', 'poetry', '/root/.cache/pypoetry/**/*'],
])('%s is not where %s looks: %s', (path, tool, instead) => {
  expect(cacheNeverHit(path, [])).toEqual({ tool, instead });
});

test.each([
  '/root/.cache/**/*',
  '/root/.m2/repository/**/*',
  '/root/.gradle/wrapper/**/*',
  '/root/**/*',
  '/root/.cache/p*/**/*',
  '/root/$TOOL/npm',
  '/root/pipeline/**/*',
  '/root/.cache/yarn/**/*',
  '/var/cache/pip/**/*',
  'node_modules/**/*',
  '.npm/**/*',
  '/root',
  '',
])('nothing is said of %j', (path) => {
  expect(cacheNeverHit(path, [])).toBeUndefined();
});

describe('a folder that the buildspec names elsewhere', () => {
  test.each(['npm ci --cache /root/.npm-cache', 'npm ci --cache ~/.npm-cache', '$HOME/.npm-cache'])(
    'is set for the tool: %s',
    (said) => {
      expect(cacheNeverHit('/root/.npm-cache/**/*', ['make', said])).toBeUndefined();
      expect(cacheNeverHit('/root/.npm-cache/**/*', ['make'])).toBeDefined();
    },
  );
});

test('every folder that is advised is itself never found wrong', () => {
  const folder = fc.constantFrom(...cacheFolders.flatMap(({ folders }) => folders));
  const home = fc.constantFrom('/root', '/home/codebuild', '~');
  fc.assert(
    fc.property(home, folder, fc.constantFrom('', '/', '/*', '/**', '/**/*'), (root, below, all) => {
      expect(cacheNeverHit(`${root}/${below}${all}`, [])).toBeUndefined();
    }),
  );
});
