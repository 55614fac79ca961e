// What a bucket is asked, and what it answers.
import type { Conditions, Validators } from './conditions.ts';

/** An object as a bucket sends it. */
export interface BucketObject extends Validators {
  readonly size: number;
  readonly contentType: string;
  readonly cacheControl?: string;
  /** The website answers with a redirect to it (`x-amz-website-redirect-location`). */
  readonly redirectLocation?: string;
  /** More headers of its own, by their names. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BucketRequest extends Conditions {
  readonly method: string;
  /** Decoded, beginning with a slash, without the query. */
  readonly path: string;
  /** As the caller names this place. */
  readonly host?: string;
  readonly origin?: string;
  /** Of a preflight request. */
  readonly requestMethod?: string;
}

export interface BucketAnswer<T extends BucketObject> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** S3's code of what is wrong. */
  readonly errorCode?: string;
  /** An object's content, or a text of S3's own. Nothing for 304, and the head alone for HEAD. */
  readonly body?: { readonly object: T } | { readonly text: string };
}
