// The registry's process. Called as `registry-main FOLDER_OF_SOCKETS RECORD FOLDER SOURCE`, the source as JSON.
import { join } from 'node:path';
import { claimRecord, holderOf, liveWhile } from '../daemon/claim-record.ts';
import { programVersion } from '../daemon/program-version.ts';
import { serveRequests } from '../daemon/serve-requests.ts';
import type { RegistryDescription, RegistrySource } from './protocol.ts';
import { serveRegistry } from './serve-registry.ts';

const [socketsFolder = '', record = '', folder = '', source = ''] = process.argv.slice(2);
if (!claimRecord(record)) process.exit(0);
liveWhile(() => holderOf(record)?.pid === process.pid);
const served = JSON.parse(source) as RegistrySource;
const { port, ended } = await serveRegistry(served, folder);
// A process that needs it, or keeps targets alive, starts it again.
void ended.then(() => process.exit(1));
const description: RegistryDescription = { port, source: served };
await serveRequests({
  socketFile: join(socketsFolder, 'registry.sock'),
  version: programVersion(),
  handle: async () => Promise.resolve(description),
});
