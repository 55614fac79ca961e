// All values of the local store, by the entry that has them.
import type { SecretStore, StoredSecret } from '../state/secret-store.ts';

export interface StoredValues extends Pick<StoredSecret, 'kind' | 'name'> {
  /** The current one and the one before, and each value of a secret that has several keys. */
  readonly values: readonly string[];
}

/** Throws a ProblemError when the store cannot be read. */
export function storedValues(secrets: SecretStore): readonly StoredValues[] {
  return secrets.list().map(({ kind, name }) => {
    const versions =
      kind === 'parameter'
        ? [secrets.parameter(name)]
        : [secrets.secret(name), secrets.secret(name, { stage: 'AWSPREVIOUS' })];
    const values = versions.flatMap((value) => (value === undefined ? [] : [value, ...valuesOfKeys(value)]));
    return { kind, name, values };
  });
}

/** A secret of several keys gives each of its values alone. */
function valuesOfKeys(text: string): readonly string[] {
  if (!text.startsWith('{')) return [];
  try {
    return Object.values(JSON.parse(text) as object).filter((value) => typeof value === 'string');
  } catch {
    return [];
  }
}
