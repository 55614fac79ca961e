// The logs of hosts as CloudWatch Logs has them: taken from the hosts when they are read. Events have the time at which they were
// taken, as those of CloudWatch's agent have without a timestamp_format.
import { createTurns } from '../../lib/turns.ts';
import { appendLogEvents } from '../../state/log-groups/append-log-events.ts';
import type { LogGroups } from '../../state/log-groups/log-groups.ts';
import type { FileCursor } from '../../targets/agent/collect-lines.ts';
import { findHostLogs, type HostLog } from '../../targets/fleet/host-logs.ts';
import { documentsOf } from '../documents.ts';
import type { ServiceCall } from '../service.ts';

const cursors = documentsOf<FileCursor>('logs/host-file');

/** Two calls at once would both take the same lines. */
const turns = createTurns();

/** What hosts of the caller's Region have written since it was taken last becomes events. */
export async function takeHostLogs(call: ServiceCall, logs: LogGroups): Promise<void> {
  const { targetsFolder } = call.ground;
  await turns.take(targetsFolder, async () => {
    const found = await findHostLogs(targetsFolder);
    const own = found.filter(({ region = call.place.region }) => region === call.place.region);
    await Promise.all(own.map(async (log) => take(call, logs, log)));
  });
}

async function take(
  call: ServiceCall,
  logs: LogGroups,
  { id, group, stream, collect }: HostLog,
): Promise<void> {
  const collected = await collect(cursors.get(call, id));
  if (collected === undefined || collected.lines.length === 0) return;
  const { account, region } = call.place;
  const key = { group: { account, region, name: group }, stream };
  const events = collected.lines
    .filter((message) => message !== '')
    .map((message) => ({ timestamp: call.now, message }));
  appendLogEvents(logs, key, { events, at: call.now });
  cursors.put(call, id, collected.cursor);
}
