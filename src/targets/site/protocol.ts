// What can be asked of a site: a bucket with the distributions in front of it.
import type { Bucket } from '../../model/bucket.ts';
import type { BucketAnswer, BucketObject } from '../bucket/bucket-request.ts';
import type { Distribution } from '../../model/distribution.ts';

export interface StoredObject extends BucketObject {
  /** SHA-256 of the content, and the name of its file below `blobs/`. */
  readonly blob: string;
}

export type SiteAnswer = BucketAnswer<StoredObject>;

/** Everything that the bucket held after one deployment. */
export interface Release {
  /** Of the deployment that made it. */
  readonly id: string;
  readonly at: number;
  readonly objects: Readonly<Record<string, StoredObject>>;
}

export interface SiteConfiguration {
  readonly bucket: Bucket;
  readonly distributions: readonly Distribution[];
  /** Of 127.0.0.1, by the name of a distribution or the bucket; what is not named keeps a port of its own. */
  readonly ports: Readonly<Record<string, number>>;
}

export type SiteRequest =
  /** Takes effect on the listeners that are open, too. */
  | ({ readonly type: 'configure' } & SiteConfiguration)
  /** All objects at once; those that are not named stay as they are. The same release again changes nothing. */
  | {
      readonly type: 'put';
      readonly id: string;
      readonly at: number;
      readonly objects: Readonly<Record<string, StoredObject>>;
    }
  /** Paths as CreateInvalidation takes them. */
  | { readonly type: 'invalidate'; readonly distribution: string; readonly paths: readonly string[] }
  | { readonly type: 'describe' };

/** The answer to `configure` and `describe`. */
export interface SiteDescription {
  readonly bucket: string;
  readonly port: number;
  readonly objects: number;
  readonly releases: readonly Pick<Release, 'id' | 'at'>[];
  readonly distributions: readonly DistributionDescription[];
}

interface DistributionDescription {
  readonly name: string;
  readonly port: number;
  readonly requests: number;
  readonly hits: number;
  readonly errors: number;
}
