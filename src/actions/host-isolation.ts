import type { BuildOptions } from './build/build-options.ts';

/** The hosts of fleets without isolation are folders and processes of this machine; less is not possible. */
export function hostIsolation(asked: NonNullable<BuildOptions['isolation']>): 'process' | 'namespace' {
  return asked === 'namespace' ? 'namespace' : 'process';
}
