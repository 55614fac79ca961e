// moto, which answers a part of AWS's API: where its part of the account lies, and what its installation needs.
import { join } from 'node:path';

export function motoFolder(stateFolder: string): string {
  return join(stateFolder, 'moto');
}

/** Says what is being done while moto is installed; otherwise it is not there. */
export function preparationFile(stateFolder: string): string {
  return join(motoFolder(stateFolder), 'preparing');
}

/** What Python's pip needs to reach its package index, and the user's cache folder; nothing that leads to an account. */
export const packageIndexVariables =
  /^(PATH|HOME|XDG_CACHE_HOME|PIP_\w+|https?_proxy|no_proxy|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE)$/i;
