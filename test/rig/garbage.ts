// What the process holds when nothing that is no longer used counts.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Frees all that is no longer used, at once. */
export const collectGarbage = runInNewContext('gc') as () => void;
