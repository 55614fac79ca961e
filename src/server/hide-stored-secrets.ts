// Texts of what runs without an action of its own (an application that is started again, a task that ends), without any value
// of the local store, and without any that actions were given from elsewhere: it is not known any more which of them it was given.
import { createRedactor } from '../process/redactor.ts';
import { isTooShort } from '../process/secret-forms.ts';
import { storedValues } from '../runtime/stored-values.ts';
import type { SecretStore } from '../state/secret-store.ts';

/** The values as they are now. While the store cannot be read, no text is shown. */
export function hideStoredSecrets(secrets: SecretStore): (text: string) => string {
  try {
    const redactor = createRedactor(() => undefined);
    redactor.add(storedSecretValues(secrets));
    return redactor.clean;
  } catch {
    return () => '***';
  }
}

/** Throws a ProblemError while the store cannot be read. */
export function storedSecretValues(secrets: SecretStore): readonly string[] {
  const stored = storedValues(secrets).flatMap(({ values }) => values);
  return [...new Set([...stored, ...secrets.used()])].filter((value) => !isTooShort(value));
}
