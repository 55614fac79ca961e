// The content of an object, for another service that is given its bucket and key.
import type { Result } from '../../lib/result.ts';
import type { ServiceCall } from '../service.ts';
import { storeOf } from './s3-call.ts';

export interface ObjectLocation {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
}

/** S3's code and message. */
export interface NotStored {
  readonly code: string;
  readonly message: string;
}

/** Services take objects of buckets in the region of the call alone. */
export async function storedBytes(
  call: ServiceCall,
  location: ObjectLocation,
): Promise<Result<{ readonly bytes: Uint8Array }, NotStored>> {
  const { bucket: name, key, versionId } = location;
  const store = storeOf(call);
  const bucket = store.bucket(name);
  if (bucket === undefined) return notStored('NoSuchBucket', 'The specified bucket does not exist');
  if (bucket.region !== call.place.region)
    return notStored(
      'PermanentRedirect',
      `The bucket is in this region: ${bucket.region}. Please use this region to retry the request`,
    );
  const version = versionId === undefined ? store.latest(name, key) : store.version(name, key, versionId);
  if (version === undefined || version.isMarker)
    return versionId === undefined
      ? notStored('NoSuchKey', 'The specified key does not exist.')
      : notStored('NoSuchVersion', 'The specified version does not exist.');
  const range = { first: 0, last: version.sizeBytes - 1 };
  return { bytes: Buffer.concat(await Array.fromAsync(store.contents.read(version.parts, range))) };
}

function notStored(code: string, message: string) {
  return { failed: { code, message } };
}
