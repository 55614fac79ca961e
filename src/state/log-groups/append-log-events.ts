// How the services of AWS write logs: a group and a stream that are not there yet are made.
import type { LogGroups, NewEvent, StreamKey } from './log-groups.ts';
import type { LogGroup, LogStream } from './rows.ts';

/**
 * What functions and tasks print. When it returns, another process can read it; it is on disk a moment later.
 * @param at milliseconds since the epoch
 */
export function appendLogEvents(
  logs: LogGroups,
  key: StreamKey,
  { events, at }: { readonly events: readonly NewEvent[]; readonly at: number },
): void {
  logs.append(ensureStream(logs, key, { at }), events, { at, durability: 'written' });
}

function ensureStream(
  logs: LogGroups,
  { group: key, stream: name }: StreamKey,
  origin: { readonly at: number },
): LogStream {
  const find = (): { readonly group?: LogGroup; readonly stream?: LogStream } => {
    const group = logs.group(key);
    const stream = group && logs.stream(group, name);
    return { ...(group && { group }), ...(stream && { stream }) };
  };
  let { group, stream } = find();
  if (group === undefined) {
    logs.createGroup(key, origin.at, { isImplied: true });
    ({ group, stream } = find());
  }
  if (group !== undefined && stream === undefined) {
    logs.createStream(group, name, origin);
    ({ stream } = find());
  }
  if (stream === undefined)
    throw new Error(`The log stream "${name}" of "${key.name}" was deleted meanwhile`);
  return stream;
}
