// Asking again for what has changed. An answer that is on its way may be older than the change: it is taken, and then asked for
// once more. What changes many times in a second is therefore shown as often as the server answers, and never waits for the end.
import type { Query, QueryFilters } from '@tanstack/react-query';
import { queries } from './queries.ts';

/** Those whose answer is on its way while something has changed. */
const again = new Set<Query>();

export function makeFresh(filters: QueryFilters): void {
  for (const query of queries.getQueryCache().findAll(filters)) {
    if (query.state.fetchStatus === 'idle') ask(query);
    else if (!again.has(query)) void askAfterAnswer(query);
  }
}

/**
 * All of it, for a stream that begins: what was asked before may lack what came in between, and after a connection that was cut
 * an answer may never come.
 */
export async function makeAllFresh(): Promise<void> {
  await queries.cancelQueries();
  await queries.invalidateQueries();
}

async function askAfterAnswer(query: Query): Promise<void> {
  again.add(query);
  // Gives the fetch that is under way. How it ends does not matter.
  await query.fetch(undefined, { cancelRefetch: false }).catch(() => undefined);
  again.delete(query);
  ask(query);
}

/** At once where a view shows it, else when one does. */
function ask({ queryKey }: Query): void {
  void queries.invalidateQueries({ queryKey, exact: true }, { cancelRefetch: false });
}
