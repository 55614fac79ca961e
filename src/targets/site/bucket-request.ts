// What a bucket is asked, and what it answers.
import type { Conditions } from './conditions.ts';
import type { StoredObject } from './protocol.ts';

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

export interface BucketAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** An object's content, or a text of S3's own. Nothing for 304, and the head alone for HEAD. */
  readonly body?: { readonly object: StoredObject } | { readonly text: string };
}
