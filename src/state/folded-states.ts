// What the events of a workload add up to, kept so that opening it does not read years of events again. A cache: what is not
// there, of another program or damaged is folded from the events.
import { hash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { Workload } from '../model/workload.ts';
import { withoutWaitingForDisk, type Database } from './database.ts';

interface FoldedState {
  /** Of the last event that it holds. */
  readonly seq: number;
  /** Plain data, maps and sets; what it holds more than once it holds once. */
  readonly state: unknown;
}

export interface FoldedStates {
  /** Undefined when there is none that this format reads. @param format asked for only when one is kept */
  readonly get: (workload: Workload, format: () => string) => FoldedState | undefined;
  /** Owner only. */
  readonly put: (workload: Workload, format: string, folded: FoldedState) => void;
}

export function openFoldedStates(database: Database): FoldedStates {
  const select = database.prepare(
    'SELECT seq, format, digest, state FROM folded_states WHERE workload_type = ? AND workload_name = ?',
  );
  const insert = database.prepare(
    'INSERT OR REPLACE INTO folded_states (workload_type, workload_name, seq, format, digest, state) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    get: ({ type, name }, format) => {
      const row = select.get(type, name);
      const bytes = row?.['state'];
      if (row === undefined || !(bytes instanceof Uint8Array)) return undefined;
      const isReadable = row['format'] === formatHere(format()) && row['digest'] === digestOf(bytes);
      return isReadable ? { seq: Number(row['seq']), state: deserialize(bytes) } : undefined;
    },
    put: ({ type, name }, format, { seq, state }) => {
      const bytes = serialize(state);
      withoutWaitingForDisk(database, () =>
        insert.run(type, name, seq, formatHere(format), digestOf(bytes), bytes),
      );
    },
  };
}

/** Another V8 may write the same data otherwise. */
function formatHere(format: string): string {
  return `${format} v8 ${process.versions.v8}`;
}

function digestOf(bytes: Uint8Array): string {
  return hash('sha256', bytes);
}
