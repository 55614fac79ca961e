// Reports when files of a working tree have changed: not those that git ignores, and once when many change together.
import { watch } from 'node:fs';
import { relative, sep } from 'node:path';
import { git } from '../actions/source/git.ts';

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
  const call = {
    folder,
    signal: new AbortController().signal,
    // The one command that does not take paths literally (git-check-ignore(1)).
    environment: { GIT_LITERAL_PATHSPECS: '0' },
  };
  const { ok, stdout } = await git(call, ['check-ignore', '--', ...paths.slice(0, 1000)]);
  if (!ok) return paths;
  const ignored = new Set(stdout.toString('utf8').split('\n'));
  return paths.filter((path) => !ignored.has(path));
}
