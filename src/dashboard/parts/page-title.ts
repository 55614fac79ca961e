// What the tab of the browser shows: how many approvals wait, the state of what the page is about, and its name.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { DisplayStatus } from '../../view/execution-view.ts';
import { pipelinesQuery } from '../data/queries.ts';
import { statusWords } from './status-words.ts';

const marks: Partial<Readonly<Record<DisplayStatus, string>>> = {
  Failed: '✕',
  Declined: '✕',
  InProgress: '▶',
  Waiting: '‖',
  Succeeded: '✓',
};

const icons: Partial<Readonly<Record<DisplayStatus, string>>> = {
  Failed: '/icon-failed.svg',
  Declined: '/icon-failed.svg',
  InProgress: '/icon-running.svg',
  Waiting: '/icon-waiting.svg',
};

/** @param title of the page, most particular first */
export function usePageTitle(title: string, displayStatus?: DisplayStatus): void {
  const { data = [] } = useQuery(pipelinesQuery);
  const waiting = data.reduce((sum, pipeline) => sum + pipeline.waiting.length, 0);
  useEffect(() => {
    const count = waiting === 0 ? '' : `(${waiting}) `;
    const state =
      displayStatus === undefined ? '' : `${marks[displayStatus] ?? ''} ${statusWords[displayStatus]} – `;
    document.title = `${count}${state}${title} · Slipway`.trim();
    const shown = displayStatus ?? (waiting === 0 ? undefined : 'Waiting');
    const icon = (shown === undefined ? undefined : icons[shown]) ?? '/icon.svg';
    document.querySelector('link[rel=icon]')?.setAttribute('href', icon);
  }, [title, displayStatus, waiting]);
}
