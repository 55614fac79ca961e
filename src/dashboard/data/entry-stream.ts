// The server's stream of entries of the journal.
import { openEventStream, type EventStream } from './event-stream.ts';
import { readyMessage, type StreamMessage } from './stream-message.ts';

export function openEntryStream(send: (message: StreamMessage) => void): EventStream {
  return openEventStream((last) => `/api/v1/events${last === undefined ? '' : `?after=${last}`}`, {
    on: {
      ready: (data) => send(readyMessage(data)),
      entry: (entry) => send({ kind: 'entry', entry }),
    },
    onLost: () => send({ kind: 'lost' }),
    onRefused: () => send({ kind: 'refused' }),
  });
}

/** What a page says to the worker that it shares when it goes. */
export const leaving = 'leaving';
