// The agent inside a host: runs lifecycle events one after another and carries connections across the host's border.
// Called as `agent-main FOLDER_OF_SOCKETS RECORD` in a process host and `agent-main FOLDER_OF_SOCKETS` in a namespace.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { claimRecord, holderOf, liveWhile } from '../daemon/claim-record.ts';
import { programVersion } from '../daemon/program-version.ts';
import { serveRequests, type RequestHandler } from '../daemon/serve-requests.ts';
import { INSIDE_PROXY_PORT, type AgentRequest, type LineEvent } from './protocol.ts';

const [socketsFolder = '', record] = process.argv.slice(2);
if (record !== undefined && !claimRecord(record)) process.exit(0);
liveWhile(() =>
  record === undefined ? existsSync(join(socketsFolder, 'host')) : holderOf(record)?.pid === process.pid,
);
let offerEndpoint = (): void => undefined;
if (record === undefined) {
  const { serveInboundRelay, serveOutboundRelay } = await import('./relay.ts');
  const { endpointRelay } = await import('./endpoint-relay.ts');
  serveInboundRelay(join(socketsFolder, 'relay.sock'));
  serveOutboundRelay(INSIDE_PROXY_PORT, join(socketsFolder, 'proxy.sock'));
  offerEndpoint = endpointRelay(socketsFolder);
  offerEndpoint();
}
const runNext = oneAtATime(async (request, { signal, emit }) => {
  const { environment, command, hidden } = request as Extract<AgentRequest, { type: 'runLifecycleEvent' }>;
  offerEndpoint();
  const { runLifecycleEvent } = await import('./run-lifecycle-event.ts');
  const onLine = (line: string): void => emit({ line } satisfies LineEvent);
  return await runLifecycleEvent(environment, command, { onLine, signal, hidden });
});
await serveRequests({
  socketFile: join(socketsFolder, 'agent.sock'),
  version: programVersion(),
  handle: async (request, io) => {
    const asked = request as AgentRequest;
    if (asked.type === 'runLifecycleEvent') return await runNext(asked, io);
    const { collectLines } = await import('./collect-lines.ts');
    return (await collectLines(asked.path, asked.before)) ?? null;
  },
});

/** A new event begins when the one before has ended, also the one that is just being aborted. */
function oneAtATime(handle: RequestHandler): RequestHandler {
  let before: Promise<unknown> = Promise.resolve();
  return (request, io) => {
    const result = before.then(() => {
      io.signal.throwIfAborted();
      return handle(request, io);
    });
    before = result.catch(() => undefined);
    return result;
  };
}
