// What a page does with the events that it receives: what an event touches is made fresh.
import { useEffect, useSyncExternalStore } from 'react';
import type { JournalEntry } from '../../state/journal.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';
import { unreachable } from '../../lib/unreachable.ts';
import { receiveEntries } from './entries.ts';
import { foldInto, noteEntry } from './execution-entries.ts';
import { makeAllFresh, makeFresh } from './make-fresh.ts';
import { compareProgram } from './own-program.ts';
import { meQuery, queries } from './queries.ts';

type Connection = 'connecting' | 'live' | 'lost';

let connection: Connection = 'connecting';
const watchers = new Set<() => void>();

function become(next: Connection): void {
  if (next === connection) return;
  connection = next;
  for (const watcher of watchers) watcher();
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => connection,
  );
}

/**
 * For as long as the page is signed in.
 * @param onEntry the same function each time; is given every entry after it was taken
 */
export function useLive(onEntry: (entry: JournalEntry) => void): void {
  useEffect(() => {
    const entries = receiveEntries((message) => {
      switch (message.kind) {
        case 'ready':
          become('live');
          void makeAllFresh();
          compareProgram(message.program);
          break;
        case 'entry':
          take(message.entry as JournalEntry);
          onEntry(message.entry as JournalEntry);
          break;
        case 'lost':
          become('lost');
          break;
        case 'refused':
          // The session may be valid no more.
          makeFresh({ queryKey: meQuery.queryKey });
          break;
        default:
          unreachable(message);
      }
    });
    return entries.close;
  }, [onEntry]);
}

/** Folded into what is shown at once; lists are asked again, but not for each of a hundred events in a second. */
function take(entry: JournalEntry): void {
  const { event } = entry;
  const pipelineName = entry.workload.name;
  noteEntry(entry);
  if ('executionId' in event)
    queries.setQueryData<ExecutionDetail>(['execution', event.executionId], (known) =>
      known === undefined ? known : foldInto(known, [entry]),
    );
  const isProgress = event.type === 'ActionProgressed';
  if (isProgress && event.progress.kind !== 'Endpoint') return refreshSoon([['pipeline', pipelineName]]);
  refreshSoon([
    ['pipelines'],
    ['pipeline', pipelineName],
    ['executions', pipelineName],
    ['audit'],
    ['aws-events'],
    ['search'],
    ...(event.type === 'ExecutionEnded' ? [['measures'], ['reports'], ['report'], ['targets']] : []),
    ...('executionId' in event && !isProgress ? [['execution', event.executionId]] : []),
  ]);
}

const waiting = new Map<string, readonly string[]>();
let timer: ReturnType<typeof setTimeout> | undefined;
const togetherMs = 60;

function refreshSoon(keys: readonly (readonly string[])[]): void {
  for (const key of keys) waiting.set(key.join('\n'), key);
  timer ??= setTimeout(() => {
    timer = undefined;
    const due = [...waiting.values()];
    waiting.clear();
    for (const queryKey of due) makeFresh({ queryKey });
  }, togetherMs);
}
