// A site's process. Called as `site-main FOLDER_OF_SOCKETS RECORD FOLDER`; knows its bucket once it is sent.
import { join } from 'node:path';
import { claimRecord, holderOf, liveWhile } from '../daemon/claim-record.ts';
import { programVersion } from '../daemon/program-version.ts';
import { serveRequests } from '../daemon/serve-requests.ts';
import type { SiteRequest } from './protocol.ts';
import { Site } from './site.ts';

const [socketsFolder = '', record = '', folder = ''] = process.argv.slice(2);
if (!claimRecord(record)) process.exit(0);
liveWhile(() => holderOf(record)?.pid === process.pid);
const site = new Site(folder);
await serveRequests({
  socketFile: join(socketsFolder, 'site.sock'),
  version: programVersion(),
  handle: (request) => site.handle(request as SiteRequest),
});
