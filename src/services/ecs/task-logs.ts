// The logs of tasks as CloudWatch Logs has them: taken from the engine, or from what was kept of a container, when they are read.
import type { LogGroups } from '../../state/log-groups/log-groups.ts';
import {
  findTaskLogs,
  forgetTaskLog,
  linesOfTaskLog,
  type FoundTaskLog,
} from '../../targets/service/task-logs.ts';
import type { ServiceCall } from '../service.ts';

/** What tasks of the caller's region have said since it was taken last becomes events. */
export async function takeTaskLogs(call: ServiceCall, logs: LogGroups): Promise<void> {
  const found = findTaskLogs(call.ground.targetsFolder);
  for (const log of found)
    if ((log.region ?? call.place.region) === call.place.region) await take(call, logs, log);
}

async function take(call: ServiceCall, logs: LogGroups, log: FoundTaskLog): Promise<void> {
  const { account, region } = call.place;
  const key = { account, region, name: log.group };
  const lines = await linesOfTaskLog(log);
  if (lines === undefined) return;
  if ('isGone' in lines) return forgetTaskLog(log);
  logs.createGroup(key, log.startedAt, { isImplied: true });
  const group = logs.group(key);
  if (group === undefined) return;
  logs.createStream(group, log.stream, { at: log.startedAt });
  const stream = logs.stream(group, log.stream);
  if (stream === undefined) return;
  const fresh = lines.slice(stream.fileLines);
  if (fresh.length > 0) logs.takeLines(stream, fresh, call.now);
  if (log.text !== undefined) forgetTaskLog(log);
}
