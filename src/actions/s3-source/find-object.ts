// Where the object of an S3 source comes from here: a file that the caller names in its place, else the bucket of this
// machine, which deployments to S3 fill.
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isTrue } from '../../model/configuration-key.ts';
import { exampleAccount } from '../../model/place.ts';
import { findStoredObject, type ObjectCaller, type StoredObject } from '../../targets/endpoint/objects.ts';
import { objectVersions, versionIdOf, type ObjectVersion } from '../../targets/site/read-object.ts';
import type { WatchedSource } from '../provider.ts';
import { assetOf } from '../source/asset.ts';

export type FoundObject =
  | { readonly kind: 'object'; readonly key: string; readonly version: Omit<ObjectVersion, 'lastModified'> }
  /** In S3 of this machine. */
  | { readonly kind: 'stored'; readonly key: string; readonly object: StoredObject }
  /** The caller names something else than a file: a folder, a ref or an address. */
  | { readonly kind: 'tree' }
  | { readonly kind: 'none'; readonly message: string };

/** @param revision a version of the object, or the key of another one where the action allows that */
export async function findObject(source: WatchedSource, revision?: string): Promise<FoundObject> {
  const { declaration, definitionFolder, options, configuration } = source;
  const { S3ObjectKey: key = '' } = configuration;
  const given = options.sources[declaration.name] ?? options.sources['*'] ?? assetOf(source);
  if (given === undefined) return await findInBuckets(source, revision);
  const file = resolve(definitionFolder, given);
  if ((await stat(file).catch(() => undefined))?.isFile() !== true) return { kind: 'tree' };
  const content = await readFile(file);
  const versionId = versionIdOf(createHash('sha256').update(content).digest('hex'));
  if (revision !== undefined && revision !== versionId)
    return none(`${file}, which takes the place of the object, is not its version "${revision}"`);
  const eTag = `"${createHash('md5').update(content).digest('hex')}"`;
  return { kind: 'object', key, version: { versionId, eTag, file, size: content.length } };
}

/** The bucket of a site, or one that calls of AWS's API fill. */
async function findInBuckets(source: WatchedSource, revision: string | undefined): Promise<FoundObject> {
  const found = findInBucket(source, revision);
  if (found.kind !== 'none') return found;
  const { S3Bucket: bucket = '', S3ObjectKey, AllowOverrideForS3ObjectKey } = source.configuration;
  const caller = objectCaller(source.targetsFolder);
  const names =
    revision === undefined
      ? [{ key: S3ObjectKey ?? '' }]
      : [
          { key: S3ObjectKey ?? '', versionId: revision },
          ...(isTrue(AllowOverrideForS3ObjectKey) ? [{ key: revision }] : []),
        ];
  for (const name of names) {
    const object = await findStoredObject(caller, { bucket, ...name });
    if (object !== undefined) return { kind: 'stored', key: name.key, object };
  }
  return found;
}

/** Reads of sources are those of the user of this machine. */
export function objectCaller(targetsFolder: string): ObjectCaller {
  const place = { partition: 'aws', account: exampleAccount, region: 'us-east-1' };
  return { targetsFolder, place, signal: AbortSignal.timeout(transferWithinMs) };
}

const transferWithinMs = 10 * 60 * 1000;

function findInBucket(
  { configuration, targetsFolder }: WatchedSource,
  revision: string | undefined,
): FoundObject {
  const { S3Bucket: bucket = '', S3ObjectKey: key = '', AllowOverrideForS3ObjectKey } = configuration;
  const [newest, ...older] = objectVersions(targetsFolder, bucket, key);
  if (revision === undefined)
    return newest === undefined
      ? none(`The bucket ${bucket} of this machine has no object "${key}"`)
      : { kind: 'object', key, version: newest };
  const version = [newest, ...older].find((each) => each?.versionId === revision);
  if (version !== undefined) return { kind: 'object', key, version };
  const [other] = isTrue(AllowOverrideForS3ObjectKey) ? objectVersions(targetsFolder, bucket, revision) : [];
  return other === undefined
    ? none(`The object "${key}" of the bucket ${bucket} has no version "${revision}" on this machine`)
    : { kind: 'object', key: revision, version: other };
}

function none(message: string): FoundObject {
  return { kind: 'none', message };
}
