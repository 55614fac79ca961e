// The server's stream of entries of the journal, and what a page receives of it.
import { openEventStream, type EventStream } from './event-stream.ts';

export type StreamMessage =
  /** The stream has begun, or goes on: what was asked before may lack something. With the program of the server's pages. */
  | { readonly kind: 'ready'; readonly program?: string }
  | { readonly kind: 'entry'; readonly entry: unknown }
  /** There is no connection; it is tried again. */
  | { readonly kind: 'lost' }
  /** The server has answered with something else than a stream. */
  | { readonly kind: 'refused' };

export function openEntryStream(send: (message: StreamMessage) => void): EventStream {
  return openEventStream((last) => `/api/v1/events${last === undefined ? '' : `?after=${last}`}`, {
    on: {
      ready: (data) => send({ kind: 'ready', ...(data as { readonly program?: string }) }),
      entry: (entry) => send({ kind: 'entry', entry }),
    },
    onLost: () => send({ kind: 'lost' }),
    onRefused: () => send({ kind: 'refused' }),
  });
}

/** What a page says to the worker that it shares when it goes. */
export const leaving = 'leaving';
