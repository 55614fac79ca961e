// The options of the secret commands, and the store that they mean.
import { openSecrets } from '../../state/open-state.ts';
import type { SecretKind, SecretStore } from '../../state/secret-store.ts';
import type { CommonOptions } from '../command.ts';
import { statePath } from '../state-path.ts';
import type { Terminal } from '../terminal.ts';

export interface SecretOptions extends CommonOptions {
  readonly parameter?: boolean;
  readonly jsonKey?: string;
  readonly prefix?: string;
  readonly into?: string;
}

export function openStore(options: SecretOptions, terminal: Terminal): SecretStore & Disposable {
  return openSecrets(statePath(options, terminal));
}

export function kindOf({ parameter }: SecretOptions): SecretKind {
  return parameter === true ? 'parameter' : 'secret';
}

export function put(
  store: SecretStore,
  kind: SecretKind,
  { name, value }: { readonly name: string; readonly value: string },
): void {
  if (kind === 'parameter') store.putParameter(name, value);
  else store.putSecret(name, value);
}

/** One line for people, or one document. */
export function reportChange(
  text: string,
  document: object,
  { options, terminal }: { readonly options: SecretOptions; readonly terminal: Terminal },
): void {
  terminal.write(options.json === true ? `${JSON.stringify(document)}\n` : `${text}\n`);
}
