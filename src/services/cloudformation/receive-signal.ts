// `PUT` of a JSON document to the address that a custom resource or a wait condition was given.
import { text } from 'node:stream/consumers';
import type { DataPlane } from '../data-plane.ts';
import { tokenOfSignalUrl } from './signal-address.ts';
import { openSignalStore } from './signal-store.ts';

export const receiveSignal: DataPlane = async (incoming, response, ground) => {
  const token = tokenOfSignalUrl(new URL(incoming.url ?? '', ground.url).href) ?? '';
  const isTaken =
    incoming.method === 'PUT' && ground.keep(openSignalStore).receive(token, await text(incoming));
  response.writeHead(isTaken ? 200 : 403, { 'content-length': 0 });
  response.end();
};
