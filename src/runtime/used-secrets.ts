// What the actions of a pipeline have used, so that it is hidden from the start when the pipeline is opened again: the names of
// entries of the local store, whose values may change, and the values themselves, sealed, wherever they came from.
import { ProblemError } from '../lib/problem.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { isTooShort } from '../process/secret-forms.ts';
import { storedValues, type StoredValues } from './stored-values.ts';

const kind = 'used-secrets';

type State = Pick<StateFolder, 'records' | 'secrets'>;

/**
 * The values that the pipeline has used before, and those that its entries have now. None while the store cannot be read: an
 * action that needs one of them fails for the same reason.
 */
export function usedSecrets(state: State, pipelineName: string): readonly string[] {
  const names = usedNames(state, pipelineName);
  const now = entriesOf(state)
    .filter((entry) => names.has(nameOf(entry)))
    .flatMap(({ values }) => values);
  const all = [...now, ...(readable(() => state.secrets.used(pipelineName)) ?? [])];
  return [...new Set(all)].filter((value) => !isTooShort(value));
}

/** Remembers the values, and the entries that have one of them. */
export function noteUsedSecrets(state: State, pipelineName: string, values: readonly string[]): void {
  state.secrets.keepUsed(pipelineName, values);
  const names = usedNames(state, pipelineName);
  const fresh = entriesOf(state)
    .filter((entry) => entry.values.some((value) => values.includes(value)))
    .map(nameOf)
    .filter((name) => !names.has(name));
  if (fresh.length > 0) state.records.put(kind, pipelineName, [...names, ...fresh]);
}

function usedNames({ records }: State, pipelineName: string): ReadonlySet<string> {
  return new Set(records.get<readonly string[]>(kind, pipelineName));
}

function entriesOf({ secrets }: State): readonly StoredValues[] {
  return readable(() => storedValues(secrets)) ?? [];
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

function nameOf({ kind: store, name }: StoredValues): string {
  return `${store} ${name}`;
}
