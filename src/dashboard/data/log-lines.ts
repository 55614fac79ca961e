// The lines of one log: what is there page by page, then what comes. Kept outside of React, because there are many.
import type { LogLine } from '../../state/log-store.ts';
import { api, take } from './api.ts';
import { openEventStream, type EventStream } from './event-stream.ts';
import { isPassing } from './queries.ts';

interface LogLines {
  readonly lines: readonly LogLine[];
  readonly isOver: boolean;
  readonly error?: Error;
}

export interface LogReading {
  readonly subscribe: (watcher: () => void) => () => void;
  readonly read: () => LogLines;
}

const pageLines = 20_000;
/** The server may be gone for a while; what it refuses is not asked again. */
const againMs = 1000;

/** Reads and follows as long as there is a watcher. */
export function readLog(executionId: string, actionExecutionId: string): LogReading {
  let state: LogLines = { lines: [], isOver: false };
  const all: LogLine[] = [];
  const watchers = new Set<() => void>();
  let stop: (() => void) | undefined;
  let frame = 0;
  const update = (next: Partial<LogLines>): void => {
    state = { ...state, ...next };
    // Many batches may come between two pictures on the screen.
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      for (const watcher of watchers) watcher();
    });
  };
  const add = (more: readonly LogLine[]): void => {
    for (const line of more) all.push(line);
    // Another array object, so that React sees the change; the lines are not copied one by one elsewhere.
    update({ lines: all.slice() });
  };
  return {
    read: () => state,
    subscribe: (watcher) => {
      watchers.add(watcher);
      stop ??= follow(
        { executionId, actionExecutionId },
        {
          next: () => all.length,
          isOver: () => state.isOver,
          add,
          end: () => update({ isOver: true }),
          fail: (error) => update({ error }),
        },
      );
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}

interface Follower {
  /** The number of the line that it has not got yet, from 0. */
  readonly next: () => number;
  readonly isOver: () => boolean;
  readonly add: (lines: readonly LogLine[]) => void;
  readonly end: () => void;
  readonly fail: (error: Error) => void;
}

/** Page by page, and then as they come. Gives the function that ends it. */
function follow(
  place: { readonly executionId: string; readonly actionExecutionId: string },
  { next, isOver, add, end, fail }: Follower,
): () => void {
  let isStopped = false;
  let isLoaded = false;
  let source: EventStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const load = async (): Promise<void> => {
    let page;
    do {
      page = await take(
        api.executions[':executionId'].actions[':actionExecutionId'].log.$get({
          param: place,
          query: { from: String(next()), limit: String(pageLines) },
        }),
      );
      if (isStopped) return;
      add(page.lines.slice(0, page.next - page.from));
    } while (!page.isWhole);
    isLoaded = true;
    open();
  };
  const open = (): void => {
    if (isStopped || !isLoaded || isOver() || source !== undefined || isHidden()) return;
    const { executionId, actionExecutionId } = place;
    const path = `/api/v1/executions/${executionId}/actions/${actionExecutionId}/log/stream?from=${next()}`;
    const stream = openEventStream((last) => (last === undefined ? path : `${path}&after=${last}`), {
      on: {
        lines: (lines) => add(lines as readonly LogLine[]),
        end: () => {
          stream.close();
          end();
        },
      },
    });
    source = stream;
  };
  // A browser gives a server few connections: a page that is not seen leaves them to others.
  const openWhenSeen = (): void => {
    if (!isHidden()) return open();
    source?.close();
    source = undefined;
  };
  const loadOrTryAgain = (): void => {
    load().catch((error: unknown) => {
      if (isStopped) return;
      if (isPassing(error)) timer = setTimeout(loadOrTryAgain, againMs);
      else fail(error instanceof Error ? error : new Error(String(error)));
    });
  };
  document.addEventListener('visibilitychange', openWhenSeen);
  loadOrTryAgain();
  return () => {
    isStopped = true;
    document.removeEventListener('visibilitychange', openWhenSeen);
    clearTimeout(timer);
    source?.close();
  };
}

function isHidden(): boolean {
  return document.visibilityState === 'hidden';
}
