// Which entries of the local store the actions of a pipeline have used, so that their values are hidden from the start when
// the pipeline is opened again. Names are remembered; the values stay in the store.
import { ProblemError } from '../lib/problem.ts';
import type { StateFolder } from '../state/state-folder.ts';
import { isTooShort } from './action-log.ts';
import { storedValues, type StoredValues } from './stored-values.ts';

const kind = 'used-secrets';

type State = Pick<StateFolder, 'records' | 'secrets'>;

/** The values, as they are now, of what the pipeline has used before. None while the store cannot be read. */
export function usedSecrets(state: State, pipelineName: string): readonly string[] {
  const names = usedNames(state, pipelineName);
  if (names.size === 0) return [];
  return entriesOf(state)
    .filter((entry) => names.has(nameOf(entry)))
    .flatMap(({ values }) => values)
    .filter((value) => !isTooShort(value));
}

/** Remembers the entries that have one of these values. */
export function noteUsedSecrets(state: State, pipelineName: string, values: readonly string[]): void {
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
  try {
    return storedValues(secrets);
  } catch (error) {
    // An action that needs one of them fails for the same reason.
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

function nameOf({ kind: store, name }: StoredValues): string {
  return `${store} ${name}`;
}
