// Events that come while an execution is asked for: an answer that is older than they are gets them too, and takes nothing back
// that the page has shown.
import type { JournalEntry } from '../../state/journal.ts';
import type { ExecutionDetail } from '../../server/http/shapes/execution-shapes.ts';
import { foldEntries } from '../../view/fold-execution.ts';

const collecting = new Set<(entry: JournalEntry) => void>();

/** Every entry of the stream, as it comes. */
export function noteEntry(entry: JournalEntry): void {
  for (const collect of collecting) collect(entry);
}

/** The answer, with what came until it did. */
export async function withEntriesMeanwhile(
  executionId: string,
  ask: () => Promise<ExecutionDetail>,
): Promise<ExecutionDetail> {
  const came: JournalEntry[] = [];
  const collect = (entry: JournalEntry): void => {
    if ('executionId' in entry.event && entry.event.executionId === executionId) came.push(entry);
  };
  collecting.add(collect);
  try {
    return foldInto(await ask(), came);
  } finally {
    collecting.delete(collect);
  }
}

/** @param entries of the execution, oldest first; those that it has already change nothing */
export function foldInto(known: ExecutionDetail, entries: readonly JournalEntry[]): ExecutionDetail {
  const newer = entries.filter(({ seq }) => seq > known.seq);
  const last = newer.at(-1);
  return last === undefined ? known : { ...known, seq: last.seq, view: foldEntries(known.view, newer) };
}
