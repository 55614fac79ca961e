// Where what is fetched once is kept.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { userCacheFolder } from '../../src/lib/user-cache-folder.ts';

test.each<[Record<string, string>, string]>([
  [{ XDG_CACHE_HOME: '/c', HOME: '/h' }, '/c/slipway'],
  [{ XDG_CACHE_HOME: '', HOME: '/h' }, '/h/.cache/slipway'],
  [{ XDG_CACHE_HOME: 'relative', HOME: '/h' }, '/h/.cache/slipway'],
  [{ HOME: '' }, join(homedir(), '.cache', 'slipway')],
])('with %o it is %s', (env, folder) => {
  expect(userCacheFolder(env)).toBe(folder);
});
