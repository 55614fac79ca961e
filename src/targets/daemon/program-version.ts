// Which program a daemon runs, so that one of an older program can be replaced.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { textIfThere } from '../../lib/text-if-there.ts';

/** Of the sources of the package: set where the program is bundled. */
declare const PROGRAM_DIGEST: string;

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const sourceFolder = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** In a package, of the program that this process has loaded: another one may lie on the disk by the time it is asked for. */
const loaded = extension === '.ts' ? undefined : `${versionOnDisk()}+${PROGRAM_DIGEST}`;

/**
 * The package's version and what it was made of, or in a clone when its sources last changed: the version stays while the
 * code moves. @param moreRooms what the program is made of besides what every daemon is
 */
export function programVersion(moreRooms: readonly string[] = []): string {
  return loaded ?? `${versionOnDisk()}+${newestChange(moreRooms)}`;
}

/** Whether the package was installed anew since this process began: what it starts is of another version than itself. */
export function isProgramChanged(): boolean {
  return loaded !== undefined && loaded !== `${versionOnDisk()}+${digestOnDisk()}`;
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

/** Undefined while it is being installed. */
function versionOnDisk(): string | undefined {
  const text = textIfThere(join(dirname(sourceFolder), 'package.json'));
  return text === undefined ? undefined : (JSON.parse(text) as { readonly version: string }).version;
}

function digestOnDisk(): string | undefined {
  return textIfThere(join(sourceFolder, 'program-digest'));
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
