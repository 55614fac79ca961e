// Starts the process that drives what calls of AWS's API have made (`cli/drive-main.ts`).
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { currentUser } from '../../lib/current-user.ts';
import { networkEnvironment } from '../../lib/network-variables.ts';
import { engineAddress } from '../../process/container-engine.ts';
import { compileCacheFolder } from '../../process/compile-cache.ts';
import { daemonProgram } from './program-version.ts';

export interface Driver {
  readonly hasEnded: () => boolean;
}

/** Outlives this process. Where another one owns the folder by then it ends at once. */
export function startDriver(stateFolder: string): Driver {
  const folder = join(stateFolder, 'made-by-api');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const log = openSync(join(folder, 'driver.log'), 'a', 0o600);
  const child = spawn(process.execPath, [daemonProgram('cli/drive-main'), stateFolder], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: {
      // Its deployments start tasks on the engine that this process has.
      ...engineAddress(),
      // Its builds reach the network as those of commands do.
      ...networkEnvironment(process.env),
      PATH: process.env['PATH'] ?? '',
      HOME: currentUser().homedir,
      NODE_COMPILE_CACHE: compileCacheFolder(),
    },
  });
  closeSync(log);
  let isOver = false;
  child.once('exit', () => {
    isOver = true;
  });
  child.once('error', () => {
    isOver = true;
  });
  child.unref();
  return { hasEnded: () => isOver };
}
