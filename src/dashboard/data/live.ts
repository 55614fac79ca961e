// The stream of events: one for the page, taken up again where it was cut off. What an event touches is made fresh.
import { useEffect, useSyncExternalStore } from 'react';
import type { JournalEntry } from '../../state/journal.ts';
import { foldEntries } from '../../view/fold-execution.ts';
import { queries } from './queries.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';

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
    const source = new EventSource('/api/v1/events');
    source.addEventListener('ready', () => {
      become('live');
      // What was asked before the stream began may lack events that came in between.
      void queries.invalidateQueries();
    });
    source.addEventListener('entry', (event: MessageEvent<string>) => {
      const entry = JSON.parse(event.data) as JournalEntry;
      take(entry);
      onEntry(entry);
    });
    // The browser connects again by itself, and says where it was.
    source.addEventListener('error', () => {
      become('lost');
    });
    return () => source.close();
  }, [onEntry]);
}

/** Folded into what is shown at once; lists are asked again, but not for each of a hundred events in a second. */
function take(entry: JournalEntry): void {
  const { event } = entry;
  const pipelineName = entry.workload.name;
  if ('executionId' in event)
    queries.setQueryData<ExecutionDetail>(['execution', event.executionId], (known) =>
      known === undefined || known.seq >= entry.seq
        ? known
        : { ...known, seq: entry.seq, view: foldEntries(known.view, [entry]) },
    );
  const isProgress = event.type === 'ActionProgressed';
  if (isProgress && event.progress.kind !== 'Endpoint') return refreshSoon([['pipeline', pipelineName]]);
  refreshSoon([
    ['pipelines'],
    ['pipeline', pipelineName],
    ['executions', pipelineName],
    ['audit'],
    ['aws-events'],
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
    for (const queryKey of due) void queries.invalidateQueries({ queryKey });
  }, togetherMs);
}
