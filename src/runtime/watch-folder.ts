// Tells when files of a working tree have changed: not those that git ignores, and once when many change together.
import { watch } from 'node:fs';
import { relative, sep } from 'node:path';
import { runCommand } from '../process/run-command.ts';

/** Changes that come closer together than this are one. */
const quietMs = 200;

/** Until it is disposed. @param folder absolute */
export function watchFolder(folder: string, onChange: (paths: readonly string[]) => void): Disposable {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const settle = async (): Promise<void> => {
    timer = undefined;
    const paths = [...changed];
    changed.clear();
    const kept = await withoutIgnored(folder, paths);
    if (kept.length > 0) onChange(kept);
  };
  const watcher = watch(folder, { recursive: true, persistent: true }, (_kind, name) => {
    if (name === null) return;
    const path = relative('.', name).split(sep).join('/');
    if (/(^|\/)(\.git|\.slipway)(\/|$)/.test(path)) return;
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), quietMs);
  });
  return {
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

/** Outside of a repository nothing is ignored. */
async function withoutIgnored(folder: string, paths: readonly string[]): Promise<readonly string[]> {
  const parts: Uint8Array[] = [];
  const { exitCode } = await runCommand({
    file: 'git',
    args: ['-c', 'core.quotePath=off', 'check-ignore', '--', ...paths.slice(0, 1000)],
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '' },
    endsOn: 'close',
    mark: 'watch',
    onOutput: (bytes, stream) => void (stream === 'stdout' && parts.push(bytes)),
  });
  if (exitCode !== 0) return paths;
  const ignored = new Set(Buffer.concat(parts).toString('utf8').split('\n'));
  return paths.filter((path) => !ignored.has(path));
}
