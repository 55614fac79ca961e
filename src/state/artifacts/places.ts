// Where the artifact store keeps what.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../private-files.ts';

export interface Places {
  /** Contents, by digest. */
  readonly blobs: string;
  /** Manifests, by digest; `<digest>.damaged` next to one whose content was found wrong. */
  readonly trees: string;
  readonly caches: string;
  /** What was stored of each folder, with the status of its files. */
  readonly snapshots: string;
  /** Trees as folders, by digest. */
  readonly checkouts: string;
  readonly checkoutCaches: string;
}

export function placesIn(folder: string): Places {
  return {
    blobs: join(folder, 'blobs'),
    trees: join(folder, 'trees'),
    caches: join(folder, 'stat-cache'),
    snapshots: join(folder, 'snapshots'),
    checkouts: join(folder, 'checkouts'),
    checkoutCaches: join(folder, 'checkout-stat-cache'),
  };
}

export function makePlaces(places: Places): void {
  for (const folder of [places.blobs, places.trees, places.caches])
    mkdirSync(folder, { recursive: true, mode: privateFolder });
}
