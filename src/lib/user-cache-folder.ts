// Where Slipway keeps what is fetched once for all projects of a user.
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Absolute path (XDG base directory specification: a path that is not absolute is ignored). @param env of the calling process */
export function userCacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const [given, home] = [env['XDG_CACHE_HOME'], env['HOME']].map((path = '') =>
    isAbsolute(path) ? path : undefined,
  );
  return join(given ?? join(home ?? homedir(), '.cache'), 'slipway');
}
