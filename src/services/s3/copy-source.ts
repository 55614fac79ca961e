// What `x-amz-copy-source` names. Pure.
import { defined } from '../../lib/defined.ts';
import { percentDecoded } from '../../lib/percent-decoded.ts';

export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
}

/** `BUCKET/KEY[?versionId=ID]`, percent-encoded, with or without a slash in front; or an ARN of an access point, which is none. */
export function copySourceIn(text: string): CopySource | undefined {
  const [, bucket, key, versionId] =
    /^\/?([^/]+)\/([^?]+)(?:\?versionId=(.+))?$/s
      .exec(text)
      ?.map((each: string | undefined) => (each === undefined ? undefined : percentDecoded(each))) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key, ...defined({ versionId }) };
}
