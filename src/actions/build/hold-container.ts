// The container of a build ends with the process that has started it, also when that is killed.
import { spawn } from 'node:child_process';
import { engineEnvironment } from '../../process/container-engine.ts';
import type { LeftContainer } from './left-containers.ts';

/**
 * Removes the container when this process is gone, however that ended: a shell in a session of its own waits for the end of a
 * pipe that only this process holds. Call what it gives when the container has been removed.
 */
export function holdContainer({ file, name }: LeftContainer): () => void {
  const script = 'read -r _; exec "$0" rm --force "$1"';
  const holder = spawn('/bin/sh', ['-c', script, file, name], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: engineEnvironment(),
  });
  // Without a shell what is recorded is removed by the next owner of the state folder.
  holder.on('error', () => undefined);
  holder.stdin.on('error', () => undefined);
  holder.unref();
  return () => void holder.kill('SIGKILL');
}
