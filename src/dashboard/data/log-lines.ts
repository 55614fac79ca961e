// The lines of one log: what is there page by page, then what comes. Kept outside of React, because there are many.
import type { LogLine } from '../../state/log-store.ts';
import { api, Refused, take } from './api.ts';

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
  const begin = (): (() => void) => {
    let isStopped = false;
    let source: EventSource | undefined;
    const load = async (): Promise<void> => {
      let next = all.length;
      for (;;) {
        const page = await take(
          api.executions[':executionId'].actions[':actionExecutionId'].log.$get({
            param: { executionId, actionExecutionId },
            query: { from: String(next), limit: String(pageLines) },
          }),
        );
        if (isStopped) return;
        add(page.lines.slice(0, page.next - page.from));
        next = page.next;
        if (page.isWhole) break;
      }
      source = follow(next);
    };
    const follow = (from: number): EventSource => {
      const path = `/api/v1/executions/${executionId}/actions/${actionExecutionId}/log/stream?from=${from}`;
      const stream = new EventSource(path);
      stream.addEventListener('lines', (event: MessageEvent<string>) =>
        add(JSON.parse(event.data) as readonly LogLine[]),
      );
      stream.addEventListener('end', () => {
        stream.close();
        update({ isOver: true });
      });
      return stream;
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const loadOrTryAgain = (): void => {
      load().catch((error: unknown) => {
        if (error instanceof Refused) update({ error });
        else if (!isStopped) timer = setTimeout(loadOrTryAgain, againMs);
      });
    };
    loadOrTryAgain();
    return () => {
      isStopped = true;
      clearTimeout(timer);
      source?.close();
    };
  };
  return {
    read: () => state,
    subscribe: (watcher) => {
      watchers.add(watcher);
      stop ??= begin();
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
