// The events of several log groups, the newest first, as a query reads them.
import { setImmediate as othersFirst } from 'node:timers/promises';
import { defined } from '../../../lib/defined.ts';
import type { EventPosition, LogGroups } from '../../../state/log-groups/log-groups.ts';
import type { LogEvent, LogGroup } from '../../../state/log-groups/rows.ts';
import type { FoundEvent } from './event-row.ts';

export interface Searched {
  readonly groups: readonly LogGroup[];
  /** Milliseconds since the epoch; `to` exclusive. */
  readonly from: (group: LogGroup) => number;
  readonly to: number;
}

const readAtOnce = 2000;

/** Other calls are answered between its pages. */
export async function* foundEvents(logs: LogGroups, searched: Searched): AsyncGenerator<FoundEvent> {
  const readers = searched.groups.map((group) => readerOf(logs, group, searched));
  for (let count = 1; ; count += 1) {
    const heads = readers.map((reader) => reader.head());
    const newest = heads.reduce<number>(
      (best, event, at) =>
        event !== undefined && (best < 0 || event.timestamp > (heads[best]?.timestamp ?? 0)) ? at : best,
      -1,
    );
    const [event, reader] = [heads[newest], readers[newest]];
    if (event === undefined || reader === undefined) return;
    yield reader.found(event);
    reader.pass();
    if (count % readAtOnce === 0) await othersFirst();
  }
}

interface Reader {
  readonly head: () => LogEvent | undefined;
  readonly pass: () => void;
  readonly found: (event: LogEvent) => FoundEvent;
}

function readerOf(logs: LogGroups, group: LogGroup, { from, to }: Searched): Reader {
  let page: readonly LogEvent[] = [];
  let at = 0;
  let after: EventPosition | undefined;
  let isWhole = false;
  const head = (): LogEvent | undefined => {
    if (at < page.length || isWhole) return page[at];
    page = logs.events({
      group: group.id,
      from: from(group),
      to,
      ...defined({ after }),
      direction: 'backward',
      limit: readAtOnce,
    });
    at = 0;
    isWhole = page.length < readAtOnce;
    const last = page.at(-1);
    if (last !== undefined) after = { timestamp: last.timestamp, id: last.id };
    return page[at];
  };
  return {
    head,
    pass: () => {
      at += 1;
    },
    found: (event) => ({
      ...event,
      log: `${group.account}:${group.name}`,
      pointer: pointerTo(group, event),
    }),
  };
}

function pointerTo({ name }: LogGroup, { timestamp, id }: LogEvent): string {
  return Buffer.from(JSON.stringify([name, timestamp, id])).toString('base64');
}

/** Where an event lies; undefined for what no query gave out. */
export function pointedAt(
  pointer: string,
): { readonly group: string; readonly position: EventPosition } | undefined {
  try {
    const found: unknown = JSON.parse(Buffer.from(pointer, 'base64').toString('utf8'));
    const [group, timestamp, id] = Array.isArray(found) ? (found as readonly unknown[]) : [];
    if (typeof group !== 'string' || !Number.isSafeInteger(timestamp) || !Number.isSafeInteger(id))
      return undefined;
    return { group, position: { timestamp: Number(timestamp), id: Number(id) } };
  } catch {
    return undefined;
  }
}
