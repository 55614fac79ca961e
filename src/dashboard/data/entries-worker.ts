// The stream of entries for all pages of a browser. A browser gives a server six connections at most; if each page kept one, the
// seventh page would never load.
import { leaving, openEntryStream, type Told } from './entry-stream.ts';
import type { EventStream } from './event-stream.ts';

const ports = new Set<MessagePort>();
let stream: EventStream | undefined;
let state: 'connecting' | 'ready' | 'lost' = 'connecting';

function tellAll(told: Told): void {
  if (told.kind === 'ready' || told.kind === 'lost') state = told.kind;
  for (const port of ports) port.postMessage(told);
}

function leave(port: MessagePort): void {
  ports.delete(port);
  if (ports.size > 0) return;
  stream?.close();
  stream = undefined;
  state = 'connecting';
}

function welcome(port: MessagePort): void {
  ports.add(port);
  port.addEventListener('message', ({ data }) => {
    if (data === leaving) leave(port);
  });
  port.start();
  stream ??= openEntryStream(tellAll);
  if (state !== 'connecting') port.postMessage({ kind: state } satisfies Told);
}

globalThis.addEventListener('connect', (event) => {
  const [port] = (event as MessageEvent).ports;
  if (port !== undefined) welcome(port);
});
