// A stream of Node as one of the web, for answers of the HTTP interface.
import type { Readable } from 'node:stream';

/** Read piece by piece as the reader asks; destroyed at once when the reader cancels. */
export function webStream(readable: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = (readable as AsyncIterable<Uint8Array<ArrayBuffer>>)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: () => void readable.destroy(),
    },
    { highWaterMark: 0 },
  );
}
