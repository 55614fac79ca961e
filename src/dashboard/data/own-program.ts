// Whether this page is of the build that the server gives out now. One that is not, because the server was updated while it was
// open, asks for what the server may have no more: it loads itself again, unless someone is in the middle of something.
import { useSyncExternalStore } from 'react';
import { queries } from './queries.ts';

/** Absent where Vite serves the sources. */
const own = document.querySelector('script[type="module"][src^="/assets/"]')?.getAttribute('src');
const reloadedFor = 'reloaded-for';

let isOutdated = false;
let canReload = false;
let newest = '';
const watchers = new Set<() => void>();

/** @param served the program of the server's pages, by its address; undefined when it gives out none */
export function compareProgram(served: string | undefined): void {
  if (own === undefined || served === undefined || isOutdated || served === own) return;
  isOutdated = true;
  for (const watcher of watchers) watcher();
  newest = served;
  // What stands between may keep the old page: one that stays old is not loaded again and again.
  canReload = lastReload() !== served;
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') reloadOutdated();
  });
  reloadOutdated();
}

/** When someone goes to another page, or leaves this one: never in between, where a click may be under way. */
export function reloadOutdated(): void {
  if (!canReload || isBusy() || !noteReload()) return;
  canReload = false;
  location.reload();
}

function lastReload(): string | null {
  try {
    return sessionStorage.getItem(reloadedFor);
  } catch {
    // Where nothing may be stored, the page cannot know that it has loaded itself already.
    return null;
  }
}

/** False where nothing may be stored: then the page only says that it is outdated. */
function noteReload(): boolean {
  try {
    sessionStorage.setItem(reloadedFor, newest);
    return true;
  } catch {
    return false;
  }
}

/** Something is written, is asked, is pressed, or is on its way to the server. */
function isBusy(): boolean {
  if (queries.isMutating() > 0 || document.querySelector('dialog[open], button:active, a:active') !== null)
    return true;
  return [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].some(
    isChanged,
  );
}

/** React keeps the default text of a field at what is written into it, so a text counts wherever it is from. */
function isChanged(field: HTMLInputElement | HTMLTextAreaElement): boolean {
  if (field instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(field.type))
    // Outside a form a choice is how something is shown, and is no work.
    return field.form !== null && field.checked !== field.defaultChecked;
  return field.value !== '';
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
