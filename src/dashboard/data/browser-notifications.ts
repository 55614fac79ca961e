// Notifications of the browser, once the user has asked for them: while the page is in the background, since it shows all else
// itself.
import { useSyncExternalStore } from 'react';
import type { JournalEntry } from '../../state/journal.ts';
import { noticeOf } from './notice-of.ts';

const key = 'notifications';

export type NotificationState = 'on' | 'off' | 'denied' | 'unsupported';

const watchers = new Set<() => void>();

function stateOf(): NotificationState {
  if (!('Notification' in globalThis)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && localStorage.getItem(key) === 'on' ? 'on' : 'off';
}

export function useNotificationState(): NotificationState {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }, stateOf);
}

/** Asks the user where the browser has not yet done so: browsers take that only from a click. */
export async function switchNotifications(isOn: boolean): Promise<void> {
  if (isOn) await Notification.requestPermission();
  localStorage.setItem(key, isOn ? 'on' : 'off');
  for (const watcher of watchers) watcher();
}

/** @param open shows the execution when the user clicks the notification */
export function notifyOf(entry: JournalEntry, open: (executionId: string) => void): void {
  if (stateOf() !== 'on' || document.visibilityState === 'visible') return;
  const notice = noticeOf(entry);
  if (notice === undefined) return;
  const { title, body, tag, executionId } = notice;
  const shown = new Notification(title, { body, tag, icon: '/icon.svg' });
  shown.addEventListener('click', () => {
    globalThis.focus();
    shown.close();
    open(executionId);
  });
}
