// The balancer's process. Called as `balancer-main FOLDER_OF_SOCKETS RECORD STATE TARGETS`; knows its fleet once it is sent.
import { join } from 'node:path';
import { claimRecord, holderOf, liveWhile } from '../daemon/claim-record.ts';
import { programVersion } from '../daemon/program-version.ts';
import { serveRequests } from '../daemon/serve-requests.ts';
import { FleetBalancer } from './fleet-balancer.ts';
import type { BalancerRequest } from './protocol.ts';

const [socketsFolder = '', record = '', stateFile = '', targetsFolder = ''] = process.argv.slice(2);
if (!claimRecord(record)) process.exit(0);
liveWhile(() => holderOf(record)?.pid === process.pid);
const balancer = new FleetBalancer(stateFile, targetsFolder);
await serveRequests({
  socketFile: join(socketsFolder, 'balancer.sock'),
  version: programVersion(),
  handle: (request, { signal }) => balancer.handle(request as BalancerRequest, signal),
});
