import type { RunOptions } from './provider.ts';

/** The hosts of fleets without isolation are folders and processes of this machine; less is not possible. */
export function hostIsolation(asked: NonNullable<RunOptions['isolation']>): 'process' | 'namespace' {
  return asked === 'namespace' ? 'namespace' : 'process';
}
