// The events that a page receives: by the worker that all pages of the browser share, or by a stream of its own where there are
// no such workers.
import { leaving, openEntryStream } from './entry-stream.ts';
import type { StreamMessage } from './stream-message.ts';

export interface Entries {
  readonly close: () => void;
}

/** Until `close`. A page that the browser keeps for a way back receives nothing; it receives `ready` when it is shown again. */
export function receiveEntries(take: (message: StreamMessage) => void): Entries {
  let close = connect(take);
  const hide = (): void => close();
  const show = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) close = connect(take);
  };
  addEventListener('pagehide', hide);
  addEventListener('pageshow', show);
  return {
    close: () => {
      removeEventListener('pagehide', hide);
      removeEventListener('pageshow', show);
      close();
    },
  };
}

function connect(take: (message: StreamMessage) => void): () => void {
  if (!('SharedWorker' in globalThis)) return openEntryStream(take).close;
  const { port } = new SharedWorker(new URL('entries-worker.ts', import.meta.url), { type: 'module' });
  port.addEventListener('message', ({ data }: MessageEvent<StreamMessage>) => take(data));
  port.start();
  return () => {
    port.postMessage(leaving);
    port.close();
  };
}
