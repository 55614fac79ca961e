// A bucket that a site is deployed to, in the words of S3's PutBucketWebsite, PutBucketCors and PutBucketVersioning.

export interface Bucket {
  readonly name: string;
  /** Whether what was deployed before is kept (VersioningConfiguration). */
  readonly isVersioned: boolean;
  readonly website?: WebsiteConfiguration;
  readonly corsRules: readonly CorsRule[];
}

export interface WebsiteConfiguration {
  /** Appended to what ends with a slash: `index.html`. */
  readonly indexSuffix: string;
  readonly errorKey?: string;
}

export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAgeSeconds?: number;
}

/** What the pipeline names and the definition does not describe. */
export function plainBucket(name: string): Bucket {
  return { name, isVersioned: true, corsRules: [] };
}
