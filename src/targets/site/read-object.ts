// An object of a bucket of this machine as it is on disk, with its version. Starts nothing and changes nothing.
import { createHash } from 'node:crypto';
import { siteFolder } from './open-site.ts';
import type { StoredObject } from './protocol.ts';
import { blobFile, SiteStore } from './site-store.ts';

export interface ObjectVersion extends Pick<StoredObject, 'eTag' | 'size' | 'lastModified'> {
  /** The same for the same content put at the same time. */
  readonly versionId: string;
  /** Absolute path of its content. */
  readonly file: string;
}

/** The versions that the bucket still has, the newest first; none when it has no such object, or is not here. */
export function objectVersions(targetsFolder: string, bucket: string, key: string): readonly ObjectVersion[] {
  const { path } = siteFolder(targetsFolder, bucket);
  const found = new Map<string, ObjectVersion>();
  for (const { objects } of new SiteStore(path).releases.toReversed()) {
    const object = Object.hasOwn(objects, key) ? objects[key] : undefined;
    if (object === undefined) continue;
    const { blob, eTag, size, lastModified } = object;
    const versionId = versionIdOf(`${blob} ${lastModified}`);
    if (!found.has(versionId))
      found.set(versionId, { versionId, eTag, size, lastModified, file: blobFile(path, blob) });
  }
  return [...found.values()];
}

/** As long as those of S3. */
export function versionIdOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 32);
}
