// Where Slipway keeps what is fetched once for all projects of a user.
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Absolute path (XDG base directory specification). @param env of the calling process */
export function userCacheFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const given = env['XDG_CACHE_HOME'] ?? '';
  const cache = given === '' ? join(env['HOME'] ?? homedir(), '.cache') : given;
  return join(cache, 'slipway');
}
