// Whether this page is of the build that the server gives out now. One that is not, because the server was updated while it was
// open, asks for what the server may have no more: it loads itself again, unless someone is in the middle of something.
import { useSyncExternalStore } from 'react';

/** Absent where Vite serves the sources. */
const own = document.querySelector('script[type="module"][src^="/assets/"]')?.getAttribute('src');
const reloadedFor = 'reloaded-for';

let isOutdated = false;
const watchers = new Set<() => void>();

/** @param served the program of the server's pages, by its address; undefined when it gives out none */
export function compareProgram(served: string | undefined): void {
  if (own === undefined || served === undefined || isOutdated || served === own) return;
  isOutdated = true;
  for (const watcher of watchers) watcher();
  // What stands between may keep the old page: one that stays old is not loaded again and again.
  if (sessionStorage.getItem(reloadedFor) === served) return;
  const reload = (): void => {
    if (isBusy()) return;
    sessionStorage.setItem(reloadedFor, served);
    location.reload();
  };
  for (const type of ['focusout', 'close', 'visibilitychange'])
    document.addEventListener(type, () => setTimeout(reload), { capture: true });
  reload();
}

/** Someone writes, or is asked. */
function isBusy(): boolean {
  const { activeElement } = document;
  const isField = activeElement instanceof HTMLInputElement || activeElement instanceof HTMLTextAreaElement;
  return (isField && activeElement.value !== '') || document.querySelector('dialog[open]') !== null;
}

export function useIsOutdated(): boolean {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => isOutdated,
  );
}
