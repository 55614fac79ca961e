// The stream of entries for all pages of a browser. A browser gives a server six connections at most; if each page kept one, the
// seventh page would never load.
import { leaving, openEntryStream } from './entry-stream.ts';
import type { StreamMessage } from './stream-message.ts';
import type { EventStream } from './event-stream.ts';

const ports = new Set<MessagePort>();
let stream: EventStream | undefined;
/** What a page that comes later begins with; undefined while nothing is known. */
let state: StreamMessage | undefined;

function sendToAll(message: StreamMessage): void {
  if (message.kind === 'ready' || message.kind === 'lost') state = message;
  for (const port of ports) port.postMessage(message);
}

function leave(port: MessagePort): void {
  ports.delete(port);
  if (ports.size > 0) return;
  stream?.close();
  stream = undefined;
  state = undefined;
}

function welcome(port: MessagePort): void {
  ports.add(port);
  port.addEventListener('message', ({ data }) => {
    if (data === leaving) leave(port);
  });
  port.start();
  stream ??= openEntryStream(sendToAll);
  if (state !== undefined) port.postMessage(state);
}

globalThis.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) welcome(port);
});
