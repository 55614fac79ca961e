// Which program a daemon runs, so that one of an older program can be replaced.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Of the sources of the package: set where the program is bundled. */
declare const PROGRAM_DIGEST: string;

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const sourceFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * The package's version and what it was made of, or in a clone when its sources last changed: the version stays while the
 * code moves. @param moreRooms what the program is made of besides what every daemon is
 */
export function programVersion(moreRooms: readonly string[] = []): string {
  const text = readFileSync(join(dirname(sourceFolder), 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return `${version}+${extension === '.ts' ? newestChange(moreRooms) : PROGRAM_DIGEST}`;
}

/** Of a process that may load any part of the program. */
export function wholeProgramVersion(): string {
  return programVersion(['.']);
}

/** The file of a daemon's main module: the source in a clone, the compiled one in a package. */
export function daemonProgram(
  name:
    | 'targets/agent/agent-main'
    | 'targets/balancer/balancer-main'
    | 'targets/site/site-main'
    | 'targets/registry/registry-main'
    | 'endpoint/endpoint-main'
    | 'cli/drive-main',
): string {
  return join(sourceFolder, `${name}${extension}`);
}

function newestChange(moreRooms: readonly string[]): number {
  const rooms = ['targets', 'process', 'load', 'model', 'lib', ...moreRooms].map((room) =>
    join(sourceFolder, room),
  );
  const times = rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith(extension))
      .map((file) => statSync(join(room, file)).mtimeMs),
  );
  return Math.max(0, ...times);
}
