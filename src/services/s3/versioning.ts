// Whether a bucket keeps versions.
import type { Bucket } from './store-rows.ts';

/** Undefined when it never was enabled. */
export function versioningOf({ settings }: Pick<Bucket, 'settings'>): 'Enabled' | 'Suspended' | undefined {
  const { Status } = (settings['versioning'] ?? {}) as { readonly Status?: 'Enabled' | 'Suspended' };
  return Status;
}
