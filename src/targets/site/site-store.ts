// What a bucket holds and held, on disk: contents by their digest, and one file that names them all. That file is
// replaced as a whole, so a reader sees one deployment or the next, never half of one.
import { createReadStream, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../lib/atomic-file.ts';
import type { Sending } from '../bucket/serve-answer.ts';
import type { Release, StoredObject } from './protocol.ts';

interface Kept {
  /** Newest last. */
  readonly releases: readonly Release[];
  readonly ports: Readonly<Record<string, number>>;
}

/** What is younger may belong to an upload that is still under way. */
const uploadingMs = 3_600_000;

/** As many deployments can be gone back to. */
const releasesKept = 20;

export function blobFile(folder: string, blob: string): string {
  return join(folder, 'blobs', blob.slice(0, 2), blob);
}

/** For `sendAnswer`: the contents of a site's folder. */
export function fromBlobs(folder: string): Sending<StoredObject>['read'] {
  return ({ blob }, part) => createReadStream(blobFile(folder, blob), part);
}

export class SiteStore {
  readonly #folder: string;
  readonly #file: string;
  #kept: Kept;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'bucket.json');
    this.#kept = read(this.#file);
  }

  get releases(): readonly Release[] {
    return this.#kept.releases;
  }

  get objects(): Release['objects'] {
    return this.#kept.releases.at(-1)?.objects ?? {};
  }

  /** The port that this listener had when it was open last. */
  portOf(listener: string): number | undefined {
    return this.#kept.ports[listener];
  }

  keepPort(listener: string, port: number): void {
    if (this.#kept.ports[listener] !== port)
      this.#keep({ ...this.#kept, ports: { ...this.#kept.ports, [listener]: port } });
  }

  put({ id, at, objects }: Release, { isVersioned }: { readonly isVersioned: boolean }): void {
    if (this.#kept.releases.some((release) => release.id === id)) return;
    const release: Release = { id, at, objects: { ...this.objects, ...objects } };
    const releases = [...(isVersioned ? this.#kept.releases : []), release].slice(-releasesKept);
    this.#keep({ ...this.#kept, releases });
    this.#removeUnused();
  }

  #keep(kept: Kept): void {
    writeAtomically(this.#file, JSON.stringify(kept));
    this.#kept = kept;
  }

  #removeUnused(): void {
    const used = new Set(
      this.#kept.releases.flatMap(({ objects }) => Object.values(objects).map(({ blob }) => blob)),
    );
    const blobs = readdirSync(join(this.#folder, 'blobs'), { recursive: true, withFileTypes: true });
    for (const entry of blobs.filter((blob) => blob.isFile() && !used.has(blob.name))) {
      const file = join(entry.parentPath, entry.name);
      const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (written < Date.now() - uploadingMs) rmSync(file, { force: true });
    }
  }
}

function read(file: string): Kept {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return { releases: [], ports: {} };
  }
}
