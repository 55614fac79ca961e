// The programs of PostgreSQL on this machine.
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface PostgresPrograms {
  /** Absolute path of the folder with `initdb`, `postgres` and the others. */
  readonly bin: string;
  /** The major version, or `of PATH`. */
  readonly version: string;
}

/** Where Debian and its like keep them, a folder for each version. */
const root = '/usr/lib/postgresql';

/** The version that fits, else the newest, else what PATH has. @param wanted `15` or `15.4`; empty for any */
export function findPostgres(wanted: string): PostgresPrograms | undefined {
  const versions = existsSync(root) ? readdirSync(root) : [];
  const found = versions
    .filter((version) => existsSync(join(root, version, 'bin', 'initdb')))
    .toSorted((a, b) => Number(b) - Number(a));
  const version = found.find((each) => wanted === '' || each === wanted.split('.')[0]) ?? found[0];
  if (version !== undefined) return { bin: join(root, version, 'bin'), version };
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .find((folder) => existsSync(join(folder, 'initdb')));
  return onPath === undefined ? undefined : { bin: onPath, version: 'of PATH' };
}
