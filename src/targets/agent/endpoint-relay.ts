// The endpoint of AWS's API inside a namespace host, which has no network but its own: the port of the same number there
// leads through the proxy, so that one address is right inside and outside.
import { readFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { endpointPortFile } from './protocol.ts';
import { joinSockets } from './relay.ts';

/**
 * Serves the port that the folder names, from the first call on that finds one. To be called again whenever it may have
 * changed.
 */
export function endpointRelay(socketsFolder: string): () => void {
  let served: { readonly port: number; readonly server: Server } | undefined;
  return () => {
    const port = portIn(socketsFolder);
    if (port === undefined || port === served?.port) return;
    served?.server.close();
    served = { port, server: serve(port, join(socketsFolder, 'proxy.sock')) };
  };
}

function portIn(socketsFolder: string): number | undefined {
  try {
    return Number(readFileSync(join(socketsFolder, endpointPortFile), 'utf8'));
  } catch {
    return undefined;
  }
}

function serve(port: number, proxyFile: string): Server {
  const server = createServer({ allowHalfOpen: true }, (caller) => openTunnel(caller, port, proxyFile));
  server.on('error', (error) => process.stderr.write(`no way to AWS's API: ${error.message}\n`));
  return server.listen(port, '127.0.0.1');
}

function openTunnel(caller: Socket, port: number, proxyFile: string): void {
  const proxy = connect({ path: proxyFile, allowHalfOpen: true });
  const giveUp = (): void => void caller.destroy();
  caller.on('error', () => proxy.destroy());
  proxy.on('error', giveUp);
  proxy.write(`CONNECT 127.0.0.1:${port} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
  let head = Buffer.alloc(0);
  const read = (bytes: Buffer): void => {
    head = Buffer.concat([head, bytes]);
    const end = head.indexOf('\r\n\r\n');
    if (end === -1) return;
    proxy.off('data', read);
    proxy.pause();
    if (!head.toString('latin1').startsWith('HTTP/1.1 200')) return giveUp();
    const rest = head.subarray(end + 4);
    if (rest.length > 0) proxy.unshift(rest);
    joinSockets(caller, proxy);
  };
  proxy.on('data', read);
}
