// The endpoint's process. Called as `endpoint-main FOLDER_OF_SOCKETS RECORD FOLDER STATE_FOLDER`.
import { join } from 'node:path';
import { claimRecord, holderOf, liveWhile } from '../targets/daemon/claim-record.ts';
import { programVersion } from '../targets/daemon/program-version.ts';
import { serveRequests } from '../targets/daemon/serve-requests.ts';
import {
  endpointRooms,
  type EndpointDescription,
  type EndpointRequest,
} from '../targets/endpoint/protocol.ts';
import { serveEndpoint } from './serve-endpoint.ts';

const [socketsFolder = '', record = '', folder = '', stateFolder = ''] = process.argv.slice(2);
if (!claimRecord(record)) process.exit(0);
// A report that its log has no room for is lost, and ends nothing.
process.stderr.on('error', () => undefined);
liveWhile(() => holderOf(record)?.pid === process.pid);
const { url, admit } = await serveEndpoint(stateFolder, folder);
const description: EndpointDescription = { url };
await serveRequests({
  socketFile: join(socketsFolder, 'endpoint.sock'),
  version: programVersion(endpointRooms),
  handle: async (request) => {
    const asked = request as EndpointRequest;
    return asked.type === 'admit' ? { url: await admit(asked.network) } : description;
  },
});
