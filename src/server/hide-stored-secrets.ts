// Texts of what runs without an action of its own (an application that is started again, a task that ends), without any value
// of the local store: it is not known any more which of them it was given.
import { createRedactor } from '../process/redactor.ts';
import { isTooShort } from '../runtime/action-log.ts';
import type { SecretStore } from '../state/secret-store.ts';

/** The values as they are now. While the store cannot be read, no text is shown. */
export function hideStoredSecrets(secrets: SecretStore): (text: string) => string {
  try {
    const redactor = createRedactor(() => undefined);
    redactor.add(valuesOf(secrets).filter((value) => !isTooShort(value)));
    return redactor.clean;
  } catch {
    return () => '***';
  }
}

function valuesOf(secrets: SecretStore): readonly string[] {
  return secrets.list().flatMap(({ kind, name }) => {
    const values =
      kind === 'parameter'
        ? [secrets.parameter(name)]
        : [secrets.secret(name), secrets.secret(name, { stage: 'AWSPREVIOUS' })];
    return values.flatMap((value) => (value === undefined ? [] : [value, ...valuesOfKeys(value)]));
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
