// A bucket that a site is deployed to, in the words of S3's PutBucketWebsite, PutBucketCors and PutBucketVersioning.

export interface Bucket {
  readonly name: string;
  /** Whether what was deployed before is kept (VersioningConfiguration). */
  readonly isVersioned: boolean;
  readonly website?: WebsiteConfiguration;
  readonly corsRules: readonly CorsRule[];
  /** Absent where nothing is said: S3 blocks all public access then. */
  readonly publicAccessBlock?: PublicAccessBlock;
}

export interface PublicAccessBlock {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

export interface WebsiteConfiguration {
  /** Appended to what ends with a slash: `index.html`. Empty where everything is redirected. */
  readonly indexSuffix: string;
  readonly errorKey?: string;
  /** Of everything; then nothing else counts. */
  readonly redirectAll?: { readonly hostName: string; readonly protocol?: 'http' | 'https' };
  /** The first that fits counts. */
  readonly routingRules?: readonly RoutingRule[];
}

export interface RoutingRule {
  readonly keyPrefix?: string;
  /** The rule counts only when the answer would be this error. */
  readonly errorCode?: string;
  readonly hostName?: string;
  readonly protocol?: 'http' | 'https';
  readonly redirectCode: number;
  readonly replacePrefix?: string;
  readonly replaceKey?: string;
}

export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposeHeaders?: readonly string[];
  readonly MaxAgeSeconds?: number;
}
