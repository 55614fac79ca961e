// What services keep open of a state folder, as the endpoint does, for what a test runs itself.
import type { Ground } from '../../src/services/service.ts';

export interface Keeper extends Disposable {
  readonly keep: Ground['keep'];
}

/** For what is closed without waiting. */
export function openKeeper(stateFolder: string): Keeper {
  const opened = new DisposableStack();
  const kept = new Map<unknown, unknown>();
  const keep: Ground['keep'] = <T extends Disposable | AsyncDisposable>(open: (folder: string) => T): T => {
    const found = kept.get(open) as T | undefined;
    if (found !== undefined) return found;
    const made = open(stateFolder);
    if (Symbol.dispose in made) opened.use(made);
    kept.set(open, made);
    return made;
  };
  return { keep, [Symbol.dispose]: () => opened.dispose() };
}
